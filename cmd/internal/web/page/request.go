package page

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// Request is what every page needs to know of the request.
type Request struct {
	Viewer  access.Viewer
	Speaker *i18n.Speaker
	Zone    *time.Location
	CSRF    string
	Notice  string // message key said once after a change ("proposal.saved")
	Notify  func(key string)
}

const requestKey = "page.request"

// With keeps the request's facts for the handlers behind the middleware.
func With(c echo.Context, r Request) { c.Set(requestKey, r) }

// Of gives the request's facts; zero facts speak the default language.
func Of(c echo.Context) Request {
	r, _ := c.Get(requestKey).(Request)
	return r
}

// Viewer is who asks.
func Viewer(c echo.Context) access.Viewer { return Of(c).Viewer }

// Language is the language the reader sees.
func Language(c echo.Context) language.Tag {
	if s := Of(c).Speaker; s != nil {
		return s.Tag
	}
	return language.Chinese
}

// Notify has the next page say the message of a key once, after a change.
func Notify(c echo.Context, key string) {
	if n := Of(c).Notify; n != nil {
		n(key)
	}
}

// Done goes from a form that was carried out to another page, which says what
// happened: a reload of it does nothing a second time.
func Done(c echo.Context, to, notice string) error {
	Notify(c, notice)
	return c.Redirect(http.StatusSeeOther, to)
}
