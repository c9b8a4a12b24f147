package accountweb

import (
	"net/http"

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
	Gate     Gate
	Accounts *account.Service
	Trail    *audit.Trail
	Jobs     *jobs.Queue
	Waiting  []Waiting // what each feature knows to be waiting for a viewer
}

// Routes lists the pages with their permissions.
func (h *Handlers) Routes() []route.Route {
	return []route.Route{
		{Method: http.MethodGet, Path: "/login", Allow: access.Public, Do: h.loginForm},
		{Method: http.MethodPost, Path: "/login", Allow: access.Public, Do: h.login},
		{Method: http.MethodPost, Path: "/logout", Allow: access.SignedIn, Do: h.logout},
		{Method: http.MethodGet, Path: "/app", Allow: access.SignedIn, Do: h.home},
		{Method: http.MethodPost, Path: "/app/language", Allow: access.SignedIn, Do: h.language},
		{Method: http.MethodGet, Path: "/app/me", Allow: access.SignedIn, Do: h.me},
		{Method: http.MethodPost, Path: "/app/me/password", Allow: access.SignedIn, Do: h.password},
		{Method: http.MethodGet, Path: "/app/users", Allow: access.UserManage, Do: h.users},
		{Method: http.MethodGet, Path: "/app/users/new", Allow: access.UserManage, Do: h.newUser},
		{Method: http.MethodPost, Path: "/app/users", Allow: access.UserManage, Do: h.createUser},
		{Method: http.MethodPost, Path: "/app/users/:id/disable", Allow: access.UserManage, Do: h.disableUser},
		{Method: http.MethodGet, Path: "/app/audit", Allow: access.AuditRead, Do: h.audit},
		{Method: http.MethodGet, Path: "/app/jobs", Allow: access.JobRead, Do: h.jobs},
		{Method: http.MethodPost, Path: "/app/jobs/:id/retry", Allow: access.UserManage, Do: h.retryJob},
		{Method: http.MethodGet, Path: "/app/components", Allow: access.SignedIn, Do: h.components},
	}
}
