package page

import (
	"time"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Frame is embedded in every page's struct: what the layout shows, and the
// words and number formats that templates use ($.T, $.Num, $.Pct, $.Date …).
type Frame struct {
	Words
	Heading string  // the one title
	Lead    string  // one line: what this page answers
	Crumbs  []Crumb // where am I, from the door down
	Doors   []Door
	Viewer  access.Viewer
	CSRF    string
	Notice  string
	Failed  bool // the form on this page has errors: "Error:" in the title
	here    string
	asOf    func() time.Time // asked when the page is drawn: its figures are counted after New
}

// Crumb is a step of the breadcrumb; the last one has no address.
type Crumb struct{ Text, Href string }

// New makes the frame of a request; title and lead are message keys, lead may
// be empty.
func New(c echo.Context, title, lead string) Frame {
	r := Of(c)
	f := Frame{
		Words: Words{speaker: r.Speaker, zone: r.Zone}, Viewer: r.Viewer, CSRF: r.CSRF,
		here: c.Request().URL.RequestURI(),
		asOf: func() time.Time { return analysis.AsOf(c.Request().Context()) },
	}
	f.Doors = doorsFor(r.Viewer, c.Request().URL.Path)
	f.Heading = f.T(title)
	if lead != "" {
		f.Lead = f.T(lead)
	}
	if r.Notice != "" {
		f.Notice = f.T(r.Notice)
	}
	return f
}

// Titled sets a title that is data (a survey's name), not a message.
func (f Frame) Titled(title string) Frame { f.Heading = title; return f }

// Under adds a breadcrumb with a text of its own.
func (f Frame) Under(text, href string) Frame {
	f.Crumbs = append(f.Crumbs[:len(f.Crumbs):len(f.Crumbs)], Crumb{text, href})
	return f
}

// Behind is the moment that the page's figures stand for, where newer ones are not
// ready; "" where they are those of now.
func (f Frame) Behind() string {
	if f.asOf == nil {
		return ""
	}
	at := f.asOf()
	if at.IsZero() {
		return ""
	}
	return f.Time(at)
}

// Here is the address of this page with its filters.
func (f Frame) Here() string { return f.here }

// May tells whether the viewer has the permission, for showing an action.
func (f Frame) May(p string) bool { return f.Viewer.May(access.Permission(p)) }

// OtherLanguage is the language the switch offers.
func (f Frame) OtherLanguage() language.Tag {
	if f.Lang() == string(language.Chinese) {
		return language.English
	}
	return language.Chinese
}

// Say gives the sentence of a field at fault.
func (f Frame) Say(field fault.Field) string { return f.speak().Say(field.Key, field.Args) }
