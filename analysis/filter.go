package analysis

// Which respondents a figure is about, and how much each counts: what stands in
// the address bar.

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dealervoice/analysis/internal/column"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Filter keeps those respondents who meet every condition and answered in the
// period.
type Filter struct {
	Is   []Condition  `json:"is,omitempty"`
	From calendar.Day `json:"from,omitempty"`
	To   calendar.Day `json:"to,omitempty"`
	// Weight is how much each of them counts.
	Weight Weighting `json:"weight,omitzero"`
}

// Condition asks for one of the values on a dimension.
type Condition struct {
	Dim    string   `json:"dim"`
	Values []string `json:"values"`
}

// Limits of a filter.
const (
	maxConditions = 12
	maxValues     = 60
)

// ParseFilter reads a filter from an address: "from" and "to" are days, "weight"
// and "trim" the weighting, every other name but the given ones is a dimension,
// several values mean any of them.
// Whether dimensions and values exist is found when the filter is used.
func ParseFilter(query url.Values, except ...string) (Filter, error) {
	var f Filter
	for _, name := range slices.Sorted(keysOf(query)) {
		if slices.Contains(except, name) {
			continue
		}
		values := filled(query[name])
		switch {
		case len(values) == 0:
		case name == "from" || name == "to":
			if err := f.day(name, values[0]); err != nil {
				return Filter{}, err
			}
		case name == paramWeight:
			if err := f.Weight.margins(values); err != nil {
				return Filter{}, err
			}
		case name == paramTrim:
			if err := f.Weight.trim(values[0]); err != nil {
				return Filter{}, err
			}
		default:
			f.Is = append(f.Is, Condition{Dim: name, Values: values})
		}
	}
	if !f.Weight.On() {
		f.Weight = Weighting{}
	}
	if f.Weight.Scheme != "" && f.Weight.Trim != 0 {
		return Filter{}, badFilter("report.weight.both", fault.Args{"Name": f.Weight.Scheme})
	}
	return f, f.check()
}

func keysOf(m url.Values) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// filled are the values that say something, each once, in order.
func filled(values []string) []string {
	var out []string
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

func (f *Filter) day(name, value string) error {
	d, err := calendar.Parse(value)
	if err != nil {
		return badFilter("report.filter.bad_day", fault.Args{"Value": value}).Because(err)
	}
	if name == "from" {
		f.From = d
	} else {
		f.To = d
	}
	return nil
}

func (f Filter) check() error {
	if f.From != "" && f.To != "" && f.From > f.To {
		return badFilter("report.filter.upside_down", nil)
	}
	if len(f.Is) > maxConditions {
		return badFilter("report.filter.too_many", fault.Args{"Max": maxConditions})
	}
	for _, c := range f.Is {
		if len(c.Values) > maxValues {
			return badFilter("report.filter.too_many", fault.Args{"Max": maxValues})
		}
	}
	return f.Weight.Check()
}

func badFilter(key string, args fault.Args) *fault.Error {
	return fault.New(fault.KindBadRequest, key, args)
}

// Query writes the filter as ParseFilter reads it.
func (f Filter) Query() url.Values {
	q := url.Values{}
	for _, c := range f.Is {
		q[c.Dim] = slices.Clone(c.Values)
	}
	if f.From != "" {
		q.Set("from", string(f.From))
	}
	if f.To != "" {
		q.Set("to", string(f.To))
	}
	f.Weight.write(q)
	return q
}

// Address is the path with the filter behind it.
func (f Filter) Address(path string) string {
	if q := f.Query(); len(q) > 0 {
		return path + "?" + q.Encode()
	}
	return path
}

// IsZero tells whether everybody is meant.
func (f Filter) IsZero() bool { return len(f.Is) == 0 && f.From == "" && f.To == "" }

// Values are the values asked for on a dimension.
func (f Filter) Values(dim string) []string {
	for _, c := range f.Is {
		if c.Dim == dim {
			return c.Values
		}
	}
	return nil
}

// Has tells whether the value is asked for on the dimension.
func (f Filter) Has(dim, value string) bool { return slices.Contains(f.Values(dim), value) }

// With is the filter with other values on a dimension; without values the
// dimension is free.
func (f Filter) With(dim string, values ...string) Filter {
	out := f
	out.Is = nil
	for _, c := range f.Is {
		if c.Dim != dim {
			out.Is = append(out.Is, c)
		}
	}
	if len(values) > 0 {
		out.Is = append(out.Is, Condition{Dim: dim, Values: values})
	}
	slices.SortFunc(out.Is, func(a, b Condition) int { return strings.Compare(a.Dim, b.Dim) })
	return out
}

// select gives the respondents of the table whom the filter keeps.
func (s *snapshot) selected(f Filter) (column.Bits, error) {
	out := s.table.All()
	for _, c := range f.Is {
		in, err := s.matching(c)
		if err != nil {
			return nil, err
		}
		out = out.And(in)
	}
	if f.From != "" || f.To != "" {
		from, to := dayNumber(f.From), dayNumber(f.To)
		if f.To == "" {
			to = 1 << 30
		}
		out = out.And(s.table.Between(from, to))
	}
	return out, nil
}

// matching gives the respondents with one of the values. A segment without
// answers is as small as one with four, so it is no error.
func (s *snapshot) matching(c Condition) (column.Bits, error) {
	d, ok := s.dimension(c.Dim)
	if !ok {
		return nil, badFilter("report.filter.unknown_dimension", fault.Args{"Name": c.Dim})
	}
	var out column.Bits
	for _, v := range c.Values {
		if !d.may(v) {
			return nil, badFilter("report.filter.unknown_value", fault.Args{"Name": c.Dim, "Value": v})
		}
		out = out.Or(d.column.Chose(v))
	}
	return out, nil
}

// dimension is something respondents can be told apart by.
type dimension struct {
	name    string
	column  *column.Column
	options []Option // of a question; nil for attributes, whose values are open
	silent  []string // further values of those asked, that no answer has
}

// may tells whether the value can stand on the dimension.
func (d dimension) may(value string) bool {
	switch d.name {
	case DimWave, DimVersion:
		n, err := strconv.Atoi(value)
		return err == nil && n >= 0 && n < 10_000
	}
	return d.options == nil || slices.ContainsFunc(d.options, func(o Option) bool { return o.Value == value })
}

// values lists what stands on the dimension, in the order pages show it.
func (d dimension) values() []string {
	if d.options != nil {
		out := make([]string, len(d.options))
		for i, o := range d.options {
			out[i] = o.Value
		}
		return out
	}
	out := append(slices.Clone(d.column.Options()), d.silent...)
	slices.SortFunc(out, func(a, b string) int {
		x, errX := strconv.Atoi(a)
		y, errY := strconv.Atoi(b)
		if errX == nil && errY == nil {
			return x - y
		}
		return strings.Compare(a, b)
	})
	return out
}

// maxSegments bounds the values of an attribute that is a dimension: beyond it
// the attribute names single respondents rather than segments.
const maxSegments = 60

// dimension finds an attribute, or a question with one answer of few.
func (s *snapshot) dimension(name string) (dimension, bool) {
	switch name {
	case dimRep, dimDealer, dimOutlet, "": // they name single respondents
		return dimension{}, false
	case DimWave, DimVersion, DimLang, DimRegion, DimArea, "tier", "channel", "exclusive":
		c := s.table.Dim(name)
		return dimension{name: name, column: c, silent: s.roll.more(name, c.Options())}, true
	}
	if c := s.table.Dim(name); c != nil && len(c.Options()) <= maxSegments {
		return dimension{name: name, column: c}, true
	}
	q, ok := s.outline.question(name)
	if !ok || q.Kind != Single || len(q.Options) > maxSegments {
		return dimension{}, false
	}
	return dimension{name: name, column: s.table.Question(name), options: q.Options}, true
}
