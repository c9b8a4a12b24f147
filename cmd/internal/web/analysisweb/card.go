package analysisweb

// One figure on a page.

import (
	"net/url"

	"dealervoice/analysis"
)

// Card is a figure with its chart, its numbers and what can be done with it.
type Card struct {
	Sheet
	analysis.Figure
	Anchor  string
	Big     *analysis.Cell // the one number, where it has one
	Called  string         // what that number is
	Move    ChangeView
	Chart   Chart
	Waves   Chart
	Table   Table
	Propose string // "" where there is nothing to cite, or not for this viewer
	Link    string // the figure by itself
	Themes  string // what was said in answer to it, of open questions
}

// Chart is an image in three widths; "" without one.
type Chart struct {
	Wide   string // across the page
	Half   string // in one of two columns
	Narrow string // on a phone
	PNG    string
	Alt    string
}

// card puts a figure together.
func (s Sheet) card(slug string, f analysis.Figure, filter analysis.Filter) Card {
	c := Card{
		Sheet: s, Figure: f, Anchor: "f-" + f.Name, Big: f.Headline, Move: s.Change(f.Change),
		Table: s.tableOf(slug, f, filter), Link: analysis.FigureRef(slug, f.Name, filter),
	}
	if f.Kind == analysis.Matrix {
		c.Big = nil
	}
	c.Called = s.called(f)
	if f.Analyze {
		c.Themes = filtered(surveyPath(slug, "themes"), filter)
	}
	if drawable(f) {
		c.Chart = place{Slug: slug, Name: f.Name, Filter: filter}.chart(f.Title)
	}
	if len(f.Waves) > 1 {
		c.Waves = place{Slug: slug, Name: f.Name, Filter: filter, By: analysis.DimWave}.chart(s.T("report.over_waves", "Title", f.Title))
	}
	if s.May("proposal.write") && citable(f) {
		c.Propose = proposing(c.Link)
	}
	return c
}

// called is what a figure's headline is: "mean, 1 to 5".
func (s Sheet) called(f analysis.Figure) string {
	if f.Headline == nil {
		return ""
	}
	switch f.Headline.Measure {
	case analysis.NPS:
		return s.T("report.called.nps")
	case analysis.Index:
		return s.T("report.called.index", "Low", s.Dec(f.Low, 0), "High", s.Dec(f.High, 0))
	case analysis.Median:
		return s.T("report.called.median")
	}
	return s.T("report.called.mean", "Low", s.trimmed(f.Low, 1), "High", s.trimmed(f.High, 1))
}

// citable tells whether a figure has numbers that a proposal could rest on.
func citable(f analysis.Figure) bool {
	switch {
	case f.Headline != nil:
		return f.Headline.Shown()
	case len(f.Options) > 0:
		return f.Shown()
	}
	for _, r := range f.Rows {
		if citable(r) {
			return true
		}
	}
	return false
}

// place says where the chart of a figure is: Name in the survey, under the
// filter, By a dimension if it is split.
type place struct {
	Slug, Name, By string
	Filter         analysis.Filter
}

func (at place) chart(alt string) Chart {
	file := func(ending, width string) string {
		path := surveyPath(at.Slug, "charts/"+url.PathEscape(at.Name)+ending)
		return filtered(path, at.Filter, Kept{"by", at.By}, Kept{"w", width})
	}
	return Chart{Wide: file(".svg", ""), Half: file(".svg", halfWidth), Narrow: file(".svg", "360"), PNG: file(".png", ""), Alt: alt}
}

// halfWidth is that of a chart in one of two columns: the narrowest with labels
// beside the bars.
const halfWidth = "520"
