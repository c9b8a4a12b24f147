package accountweb

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type loginPage struct {
	page.Frame
	Form form.Form
	Next string
}

var loginTemplate = page.DefineIn[loginPage]("layout/bare", "account/login")

func (h *Handlers) loginForm(c echo.Context) error {
	if page.Viewer(c).UserID != "" {
		return c.Redirect(http.StatusSeeOther, "/app")
	}
	return h.showLogin(c, http.StatusOK, form.Empty(), c.QueryParam("next"))
}

func (h *Handlers) showLogin(c echo.Context, status int, f form.Form, next string) error {
	p := loginPage{Frame: page.New(c, "account.log_in", "account.log_in_lead"), Form: f, Next: ownPath(next)}
	p.Failed = len(f.Fields) > 0
	return loginTemplate.Render(c, status, p)
}

func (h *Handlers) login(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	u, err := h.Accounts.Login(c.Request().Context(), f.Get("email"), f.Get("password"), c.RealIP())
	if ft := fault.From(err); ft != nil {
		status := http.StatusUnprocessableEntity
		if ft.Kind == fault.KindTooMany {
			status = http.StatusTooManyRequests
			if minutes, ok := ft.Args["Minutes"].(int); ok {
				c.Response().Header().Set(echo.HeaderRetryAfter, strconv.Itoa(60*minutes))
			}
		}
		f.Fields = []fault.Field{{Path: "email", Key: ft.Key, Args: ft.Args}}
		return h.showLogin(c, status, f, f.Get("next"))
	}
	if err != nil {
		return err
	}
	if err := h.Gate.LogIn(c, u); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, ownPath(f.Get("next")))
}

func (h *Handlers) logout(c echo.Context) error {
	if err := h.Gate.LogOut(c); err != nil {
		return err
	}
	c.Response().Header().Set("Clear-Site-Data", `"cache", "storage"`)
	return c.Redirect(http.StatusSeeOther, "/login")
}

// ownPath lets only pages behind the log-in pass as a place to go on to; a
// browser reads "//evil" and "/\evil" as another host.
func ownPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || u.Opaque != "" ||
		!(u.Path == "/app" || strings.HasPrefix(u.Path, "/app/")) || strings.ContainsAny(next, "\\\r\n\t") {
		return "/app"
	}
	return u.RequestURI()
}
