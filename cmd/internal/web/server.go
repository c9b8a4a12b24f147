package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo-contrib/echoprometheus"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/prometheus/client_golang/prometheus"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/i18n"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Options are what the server is made of.
type Options struct {
	Catalogue *i18n.Catalogue
	Accounts  *account.Service
	Sessions  *account.Sessions
	Zone      *time.Location
	Secure    bool                        // people reach it by https
	Ready     func(context.Context) error // nil if the database answers
	Log       *slog.Logger
}

// Server is the HTTP server.
type Server struct {
	Options
	Sess   *scs.SessionManager
	echo   *echo.Echo
	routes []route.Route
	meter  *prometheus.Registry
}

// New puts the server together.
func New(o Options) *Server {
	s := &Server{Options: o, Sess: newSessions(o), echo: echo.New(), meter: prometheus.NewRegistry()}
	e := s.echo
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = s.problem
	e.Use(s.recover, s.headers, s.logLine, s.measure(), s.readable, s.visit,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: 5, MinLength: 1024, Skipper: packed}))
	s.mountOperations()
	return s
}

// Mount adds the routes of features.
func (s *Server) Mount(features ...route.Set) {
	for _, f := range features {
		s.mount(f)
	}
}

// packed tells what is not worth compressing again, and leaves the metrics to
// the scraper.
func packed(c echo.Context) bool {
	p := c.Request().URL.Path
	return strings.HasSuffix(p, ".png") || p == "/metrics" || respondent(p)
}

// respondent tells the addresses of survey forms, which pack their own pages.
func respondent(path string) bool {
	return strings.HasPrefix(path, "/s/") || strings.HasPrefix(path, "/i/")
}

// measure counts requests by route pattern; unknown addresses share one label,
// since each would be a time series of its own.
func (s *Server) measure() echo.MiddlewareFunc {
	return echoprometheus.NewMiddlewareWithConfig(echoprometheus.MiddlewareConfig{
		Subsystem: "dealervoice", Registerer: s.meter, DoNotUseRequestPathFor404: true,
		LabelFuncs: map[string]echoprometheus.LabelValueFunc{
			"host": func(echo.Context, error) string { return "" },
		},
	})
}

// mount adds a feature's routes, each behind its permission.
func (s *Server) mount(f route.Set) {
	for _, r := range f.Routes() {
		s.echo.Add(r.Method, r.Path, r.Do, s.chain(f, r)...)
		s.routes = append(s.routes, r)
	}
}

// chain is what stands in front of a route. Staff paths have a session, a
// feature that guards itself has its guard; nothing else has permissions.
func (s *Server) chain(f route.Set, r route.Route) []echo.MiddlewareFunc {
	own, guarded := f.(route.Guarded)
	switch {
	case guarded && staffPath(r.Path):
		panic(fmt.Sprintf("route %s %s: staff paths are guarded by the session", r.Method, r.Path))
	case guarded:
		return []echo.MiddlewareFunc{s.stranger, own.Guard(r.Allow)}
	case staffPath(r.Path):
		return []echo.MiddlewareFunc{s.session, s.viewer, s.formToken(r.Body), s.permit(r.Allow)}
	case r.Allow != access.Public:
		panic(fmt.Sprintf("route %s %s: nothing guards its permission", r.Method, r.Path))
	}
	return []echo.MiddlewareFunc{s.stranger}
}

// staffPath tells the paths that carry a session.
func staffPath(path string) bool {
	return path == "/app" || strings.HasPrefix(path, "/app/") || path == "/login" || path == "/logout"
}

// Routes lists everything mounted, for the test of every route x every role.
func (s *Server) Routes() []route.Route { return s.routes }

// ServeHTTP makes the server an http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// HTTP gives the net/http server with its limits: a client that sends slowly or
// never finishes costs a connection for a bounded time.
func (s *Server) HTTP(addr string) *http.Server {
	return &http.Server{
		Addr: addr, Handler: s,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 120 * time.Second, IdleTimeout: 60 * time.Second,
		MaxHeaderBytes: 16 << 10,
		ErrorLog:       slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
	}
}
