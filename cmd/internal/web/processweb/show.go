package processweb

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/survey/fault"
)

// quarter is how many days back changes are counted: a process that changes
// often is a burden.
const quarter = 90

// showPage is the book at one version.
type showPage struct {
	page.Frame
	Book    process.Book
	Version process.Version
	Stages  []StageView
	Meter   Meter
	Authors []AuthorView
	Sales   int // authors who sell
	Wrote   int // authors in all
	Changes int // versions that took effect within a quarter
}

// AuthorView counts the authors of a role.
type AuthorView struct {
	Role  string
	Count int
}

// When tells whether the version is "now" in force, "later" or "past".
func (p showPage) When() string {
	switch {
	case p.Book.InForce != nil && p.Book.InForce.Number == p.Version.Number:
		return "now"
	case p.Version.EffectiveFrom > p.Book.Today:
		return "later"
	}
	return "past"
}

// Before is the version before this one; 0 for the first.
func (p showPage) Before() int { return p.Version.Number - 1 }

// Percent is the share of authors who sell.
func (p showPage) Percent() string { return p.Pct(float64(p.Sales)/float64(max(p.Wrote, 1)), p.Wrote) }

type emptyPage struct{ page.Frame }

var (
	showTemplate  = page.Define[showPage]("process/show", "process/parts")
	emptyTemplate = page.Define[emptyPage]("process/empty")
)

// index shows the version in force; before any is, the one that will be next.
func (h *Handlers) index(c echo.Context) error {
	book, err := h.Process.Book(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	switch {
	case book.InForce != nil:
		return h.render(c, book, *book.InForce)
	case len(book.Scheduled) > 0:
		v, err := h.Process.Version(c.Request().Context(), page.Viewer(c), book.Scheduled[0].Number)
		if err != nil {
			return err
		}
		return h.render(c, book, v)
	}
	return emptyTemplate.Render(c, http.StatusOK, emptyPage{page.New(c, "process.title", "process.lead")})
}

// show shows one version.
func (h *Handlers) show(c echo.Context) error {
	n, err := strconv.Atoi(c.Param("number"))
	if err != nil {
		return fault.NotFound("process.error.no_version")
	}
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	v, err := h.Process.Version(ctx, viewer, n)
	if err != nil {
		return err
	}
	book, err := h.Process.Book(ctx, viewer)
	if err != nil {
		return err
	}
	return h.render(c, book, v)
}

func (h *Handlers) render(c echo.Context, book process.Book, v process.Version) error {
	f := page.New(c, "process.title", "process.lead")
	f = f.Titled(f.T("process.title_n", "N", v.Number))
	t, err := TellerOf(c, f.Words, h.Themes, v.Process)
	if err != nil {
		return err
	}
	p := showPage{Frame: f, Book: book, Version: v, Stages: t.Stages(), Meter: t.Meter(v.Participation),
		Changes: book.ChangesSince(book.Today.Plus(-quarter))}
	p.Sales, p.Wrote = v.SalesShare()
	for _, a := range slices.SortedFunc(slices.Values(v.Authors), func(a, b process.Author) int { return b.Count - a.Count }) {
		p.Authors = append(p.Authors, AuthorView{t.Role(a.Role), a.Count})
	}
	return showTemplate.Render(c, http.StatusOK, p)
}
