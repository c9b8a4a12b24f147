package analysisweb

// What stands in the address, and the form that writes it.

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/survey/fault"
)

// settings are the names in an address that are no dimension.
var settings = []string{"figure", "by", "theme", "polarity", "more", "w", "dark", "policy", "version_of", "rows", "cols", "adjust"}

// filterOf reads the filter of the address.
func filterOf(c echo.Context, except ...string) (analysis.Filter, error) {
	query, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil { // half a filter would show more than was asked for
		return analysis.Filter{}, fault.New(fault.KindBadRequest, "fault.bad_request", nil).Because(err)
	}
	return analysis.ParseFilter(query, append(append([]string{}, settings...), except...)...)
}

// FilterView is the form over the figures.
type FilterView struct {
	Sheet
	Action string // where the form goes
	Keep   []Kept // what stays as it is
	Choose []Choose
	More   []Choose // questions, which few filter by
	From   string
	To     string
	Clear  string // the address without filter; "" where nothing is filtered
	Open   bool   // something of More is chosen
	// Weights chooses weights; nil on pages that have none.
	Weights *WeightForm
}

// Kept is a hidden field.
type Kept struct{ Name, Value string }

// Choose is a dimension with its values.
type Choose struct {
	analysis.Segment
	Chosen string // the chosen values in words
}

// filterView makes the form of a page.
func (s Sheet) filterView(action string, f analysis.Filter, segments []analysis.Segment, keep ...Kept) FilterView {
	v := FilterView{Sheet: s, Action: action, From: string(f.From), To: string(f.To)}
	for _, k := range keep {
		if k.Value != "" {
			v.Keep = append(v.Keep, k)
		}
	}
	for _, seg := range segments {
		c := Choose{Segment: seg}
		var names []string
		for _, value := range seg.Values {
			if value.Chosen {
				names = append(names, value.Label)
			}
		}
		c.Chosen = strings.Join(names, "、")
		if seg.Question {
			v.More = append(v.More, c)
			v.Open = v.Open || c.Chosen != ""
		} else {
			v.Choose = append(v.Choose, c)
		}
	}
	if !f.IsZero() {
		v.Clear = with(action, v.Keep...)
	}
	return v
}

// with is a path with parameters behind it.
func with(path string, keep ...Kept) string {
	q := url.Values{}
	for _, k := range keep {
		if k.Value != "" {
			q.Set(k.Name, k.Value)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// filtered is a path with a filter and further parameters behind it.
func filtered(path string, f analysis.Filter, more ...Kept) string {
	q := f.Query()
	for _, k := range more {
		if k.Value != "" {
			q.Set(k.Name, k.Value)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// proposing is the address that opens a proposal with a figure as evidence.
func proposing(ref string) string {
	return "/app/proposals/new?" + url.Values{"evidence": {ref}}.Encode()
}

func surveyPath(slug, page string) string { return "/app/surveys/" + url.PathEscape(slug) + "/" + page }
