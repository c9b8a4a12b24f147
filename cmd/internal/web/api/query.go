package api

// What stands in the address behind the question mark.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/analysis"
	"dealervoice/survey/fault"
)

// query is the parameters of a request; an empty one is as good as none.
type query struct{ values url.Values }

// parameters reads the query, which may hold the named parameters and lang. Any
// other is refused: a filter that was mistyped must not show everybody.
func parameters(c echo.Context, names ...string) (query, error) {
	values, err := url.ParseQuery(c.Request().URL.RawQuery)
	if err != nil {
		return query{}, fault.New(fault.KindBadRequest, "api.broken_query", nil).Because(err)
	}
	for name, list := range values {
		switch {
		case name != "lang" && !slices.Contains(names, name):
			return query{}, malformed(fault.Field{Path: name, Key: "api.unknown_parameter", Code: "unknownparameter"})
		case name != "filter" && len(list) > 1:
			return query{}, malformed(fault.Field{Path: name, Key: "api.twice", Code: "duplicate"})
		}
	}
	return query{values}, nil
}

func (q query) get(name string) string { return q.values.Get(name) }

// number reads a whole number, none where the parameter is missing.
func (q query) number(name string, none int) (int, error) {
	s := q.get(name)
	if s == "" {
		return none, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, malformed(fault.Field{Path: name, Key: "api.no_number", Code: "numeric"})
	}
	return n, nil
}

// onlyFilter reads the query of an operation that takes conditions alone.
func onlyFilter(c echo.Context) (analysis.Filter, error) {
	q, err := parameters(c, "filter")
	if err != nil {
		return analysis.Filter{}, err
	}
	return q.filter()
}

// filter reads the conditions, and how respondents are weighted: each parameter filter is DIMENSION:VALUE, several
// of one dimension mean any of them; from and to are days.
func (q query) filter() (analysis.Filter, error) {
	address := url.Values{}
	for _, condition := range q.values["filter"] {
		if condition == "" {
			continue
		}
		at := strings.IndexAny(condition, ":=")
		if at < 1 || strings.TrimSpace(condition[at+1:]) == "" {
			return analysis.Filter{}, malformed(fault.Field{Path: "filter", Key: "api.bad_filter", Code: "filter"})
		}
		name := strings.TrimSpace(condition[:at])
		if name == "weight" || name == "trim" { // parameters of their own
			return analysis.Filter{}, malformed(fault.Field{Path: "filter", Key: "api.bad_filter", Code: "filter"})
		}
		if (name == "from" || name == "to") && address.Has(name) {
			return analysis.Filter{}, malformed(fault.Field{Path: "filter", Key: "api.twice", Code: "duplicate"})
		}
		address.Add(name, condition[at+1:])
	}
	for _, name := range []string{"weight", "trim"} {
		if v := q.get(name); v != "" {
			address.Set(name, v)
		}
	}
	return analysis.ParseFilter(address)
}
