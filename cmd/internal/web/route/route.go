package route

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/survey/access"
)

// Route is one method and path, who may call it, and the handler.
type Route struct {
	Method string
	Path   string // Echo's pattern: "/app/surveys/:slug"
	Allow  access.Permission
	Do     echo.HandlerFunc
	Body   int64 // the largest body of a staff form in bytes; 0: what a form usually has
}

// Get is the route of a page, which changes nothing.
func Get(path string, allow access.Permission, do echo.HandlerFunc) Route {
	return Route{Method: http.MethodGet, Path: path, Allow: allow, Do: do}
}

// Post is the route of a form.
func Post(path string, allow access.Permission, do echo.HandlerFunc) Route {
	return Route{Method: http.MethodPost, Path: path, Allow: allow, Do: do}
}

// Set is a feature's routes.
type Set interface{ Routes() []Route }

// Guarded is a feature whose callers do not log in as staff do: it recognises
// them itself. The server puts the guard for a route's permission in front of
// its handler; the guard lets pass only who has it, and sets the viewer.
type Guarded interface {
	Set
	Guard(need access.Permission) echo.MiddlewareFunc
}
