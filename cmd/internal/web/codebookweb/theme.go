package codebookweb

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis/review"
	"dealervoice/analysis/text/codebook"
	"dealervoice/cmd/internal/web/analysisweb"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

type themePage struct {
	analysisweb.Sheet
	Version  int
	Examples []CueExamples
	F1       *review.Rated
	Judged   int
	Redefine bool // two people agree too little on it
	Theme    ThemeView
	Group    language.Text
	Cues     []CueList
	Policies []language.Text
}

// CueExamples are a theme's examples in one language.
type CueExamples struct {
	Language string
	List     []string
}

// CueList is the cues of one language.
type CueList struct {
	Language string
	codebook.Cues
}

var themeTemplate = page.Define[themePage]("codebook/theme", "report/parts")

// theme shows what a theme means and which words name it.
func (h *Handlers) theme(c echo.Context) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	shelf, err := h.Coding.Open(ctx, v)
	if err != nil {
		return err
	}
	newest, err := h.Coding.Latest(ctx, v)
	if err != nil {
		return err
	}
	shelf.Version = newest
	book := newest.Book
	if next := book.Successors(c.Param("id")); len(next) == 1 && next[0].ID != c.Param("id") {
		return c.Redirect(http.StatusSeeOther, themePath(next[0].ID)) // it was merged
	}
	t, ok := book.Theme(c.Param("id"))
	if !ok {
		return fault.NotFound("report.theme.not_found")
	}
	spoken, err := h.Analysis.Spoken(ctx, v)
	if err != nil {
		return err
	}
	f := page.New(c, "codebook.theme", "")
	p := themePage{Sheet: analysisweb.Sheet{Frame: f.Under(f.T("codebook.index"), "/app/codebook")}, Theme: themeView(t, spoken[t.ID])}
	p.Frame = p.Titled(p.In(p.Theme.Name))
	p.Lead = p.In(p.Theme.Meaning)
	for _, g := range book.Groups {
		if g.ID == t.Parent {
			p.Group = language.Text{ZH: g.ZH, EN: g.EN}
		}
	}
	for _, lang := range codebook.Languages() {
		p.Cues = append(p.Cues, CueList{Language: lang, Cues: t.Cues[lang]})
	}
	p.Examples = examplesOf(t)
	p.Version = shelf.Version.Number
	q, err := h.Review.All(ctx, v)
	if err != nil {
		return err
	}
	if scores, ok := q.Of(t.ID); ok && q.Enough() {
		p.F1, p.Judged = review.ScoresOf(scores).F1, scores.Support
	}
	vague, err := h.Review.Redefined(ctx, v)
	if err != nil {
		return err
	}
	p.Redefine = slices.Contains(vague, t.ID)
	for _, pt := range book.PolicyTypes {
		for _, id := range t.PolicyTypes {
			if pt.ID == id {
				p.Policies = append(p.Policies, language.Text{ZH: pt.ZH, EN: pt.EN})
			}
		}
	}
	return themeTemplate.Render(c, http.StatusOK, p)
}

func examplesOf(t codebook.Theme) []CueExamples {
	var out []CueExamples
	for _, lang := range codebook.Languages() {
		if list := t.Examples[lang]; len(list) > 0 {
			out = append(out, CueExamples{Language: lang, List: list})
		}
	}
	return out
}
