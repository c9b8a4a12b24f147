package api

// Who calls: the bearer token and what it may do.

import (
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Guard lets pass whose token has the permission.
func (h *Handlers) Guard(need access.Permission) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if need == access.Public {
				return next(c)
			}
			v, err := h.caller(c)
			if err != nil {
				return err
			}
			if !v.May(need) {
				return fault.New(fault.KindForbidden, "api.forbidden", fault.Args{"Permission": string(need)})
			}
			r := page.Of(c)
			r.Viewer = v
			page.With(c, r)
			return next(c)
		}
	}
}

// caller recognises the token of a request. What is wrong with one is told as
// RFC 6750 has it.
func (h *Handlers) caller(c echo.Context) (access.Viewer, error) {
	head := c.Response().Header()
	text, ok := bearer(c.Request().Header.Values(echo.HeaderAuthorization))
	if !ok {
		head.Set(echo.HeaderWWWAuthenticate, `Bearer realm="dealervoice"`)
		return access.Viewer{}, fault.New(fault.KindStranger, "api.token_missing", nil)
	}
	token, err := h.Keys.Find(c.Request().Context(), text, c.RealIP())
	switch fault.KindOf(err) {
	case fault.KindStranger:
		head.Set(echo.HeaderWWWAuthenticate, `Bearer realm="dealervoice", error="invalid_token"`)
	case fault.KindTooMany:
		head.Set(echo.HeaderRetryAfter, "60")
	}
	if err != nil {
		return access.Viewer{}, err
	}
	v := token.Viewer()
	v.Language = page.Language(c)
	return v, nil
}

// bearer takes the token out of the header; two headers are none.
func bearer(values []string) (text string, ok bool) {
	if len(values) != 1 {
		return "", false
	}
	scheme, text, ok := strings.Cut(values[0], " ")
	text = strings.TrimSpace(text)
	return text, ok && text != "" && strings.EqualFold(scheme, "Bearer")
}
