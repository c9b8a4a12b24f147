package accountweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type usersPage struct {
	page.Frame
	Form  form.Form
	Users []account.User
	departments
}

type newUserPage struct {
	page.Frame
	Form  form.Form
	Roles []access.Role
	departments
}

var (
	usersTemplate   = page.Define[usersPage]("account/users")
	newUserTemplate = page.Define[newUserPage]("account/newuser")
)

func (h *Handlers) users(c echo.Context) error { return h.showUsers(c, http.StatusOK, form.Empty()) }

func (h *Handlers) showUsers(c echo.Context, status int, f form.Form) error {
	users, err := h.Accounts.List(c.Request().Context())
	if err != nil {
		return err
	}
	known, err := h.departments(c)
	if err != nil {
		return err
	}
	return usersTemplate.Render(c, status, usersPage{Frame: page.New(c, "account.users", "account.users_lead"), Form: f, Users: users, departments: known})
}

func (h *Handlers) newUser(c echo.Context) error {
	return h.showNewUser(c, http.StatusOK, form.With("scope", "all", "language", string(language.Chinese)))
}

func (h *Handlers) showNewUser(c echo.Context, status int, f form.Form) error {
	known, err := h.departments(c)
	if err != nil {
		return err
	}
	p := newUserPage{Frame: page.New(c, "account.new_user", "account.new_user_lead"), Form: f, Roles: access.Roles(), departments: known}
	p.Frame = p.Under(p.T("account.users"), "/app/users")
	p.Failed = len(f.Fields) > 0
	return newUserTemplate.Render(c, status, p)
}

func (h *Handlers) createUser(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	n, wrong := newUserOf(f)
	if len(wrong) == 0 {
		_, err = h.Accounts.Add(c.Request().Context(), page.Viewer(c), n)
		again, ok := f.Wrong(err)
		if err == nil {
			return page.Done(c, "/app/users", "account.user_added")
		}
		if !ok {
			return err
		}
		wrong = again.Fields
	}
	f.Fields = wrong
	return h.showNewUser(c, http.StatusUnprocessableEntity, f)
}

// newUserOf reads the form; what cannot be read is blamed at its field.
func newUserOf(f form.Form) (account.NewUser, []fault.Field) {
	n := account.NewUser{Email: f.Text("email"), Name: f.Text("name"), Password: f.Get("password"), Department: f.Text("department")}
	var wrong []fault.Field
	for _, r := range f.Values["roles"] {
		if roles, err := access.ParseRoles(r); err == nil {
			n.Roles = append(n.Roles, roles...)
		}
	}
	scope, err := access.ParseScope(f.Text("scope"))
	if err != nil {
		wrong = append(wrong, fault.Field{Path: "scope", Key: "account.scope_wrong"})
	}
	n.Scope = scope
	n.Language, _ = language.Parse(f.Get("language"))
	return n, wrong
}

func (h *Handlers) disableUser(c echo.Context) error {
	err := h.Accounts.Disable(c.Request().Context(), page.Viewer(c), c.Param("id"))
	if err != nil {
		return form.Empty().Again(err, func(status int, wrong form.Form) error { return h.showUsers(c, status, wrong) })
	}
	return page.Done(c, "/app/users", "account.user_disabled")
}
