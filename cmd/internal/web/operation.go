package web

// Addresses for those who run the server: health, readiness, metrics, and the
// static files.

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"time"

	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/templates"
)

func (s *Server) mountOperations() {
	e := s.echo
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", s.readyz)
	e.GET("/metrics", echoprometheus.NewHandlerWithConfig(echoprometheus.HandlerConfig{Gatherer: s.meter}))
	e.GET("/static/:hash/:name", static)
	e.HEAD("/static/:hash/:name", static)
	e.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/app") })
}

// readyz tells a load balancer whether to send people here.
func (s *Server) readyz(c echo.Context) error {
	if err := s.Ready(c.Request().Context()); err != nil {
		s.Log.Warn("not ready", "err", err)
		return c.String(http.StatusServiceUnavailable, "database does not answer\n")
	}
	return c.String(http.StatusOK, "ready\n")
}

// static serves an embedded file; the hash in its address makes it immutable.
func static(c echo.Context) error {
	name := path.Base(c.Param("name"))
	raw, err := fs.ReadFile(templates.FS, "static/"+name)
	if err != nil || page.StaticURL(name) != c.Request().URL.Path {
		return echo.ErrNotFound
	}
	h := c.Response().Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		h.Set("Content-Type", t)
	}
	http.ServeContent(c.Response(), c.Request(), name, time.Time{}, bytes.NewReader(raw))
	return nil
}
