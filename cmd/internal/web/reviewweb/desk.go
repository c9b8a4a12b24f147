package reviewweb

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/review"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/language"
)

type deskPage struct {
	analysisweb.Sheet
	Form    form.Form
	Desk    review.Desk
	Action  string
	Rows    []ThemeRow // the tagger's and likely ones: those with a key
	Groups  []ThemeGroup
	Earlier []Said
	Recent  []Said
	Round   *review.Seat // nil: not blind
}

// ThemeRow is a theme with what is said of it: "", "-1", "0" or "1".
type ThemeRow struct {
	ID, Name, Meaning string
	Key               string // on the keyboard; "" without one
	State             string
	Sure              string // how sure the tagger is
	Proposed          bool
}

// ThemeGroup is the themes of a group that are not among the first rows.
type ThemeGroup struct {
	Name string
	Rows []ThemeRow
}

// Said is a verdict as it is read.
type Said struct {
	Handle review.Handle
	Text   string
	Who    string
	When   string
	Themes []Mark
}

// Mark is a theme with its polarity: "neg", "neu" or "pos".
type Mark struct{ Name, Polarity string }

var deskTemplate = page.Define[deskPage]("review/desk", "review/parts", "report/parts")

// desk shows the answer that teaches most, or the one asked for.
func (h *Handlers) desk(c echo.Context) error {
	return h.renderDesk(c, http.StatusOK, form.Empty())
}

func (h *Handlers) renderDesk(c echo.Context, status int, f form.Form) error {
	slug := c.Param("slug")
	handle := review.Handle(c.QueryParam("answer"))
	if typed := f.Text("answer"); typed != "" {
		handle = review.Handle(typed)
	}
	d, err := h.Review.Desk(c.Request().Context(), page.Viewer(c), review.Query{Survey: slug, Handle: handle})
	if err != nil {
		return err
	}
	p := deskPage{Sheet: sheet(c, "review.desk", "review.desk_lead"), Form: f, Desk: d, Action: at(slug, "")}
	p.Frame = p.Titled(p.T("review.desk_of", "Title", d.Title))
	p.Failed = len(f.Fields) > 0
	if d.Item != nil {
		p.fill()
		for _, v := range d.Item.Verdicts {
			p.Earlier = append(p.Earlier, Said{Who: v.Coder, When: p.Time(v.JudgedAt), Themes: marks(p.Frame, v.Themes, d.Book)})
		}
	}
	for _, r := range d.Recent {
		p.Recent = append(p.Recent, Said{Handle: r.Handle, Text: r.Text, Themes: marks(p.Frame, r.Themes, d.Book)})
	}
	return deskTemplate.Render(c, status, p)
}

// sheet is the frame of this package's pages below the index.
func sheet(c echo.Context, title, lead string) analysisweb.Sheet {
	f := page.New(c, title, lead)
	return analysisweb.Sheet{Frame: f.Under(f.T("review.index"), "/app/review")}
}

// keys are how many themes have a key of their own.
const keys = 9

// fill makes the rows of the answer: what the tagger says and what may be meant
// first, then all others by group.
func (p *deskPage) fill() {
	item := p.Desk.Item
	said := map[string]string{}
	for _, t := range item.Found {
		said[t.ID] = polarity(t.Polarity)
	}
	if len(item.Verdicts) > 0 {
		said = map[string]string{}
		for _, l := range item.Counts {
			said[l.Theme] = polarity(l.Polarity)
		}
	}
	if p.Failed { // what was typed stays
		said = map[string]string{}
		for _, id := range p.Desk.Book.IDs() {
			said[id] = p.Form.Get("t." + id)
		}
	}
	var first []string
	for _, t := range item.Found {
		first = append(first, t.ID)
	}
	for i, id := range append(first, item.Likely...) {
		t, ok := p.Desk.Book.Theme(id)
		if !ok {
			continue
		}
		row := themeRow(p.Frame, t, said[id])
		if i < keys {
			row.Key = strconv.Itoa(i + 1)
		}
		if i < len(item.Found) {
			row.Proposed, row.Sure = true, p.Pct(item.Found[i].Confidence, 1)
		}
		p.Rows = append(p.Rows, row)
	}
	p.Groups = groups(p.Frame, p.Desk.Book, said, p.Rows)
}

func themeRow(f page.Frame, t codebook.Theme, state string) ThemeRow {
	return ThemeRow{
		ID: t.ID, Name: f.In(language.Text{ZH: t.ZH, EN: t.EN}), Meaning: f.In(language.Text{ZH: t.Definition.ZH, EN: t.Definition.EN}), State: state,
	}
}

// groups lists the themes that are not among the rows.
func groups(f page.Frame, book *codebook.Book, said map[string]string, rows []ThemeRow) []ThemeGroup {
	var out []ThemeGroup
	for _, g := range book.Groups {
		group := ThemeGroup{Name: f.In(language.Text{ZH: g.ZH, EN: g.EN})}
		for _, t := range book.Themes {
			if t.Parent == g.ID && !slices.ContainsFunc(rows, func(r ThemeRow) bool { return r.ID == t.ID }) {
				group.Rows = append(group.Rows, themeRow(f, t, said[t.ID]))
			}
		}
		if len(group.Rows) > 0 {
			out = append(out, group)
		}
	}
	return out
}

func polarity(p text.Polarity) string { return strconv.Itoa(int(p)) }

// marks writes labels.
func marks(f page.Frame, list []review.Label, book *codebook.Book) []Mark {
	out := make([]Mark, len(list))
	for i, l := range list {
		m := Mark{Name: l.Theme, Polarity: "neu"}
		if t, ok := book.Theme(l.Theme); ok {
			m.Name = f.In(language.Text{ZH: t.ZH, EN: t.EN})
		}
		switch {
		case l.Polarity < 0:
			m.Polarity = "neg"
		case l.Polarity > 0:
			m.Polarity = "pos"
		}
		out[i] = m
	}
	return out
}
