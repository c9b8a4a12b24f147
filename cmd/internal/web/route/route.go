package route

import (
	"github.com/labstack/echo/v4"

	"dealervoice/survey/access"
)

// Route is one method and path, who may call it, and the handler.
type Route struct {
	Method string
	Path   string // Echo's pattern: "/app/surveys/:slug"
	Allow  access.Permission
	Do     echo.HandlerFunc
}

// Set is a feature's routes.
type Set interface{ Routes() []Route }
