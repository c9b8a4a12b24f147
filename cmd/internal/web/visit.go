package web

// How long a reader waits for figures, and how old those are that they get.

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
)

// patience is how long a page may wait for figures of a survey with very many answers.
const patience = 2 * time.Second

// visit lets whoever reads figures wait no longer than that. An answer whose figures
// stand for an earlier moment says which in Last-Modified, whatever its form.
func (s *Server) visit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if path := r.URL.Path; r.Method != http.MethodGet && r.Method != http.MethodHead || !strings.HasPrefix(path, "/app") && !forPrograms(c) {
			return next(c)
		}
		ctx := analysis.Visiting(r.Context(), patience)
		c.SetRequest(r.WithContext(ctx))
		c.Response().Before(func() {
			if at := analysis.AsOf(ctx); !at.IsZero() {
				c.Response().Header().Set(echo.HeaderLastModified, at.UTC().Format(http.TimeFormat))
			}
		})
		return next(c)
	}
}
