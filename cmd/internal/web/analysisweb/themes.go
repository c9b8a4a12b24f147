package analysisweb

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/fault"
)

type themesPage struct {
	Sheet
	Report     analysis.ThemeReport
	Filter     FilterView
	Polarities []By
	Polarity   string
	Rows       []ThemeRow
	Chart      Chart
	More       string // the address of more quotes
	Propose    string
	Views      []View
}

// ThemeRow is a theme in the table.
type ThemeRow struct {
	analysis.Theme
	Href   string
	Move   ChangeView
	Chosen bool
}

var themesTemplate = page.Define[themesPage]("report/themes", "report/parts")

// polarities are how a theme may be looked at.
var polarities = []string{"negative", "neutral", "positive"}

// themes shows what respondents talk about, and the words on one theme.
func (h *Handlers) themes(c echo.Context) error {
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	slug, theme := c.Param("slug"), c.QueryParam("theme")
	polarity := c.QueryParam("polarity")
	if polarity != "" && !slices.Contains(polarities, polarity) {
		return fault.New(fault.KindBadRequest, "report.filter.unknown_value", fault.Args{"Name": "polarity", "Value": polarity})
	}
	limit, _ := strconv.Atoi(c.QueryParam("more"))
	q := analysis.QuoteQuery{Theme: theme, Polarity: polarity, Filter: f, Limit: limit}
	r, err := h.Analysis.Themes(c.Request().Context(), page.Viewer(c), slug, q)
	if err != nil {
		return err
	}
	s := h.sheet(c, page.New(c, "report.themes", "").Heading)
	s.Frame = s.Under(r.Title, filtered(surveyPath(slug, "report"), f))
	s.Lead = s.T("report.themes_lead")
	p := themesPage{Sheet: s, Report: r, Polarity: polarity}
	p.Views = s.views(slug, "themes", f)
	at := surveyPath(slug, "themes")
	p.Filter = p.filterView(at, f, r.Segments, Kept{"theme", theme}, Kept{"polarity", polarity}).weighable(f, r.Segments)
	p.Rows = s.themeRows(slug, r.Themes.Themes, f)
	for i := range p.Rows {
		p.Rows[i].Chosen = p.Rows[i].ID == theme
	}
	if len(p.Rows) > 0 {
		p.Chart = place{Slug: slug, Name: "themes", Filter: f}.chart(s.T("report.complaints"))
	}
	if r.Chosen != nil {
		p.choose(slug, f)
	}
	return themesTemplate.Render(c, http.StatusOK, p)
}

// choose adds what a chosen theme needs.
func (p *themesPage) choose(slug string, f analysis.Filter) {
	at := surveyPath(slug, "themes")
	for _, polarity := range append([]string{""}, polarities...) {
		key := "report.polarity.all"
		if polarity != "" {
			key = "report.polarity." + polarity
		}
		p.Polarities = append(p.Polarities, By{
			Title: p.T(key), Chosen: polarity == p.Polarity,
			Href: filtered(at, f, Kept{"theme", p.Report.Chosen.ID}, Kept{"polarity", polarity}) + "#quotes",
		})
	}
	if p.Report.Quotes.More > 0 && len(p.Report.Quotes.Quotes) < 90 {
		p.More = filtered(at, f, Kept{"theme", p.Report.Chosen.ID}, Kept{"polarity", p.Polarity}, Kept{"more", "100"}) + "#quotes"
	}
	if p.May("proposal.write") && p.Report.Chosen.Spoken.Shown() {
		p.Propose = proposing(analysis.ThemeRef(slug, p.Report.Chosen.ID, f))
	}
}

// themeRows writes themes with where they lead.
func (s Sheet) themeRows(slug string, list []analysis.Theme, f analysis.Filter) []ThemeRow {
	out := make([]ThemeRow, len(list))
	for i, t := range list {
		out[i] = ThemeRow{Theme: t, Href: analysis.ThemeRef(slug, t.ID, f), Move: s.Change(t.Change)}
	}
	return out
}
