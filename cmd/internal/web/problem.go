package web

// The one place where an error becomes an answer.

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

// problemPage tells a person what happened, what it means and what to do.
type problemPage struct {
	page.Frame
	Details []string
	ID      string // of the log line, only for our own failures
	Staff   bool   // somebody with an account, who has a start page
	Missing bool   // there is nothing at the address, for one of the house
	Again   bool   // it is being done: the page looks again by itself
	Percent any    // how far it is; nil where nobody knows
}

var problemTemplate = page.DefineIn[problemPage]("layout/bare", "problem/show")

// Status maps the kinds of faults to HTTP.
func Status(kind fault.Kind) int {
	switch kind {
	case fault.KindBadRequest:
		return http.StatusBadRequest
	case fault.KindInvalid:
		return http.StatusUnprocessableEntity
	case fault.KindNotFound:
		return http.StatusNotFound
	case fault.KindForbidden:
		return http.StatusForbidden
	case fault.KindConflict:
		return http.StatusConflict
	case fault.KindClosed:
		return http.StatusGone
	case fault.KindTooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.KindUnsupported:
		return http.StatusUnsupportedMediaType
	case fault.KindTooMany:
		return http.StatusTooManyRequests
	case fault.KindUnavailable:
		return http.StatusServiceUnavailable
	case fault.KindStranger:
		return http.StatusUnauthorized
	}
	return http.StatusInternalServerError
}

// problem answers an error that no handler dealt with.
func (s *Server) problem(err error, c echo.Context) {
	if c.Response().Committed {
		s.Log.Error("request broke off", "route", c.Path(), "err", err)
		return
	}
	f, status := s.classify(err)
	id := ""
	if f.Retry > 0 { // nothing is broken
		again(c, f)
	} else if status >= 500 {
		id = rand.Text()[:10]
		s.Log.Error("request failed", "id", id, "method", c.Request().Method, "route", c.Path(), "err", err)
	}
	if c.Request().Method == http.MethodHead {
		_ = c.NoContent(status)
		return
	}
	if page.Of(c).Speaker == nil {
		tag := preferred(c)
		page.With(c, page.Request{Speaker: s.Catalogue.In(tag), Zone: s.Zone})
	}
	if err := s.explain(c, f, status, id); err != nil {
		s.Log.Error("explain failure", "err", err)
		_ = c.NoContent(status)
	}
}

// again tells when to ask once more: programs by one header, browsers by another,
// which has them do it.
func again(c echo.Context, f *fault.Error) {
	seconds := strconv.Itoa(max(1, int(f.Retry.Seconds())))
	c.Response().Header().Set(echo.HeaderRetryAfter, seconds)
	if m := c.Request().Method; m == http.MethodGet && !forPrograms(c) {
		c.Response().Header().Set("Refresh", seconds)
	}
}

// classify gives the fault to show and its status.
func (s *Server) classify(err error) (*fault.Error, int) {
	if f := fault.From(err); f != nil {
		return f, Status(f.Kind)
	}
	var he *echo.HTTPError
	if errors.As(err, &he) && he.Code < 500 {
		switch he.Code {
		case http.StatusNotFound:
			return fault.NotFound("fault.no_such_page"), he.Code
		case http.StatusMethodNotAllowed:
			return fault.New(fault.KindBadRequest, "fault.no_such_method", nil), he.Code
		case http.StatusRequestEntityTooLarge:
			return fault.New(fault.KindTooLarge, "fault.too_large", nil), he.Code
		}
		return fault.New(fault.KindBadRequest, "fault.bad_request", nil), he.Code
	}
	return fault.New(fault.KindInternal, "fault.internal", nil), http.StatusInternalServerError
}

// explain sends the page, or one line to a caller that wants no HTML.
func (s *Server) explain(c echo.Context, f *fault.Error, status int, id string) error {
	speaker := page.Of(c).Speaker
	if forPrograms(c) {
		return sendProblem(c, problemOf(speaker, f, status).numbered(id))
	}
	said := speaker.Say(f.Key, f.Args)
	if accept := c.Request().Header.Get("Accept"); accept != "" && !strings.Contains(accept, "html") && !strings.Contains(accept, "*/*") {
		return c.String(status, said+"\n")
	}
	p := problemPage{Frame: page.New(c, "fault.title", "").Titled(said), ID: id, Again: f.Retry > 0, Percent: f.Args["Percent"]}
	for _, field := range f.Fields {
		p.Details = append(p.Details, p.Say(field))
	}
	p.Staff = p.Viewer.UserID != "" || strings.HasPrefix(c.Request().URL.Path, "/app")
	p.Missing = status == http.StatusNotFound && p.Staff
	return problemTemplate.Render(c, status, p)
}
