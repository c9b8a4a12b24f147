package analysisweb

// The pages about one survey, side by side: the report, its themes, and what the
// answers allow beyond that.

import (
	"dealervoice/analysis"
)

// View is a page about a survey; Chosen is the one that is open.
type View struct {
	Title, Href string
	Chosen      bool
}

// views lists the pages about a survey, each with the filter that is in force,
// the one named first as it stands in the address ("report", "themes", …).
func (s Sheet) views(slug, chosen string, f analysis.Filter) []View {
	var out []View
	for _, at := range []struct{ name, key string }{
		{"report", "report.report"},
		{"themes", "report.themes"},
		{"crosstab", "report.crosstab"},
		{"turnout", "report.turnout"},
		{"watch", "watch.tab"},
		{"drivers", "driver.tab"},
		{"kano", "kano.tab"},
		{"guess", "guess.tab"},
	} {
		under := f
		if at.name == "turnout" { // of all who were asked
			under = analysis.Filter{}
		}
		out = append(out, View{Title: s.T(at.key), Href: filtered(surveyPath(slug, at.name), under), Chosen: at.name == chosen})
	}
	return out
}
