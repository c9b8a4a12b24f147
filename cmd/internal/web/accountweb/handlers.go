package accountweb

import (
	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/survey/access"
)

// Gate starts and ends sessions; the server is one.
type Gate interface {
	LogIn(c echo.Context, u account.User) error
	LogOut(c echo.Context) error
}

// Handlers are the pages of this package.
type Handlers struct {
	Gate      Gate
	Accounts  *account.Service
	Trail     *audit.Trail
	Jobs      *jobs.Queue
	Processes Processes // whose departments people belong to
	Waiting   []Waiting // what each feature knows to be waiting for a viewer
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		route.Get("/login", access.Public, h.loginForm),
		route.Post("/login", access.Public, h.login),
		route.Post("/logout", access.SignedIn, h.logout),
		route.Get("/app", access.SignedIn, h.home),
		route.Post("/app/language", access.SignedIn, h.language),
		route.Get("/app/me", access.SignedIn, h.me),
		route.Post("/app/me/password", access.SignedIn, h.password),
		route.Get("/app/users", access.UserManage, h.users),
		route.Get("/app/users/new", access.UserManage, h.newUser),
		route.Post("/app/users", access.UserManage, h.createUser),
		route.Post("/app/users/:id/disable", access.UserManage, h.disableUser),
		route.Get("/app/audit", access.AuditRead, h.audit),
		route.Get("/app/jobs", access.JobRead, h.jobs),
		route.Post("/app/jobs/:id/retry", access.UserManage, h.retryJob),
		route.Get("/app/components", access.SignedIn, h.components),
	}
}
