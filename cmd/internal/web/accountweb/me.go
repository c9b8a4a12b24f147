package accountweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type mePage struct {
	page.Frame
	Form form.Form
	departments
}

var meTemplate = page.Define[mePage]("account/me")

func (h *Handlers) me(c echo.Context) error { return h.showMe(c, http.StatusOK, form.Empty()) }

func (h *Handlers) showMe(c echo.Context, status int, f form.Form) error {
	known, err := h.departments(c)
	if err != nil {
		return err
	}
	p := mePage{Frame: page.New(c, "account.me", "account.me_lead"), Form: f, departments: known}
	p.Failed = len(f.Fields) > 0
	return meTemplate.Render(c, status, p)
}

// language keeps the language the viewer reads and goes back to where they were.
func (h *Handlers) language(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	tag, ok := language.Parse(f.Get("language"))
	if !ok {
		return fault.New(fault.KindBadRequest, "fault.bad_request", nil)
	}
	if err := h.Accounts.SetLanguage(c.Request().Context(), page.Viewer(c), tag); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, ownPath(f.Get("back")))
}

// password changes the viewer's own password after the old one; all sessions
// end, and this one begins anew.
func (h *Handlers) password(c echo.Context) error {
	ctx := c.Request().Context()
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	v := page.Viewer(c)
	u, err := h.Accounts.Login(ctx, v.Email, f.Get("old"), c.RealIP())
	if ft := fault.From(err); ft != nil {
		f.Fields = []fault.Field{{Path: "old", Key: "account.old_password_wrong"}}
		return h.showMe(c, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	err = h.Accounts.SetPassword(ctx, v, u.ID, f.Get("password"))
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showMe(c, status, wrong) })
	}
	if err := h.Gate.LogIn(c, u); err != nil {
		return err
	}
	return page.Done(c, "/app/me", "account.password_changed")
}
