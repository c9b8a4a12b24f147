package web

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"dealervoice/survey/fault"
)

// readable refuses addresses that decode to no text: PostgreSQL takes neither
// NUL nor broken UTF-8, so such a value would end as an error of ours wherever
// a page looks it up.
func (s *Server) readable(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		if !isText(u.Path) {
			return fault.NotFound("fault.no_such_page")
		}
		// Pairs that cannot be decoded are dropped here as they are by handlers.
		query, _ := url.ParseQuery(u.RawQuery)
		for name, values := range query {
			if isText(name) && isText(strings.Join(values, "")) {
				continue
			}
			if forPrograms(c) { // the operation is there, what it is asked is wrong
				return fault.New(fault.KindBadRequest, "fault.bad_request", nil)
			}
			return fault.NotFound("fault.no_such_page")
		}
		return next(c)
	}
}

func isText(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }
