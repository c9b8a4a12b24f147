package analysisweb

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/analysis/review"
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
	Quality    string // how well the tagger agrees with people, in words
	Relations  string // the address of themes compared
	Propose    string
	Views      []View
}

// ThemeRow is a theme in the table.
type ThemeRow struct {
	analysis.Theme
	Href   string
	Move   ChangeView
	Chosen bool
	F1     string // of the tagger, where it was measured
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
	if err := h.offerSchemes(c, p.Filter, f); err != nil {
		return err
	}
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
	p.Relations = filtered(surveyPath(slug, "relations"), f)
	if err := h.trust(c, &p); err != nil {
		return err
	}
	return themesTemplate.Render(c, http.StatusOK, p)
}

// trust says how far the themes can be believed: over the survey, and for the one
// that was chosen.
func (h *Handlers) trust(c echo.Context, p *themesPage) error {
	q, err := h.Review.Trust(c.Request().Context(), page.Viewer(c), p.Report.Survey)
	if err != nil {
		return err
	}
	if !q.Enough() {
		p.Quality = p.T("relation.no_quality")
		return nil
	}
	micro := q.Report.Micro
	p.Quality = p.T("relation.quality", "F1", p.Dec(micro.F1, 2), "Low", p.Dec(micro.Interval.F1[0], 2), "High", p.Dec(micro.Interval.F1[1], 2), "N", p.Num(q.Held))
	for i, row := range p.Rows {
		t, ok := q.Of(row.ID)
		if f1 := review.ScoresOf(t).F1; ok && f1 != nil {
			p.Rows[i].F1 = p.T("relation.quality_of", "F1", p.Dec(f1.Value, 2))
		}
	}
	return nil
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
