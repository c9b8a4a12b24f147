package analysisweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
)

type reportPage struct {
	Sheet
	Report   analysis.Report
	Filter   FilterView
	Hero     *Card // the index, else the NPS: the largest thing on the page
	Second   *Card
	Sections []Section
	Themes   Chart
	ThemeRef string // the page of themes
	Views    []View
	Help     []string
	Warnings []string
	Weights  *WeightView // nil where nothing is weighted
	Export   Export
	Top      []ThemeRow
}

// Section is a page of the survey with its figures.
type Section struct {
	Title string
	Cards []Card
}

var reportTemplate = page.Define[reportPage]("report/show", "report/parts")

// report shows all figures of a survey, or one of them by itself.
func (h *Handlers) report(c echo.Context) error {
	if c.QueryParam("figure") != "" {
		return h.figure(c)
	}
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	slug := c.Param("slug")
	r, err := h.Analysis.Report(c.Request().Context(), page.Viewer(c), slug, f)
	if err != nil {
		return err
	}
	if err := h.Usage.Read(c.Request().Context(), page.Viewer(c), slug); err != nil {
		return err
	}
	p := reportPage{Sheet: h.sheet(c, r.Title), Report: r}
	p.Filter = p.filterView(surveyPath(slug, "report"), f, r.Segments).weighable(f, r.Segments)
	if err := h.offerSchemes(c, p.Filter, f); err != nil {
		return err
	}
	p.Weights = p.weightView(r.Weights)
	p.Export = p.files(surveyPath(slug, "export/figures"), f)
	p.ThemeRef = filtered(surveyPath(slug, "themes"), f)
	p.Views = p.views(slug, "report", f)
	p.Help, p.Warnings = p.readingHelp(r), p.warnings(r)
	for _, index := range r.Indices {
		p.raise(p.card(slug, index, f))
	}
	for _, fig := range r.Figures {
		card := p.card(slug, fig, f)
		if fig.Kind == analysis.Promote {
			p.raise(card)
		}
		p.place(card)
	}
	p.Top = p.themeRows(slug, r.Themes.Themes, f)
	if len(p.Top) > topThemes {
		p.Top = p.Top[:topThemes]
	}
	if len(p.Top) > 0 {
		p.Themes = place{Slug: slug, Name: "themes", Filter: f}.chart(p.T("report.themes_head"))
	}
	return reportTemplate.Render(c, http.StatusOK, p)
}

// topThemes are how many themes a report names.
const topThemes = 8

// sheet is the frame of a page about one survey.
func (h *Handlers) sheet(c echo.Context, title string) Sheet {
	f := page.New(c, "report.show", "report.show_lead").Under(page.New(c, "report.index", "").T("report.index"), "/app/reports")
	return Sheet{f.Titled(title)}
}

// raise puts a card in front of all others, if there is room.
func (p *reportPage) raise(c Card) {
	switch {
	case p.Hero == nil:
		p.Hero = &c
	case p.Second == nil:
		p.Second = &c
	}
}

// place puts a card under its page of the survey.
func (p *reportPage) place(c Card) {
	n := len(p.Sections)
	if n == 0 || p.Sections[n-1].Title != c.Section {
		p.Sections = append(p.Sections, Section{Title: c.Section})
		n++
	}
	p.Sections[n-1].Cards = append(p.Sections[n-1].Cards, c)
}
