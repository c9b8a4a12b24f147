package codebookweb

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/language"
)

type indexPage struct {
	analysisweb.Sheet
	Form       form.Form
	Shelf      coding.Shelf
	Groups     []GroupView
	Candidates []CandidateView
	Themes     int
	Newest     int // the newest version; it may wait for a training
	Progress   coding.Progress
}

// GroupView is a theme of the first level with those under it.
type GroupView struct {
	ID     string
	Name   language.Text
	Themes []ThemeView
}

// ThemeView is a theme of the second level.
type ThemeView struct {
	codebook.Theme
	Name    language.Text
	Meaning language.Text
	Spoken  analysis.Cell
	Vague   bool // two people agree too little on it
}

// CandidateView is a word that waits, with the themes it may go to.
type CandidateView struct {
	coding.Candidate
	Anchor string
	Groups []form.Group
}

var indexTemplate = page.Define[indexPage]("codebook/index", "report/parts")

// index shows the themes, and the words that may become cues.
func (h *Handlers) index(c echo.Context) error {
	return h.renderIndex(c, http.StatusOK, form.Empty())
}

func (h *Handlers) renderIndex(c echo.Context, status int, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	shelf, err := h.Coding.Open(ctx, v)
	if err != nil {
		return err
	}
	p := indexPage{Sheet: analysisweb.Sheet{Frame: page.New(c, "codebook.index", "codebook.index_lead")}, Form: f, Shelf: shelf}
	p.Failed = len(f.Fields) > 0
	if p.Progress, err = h.Coding.Reading(ctx, v); err != nil {
		return err
	}
	p.Newest = shelf.Version.Number
	if len(shelf.Versions) > 0 && shelf.Versions[0].Number > p.Newest {
		newest, err := h.Coding.Latest(ctx, v)
		if err != nil {
			return err
		}
		p.Newest, shelf.Version = newest.Number, newest
	}
	if p.Groups, err = h.groups(ctx, c, shelf); err != nil {
		return err
	}
	vague, err := h.Review.Redefined(ctx, v)
	if err != nil {
		return err
	}
	for _, g := range p.Groups {
		p.Themes += len(g.Themes)
		for i := range g.Themes {
			g.Themes[i].Vague = slices.Contains(vague, g.Themes[i].ID)
		}
	}
	if p.May("codebook.edit") {
		for i, cand := range shelf.Candidates {
			p.Candidates = append(p.Candidates, p.candidate(i, cand))
		}
	}
	return indexTemplate.Render(c, status, p)
}

// groups are the two levels with how many spoke of each theme.
func (h *Handlers) groups(ctx context.Context, c echo.Context, shelf coding.Shelf) ([]GroupView, error) {
	spoken, err := h.Analysis.Spoken(ctx, page.Viewer(c))
	if err != nil {
		return nil, err
	}
	var out []GroupView
	for _, g := range shelf.Version.Book.Groups {
		view := GroupView{ID: g.ID, Name: language.Text{ZH: g.ZH, EN: g.EN}}
		for _, t := range shelf.Version.Book.Themes {
			if t.Parent == g.ID {
				view.Themes = append(view.Themes, themeView(t, spoken[t.ID]))
			}
		}
		out = append(out, view)
	}
	return out, nil
}

func themeView(t codebook.Theme, spoken analysis.Cell) ThemeView {
	return ThemeView{
		Theme: t, Name: language.Text{ZH: t.ZH, EN: t.EN}, Spoken: spoken,
		Meaning: language.Text{ZH: t.Definition.ZH, EN: t.Definition.EN},
	}
}

// candidate offers the themes that a word would go with before all others.
func (p indexPage) candidate(i int, cand coding.Candidate) CandidateView {
	v := CandidateView{Candidate: cand, Anchor: "c-" + p.Num(i)}
	if len(cand.Themes) > 0 {
		likely := form.Group{Name: p.T("codebook.likely")}
		for _, id := range cand.Themes {
			if t, ok := p.Shelf.Version.Book.Theme(id); ok {
				likely.Options = append(likely.Options, form.Option{Value: id, Text: p.In(language.Text{ZH: t.ZH, EN: t.EN})})
			}
		}
		v.Groups = append(v.Groups, likely)
	}
	for _, g := range p.Groups {
		group := form.Group{Name: p.In(g.Name)}
		for _, t := range g.Themes {
			group.Options = append(group.Options, form.Option{Value: t.ID, Text: p.In(t.Name)})
		}
		v.Groups = append(v.Groups, group)
	}
	return v
}
