package figurefile

// Which page a file is of: the same names, and the same address, as the pages and
// the command line have.

import (
	"context"
	"net/url"
	"strconv"

	"dealervoice/analysis"
	"dealervoice/analysis/guess"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Source counts pages of figures.
type Source struct {
	Analysis *analysis.Service
	Guess    *guess.Service
}

// The pages.
const (
	Report   = "figures"
	Crosstab = "crosstab"
	Turnout  = "turnout"
	Watch    = "watch"
	Drivers  = "drivers"
	Kano     = "kano"
	Guess    = "guess"
	Chain    = "chain"
)

// OfSurvey lists the pages about one survey; Chain is about several.
func OfSurvey() []string {
	return []string{Report, Crosstab, Turnout, Watch, Drivers, Kano, Guess}
}

// Page is a page with its address: what stands behind the question mark.
type Page struct {
	Name    string
	Survey  string // "" for the pages about several
	Address url.Values
}

// Read counts a page as far as the viewer may see it.
func (s Source) Read(ctx context.Context, v access.Viewer, p Page) (Figures, error) {
	if p.Name == Chain {
		q, err := ChainQuery(p.Address)
		if err != nil {
			return nil, err
		}
		return kept(s.Analysis.Chain(ctx, v, q))
	}
	own := settings(p.Name)
	f, err := analysis.ParseFilter(p.Address, append(own, "w", "lang", "dark")...)
	if err != nil {
		return nil, err
	}
	get := p.Address.Get
	switch p.Name {
	case Report:
		return kept(s.Analysis.Figures(ctx, v, p.Survey, analysis.ReportQuery{By: get("by"), Filter: f}))
	case Crosstab:
		return kept(s.Analysis.Crosstab(ctx, v, p.Survey, analysis.CrosstabQuery{
			Rows: get("rows"), Cols: get("cols"), Filter: f, Adjust: analysis.Adjustment(get("adjust")),
		}))
	case Turnout:
		return kept(s.Analysis.Turnout(ctx, v, p.Survey, analysis.TurnoutQuery{Wave: get("wave")}))
	case Watch:
		return kept(s.Analysis.Watch(ctx, v, p.Survey, f))
	case Drivers:
		return kept(s.Analysis.Drivers(ctx, v, p.Survey, analysis.DriversQuery{Outcome: get("outcome"), Of: get("of"), Filter: f}))
	case Kano:
		return kept(s.Analysis.Kano(ctx, v, p.Survey, f))
	case Guess:
		return kept(s.Guess.Report(ctx, v, p.Survey))
	}
	return nil, fault.NotFound("report.figure.not_found")
}

// kept is the page, or nothing where there was an error.
func kept[T Figures](f T, err error) (Figures, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

// settings are the names in a page's address that are no part of a filter.
func settings(name string) []string {
	return map[string][]string{
		Report: {"by"}, Crosstab: {"rows", "cols", "adjust"}, Turnout: {"wave"}, Drivers: {"outcome", "of"},
	}[name]
}

// ChainQuery reads the address of the chain.
func ChainQuery(at url.Values) (analysis.ChainQuery, error) {
	q := analysis.ChainQuery{
		Consumers: at.Get("consumers"), Dealers: at.Get("dealers"), Voice: at.Get("voice"), Score: at.Get("score"),
		Product: at.Get("product"), Region: at.Get("region"),
	}
	lag := at.Get("lag")
	if lag == "" {
		return q, nil
	}
	var err error
	if q.Lag, err = strconv.Atoi(lag); err != nil {
		return q, fault.New(fault.KindBadRequest, "report.filter.unknown_value", fault.Args{"Name": "lag", "Value": lag}).Because(err)
	}
	return q, nil
}
