package processweb

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/survey/fault"
)

// diffPage is what changed between two versions.
type diffPage struct {
	page.Frame
	From, To process.Version
	All      []process.Head
	Whole    []Row
	Stages   []Changed
}

// Same tells whether nothing differs.
func (p diffPage) Same() bool { return len(p.Whole) == 0 && len(p.Stages) == 0 }

var diffTemplate = page.Define[diffPage]("process/diff", "process/parts")

// diff compares ?from= with ?to=; without them, the version in force with the
// one before, or the next one with that in force.
func (h *Handlers) diff(c echo.Context) error {
	ctx, viewer := c.Request().Context(), page.Viewer(c)
	book, err := h.Process.Book(ctx, viewer)
	if err != nil {
		return err
	}
	if len(book.All) == 0 {
		return fault.NotFound("process.error.none")
	}
	to, err := number(c, "to", book.All[0].Number)
	if err != nil {
		return err
	}
	from, err := number(c, "from", max(to-1, 1))
	if err != nil {
		return err
	}
	p := diffPage{Frame: page.New(c, "process.diff", "process.diff_lead"), All: book.All}
	if p.From, err = h.Process.Version(ctx, viewer, from); err != nil {
		return err
	}
	if p.To, err = h.Process.Version(ctx, viewer, to); err != nil {
		return err
	}
	p.Frame = p.Under(p.T("process.title"), "/app/process").Titled(p.T("process.diff_n", "From", from, "To", to))
	t, err := TellerOf(c, p.Words, h.Themes, p.To.Process)
	if err != nil {
		return err
	}
	p.Whole, p.Stages = t.Changes(p.From.Process)
	return diffTemplate.Render(c, http.StatusOK, p)
}

// number reads a version number of the query.
func number(c echo.Context, name string, without int) (int, error) {
	raw := c.QueryParam(name)
	if raw == "" {
		return without, nil
	}
	n, err := strconv.Atoi(raw)
	if err != nil {
		return 0, fault.NotFound("process.error.no_version")
	}
	return n, nil
}
