package analysis

// One response into the columns of its survey.

import (
	"math"
	"strconv"
	"strings"
	"time"

	"dealervoice/analysis/internal/column"
	"dealervoice/feedback"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// The dimensions that every response has or may have.
const (
	DimWave    = "wave"
	DimVersion = "version"
	DimLang    = "language"
	DimRegion  = "region"
	DimArea    = "area"
	dimRep     = "rep" // for scope only: no segment of a report
)

// reader reads the responses of one survey.
type reader struct {
	outline *outline
	zone    *time.Location
}

// read adds the response as a row. Responses that are there already, and those
// of a version nobody published, are passed over.
func (rd reader) read(w *column.Writer, r feedback.Response) {
	f := rd.outline.forms[int(r.Version)]
	if f == nil || !w.Row(string(r.ID), rd.day(r)) {
		return
	}
	rd.dims(w, r)
	in := answers{data: r.Data, wave: r.Wave, known: known(f.def, r)}
	if r.SubmittedAt != nil {
		in.now = *r.SubmittedAt
	}
	in.zone = rd.zone
	for _, l := range f.leaves {
		l.read(w, in)
	}
	rd.indices(w, f, in)
}

func (rd reader) day(r feedback.Response) int {
	if r.SubmittedAt == nil {
		return column.NoDay
	}
	return dayNumber(calendar.Of(*r.SubmittedAt, rd.zone))
}

// dayNumber counts days since 1970-01-01; NoDay for no day.
func dayNumber(d calendar.Day) int {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return column.NoDay
	}
	return int(t.Unix() / 86400)
}

func (rd reader) dims(w *column.Writer, r feedback.Response) {
	set := func(name, value string) {
		if value != "" {
			w.Dim(name, value)
		}
	}
	for name, value := range r.Attributes {
		switch name {
		case DimRegion, DimArea, dimRep, DimWave, DimQuarter, DimVersion, DimLang, answer.DealtAttribute:
		default:
			set(name, value)
		}
	}
	set(DimRegion, r.Region)
	set(DimArea, r.Area)
	set(dimRep, r.Rep)
	set(DimLang, string(r.Language))
	if r.SubmittedAt != nil {
		set(DimQuarter, quarterOf(*r.SubmittedAt, rd.zone))
	}
	set(DimVersion, strconv.Itoa(int(r.Version)))
	if r.Wave > 0 {
		set(DimWave, strconv.Itoa(r.Wave))
	}
}

// answers are one respondent's stored answers.
type answers struct {
	data map[string]any
	wave int
	// known is what conditions read besides, where the survey has waves of its
	// own names or deals designs.
	known map[string]any
	now   time.Time
	zone  *time.Location
}

// at follows a way into the answers; nil where it ends.
func (a answers) at(way []string) any {
	var v any = a.data
	for _, step := range way {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[step]
	}
	return v
}

// read enters the answer of the leaf, or that it was asked and not answered.
func (l leaf) read(w *column.Writer, in answers) {
	v := in.at(l.way)
	if l.enter(w, v) || !l.Conditional || in.saw(l.element) {
		w.Asked(l.Name)
	}
}

// enter tells whether there was an answer.
func (l leaf) enter(w *column.Writer, v any) bool {
	switch l.Kind {
	case Single, Scale, Promote:
		value := valueText(v)
		if value == "" {
			return false
		}
		w.Chose(l.Name, l.option(value))
	case Multi:
		list, _ := v.([]any)
		for _, item := range list {
			w.Chose(l.Name, l.option(valueText(l.element.Plain(item))))
		}
		return len(list) > 0
	case Ranking:
		list, _ := v.([]any)
		for place, item := range list {
			w.Placed(l.Name, l.option(valueText(item)), place)
		}
		return len(list) > 0
	case Number:
		x, ok := number(v)
		if ok {
			w.Number(l.Name, x)
		}
		return ok
	default:
		if v == nil || v == "" {
			return false
		}
		w.Wrote(l.Name)
	}
	return true
}

// option is the value if the question offers it; whatever else stands in the
// answers is somebody's own words and must not become the name of an option.
func (l leaf) option(value string) string {
	if l.known[value] {
		return value
	}
	return otherOption
}

func number(v any) (float64, bool) {
	switch x := v.(type) {
	case float64:
		return x, !math.IsNaN(x) && !math.IsInf(x, 0)
	case string:
		f, err := strconv.ParseFloat(x, 64)
		return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
	}
	return 0, false
}

// saw tells whether the conditions over the element hold for the stored answers.
// Answers to what is hidden were removed when the form was completed, so this
// is what the respondent saw at the end.
func (a answers) saw(e *definition.Element) bool {
	scope := expression.Scope{Lookup: a.lookup, Now: a.now, Zone: a.zone}
	for at := e; at != nil; at = at.Parent {
		if at.VisibleIf != nil && !at.VisibleIf.Test(scope) {
			return false
		}
	}
	return e.Page != nil && (e.Page.VisibleIf == nil || e.Page.VisibleIf.Test(scope))
}

// known are the variables of the occasion on which the response was given.
func known(def *definition.Definition, r feedback.Response) map[string]any {
	if !def.Individual() && def.DV.Experiment == nil {
		return nil
	}
	on := answer.Occasion{Unit: string(r.ID), Attributes: r.Attributes}
	if r.Wave > 0 {
		on.Variables = map[string]any{DimWave: float64(r.Wave)}
	}
	return answer.Variables(def, on)
}

func (a answers) lookup(name string) (any, bool) {
	if v, ok := expression.Find(a.data, name); ok {
		return v, true
	}
	if v, ok := expression.Find(a.known, strings.ToLower(name)); ok {
		return v, true
	}
	if name == DimWave && a.wave > 0 {
		return float64(a.wave), true
	}
	return nil, false
}
