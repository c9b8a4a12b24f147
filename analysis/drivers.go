package analysis

// How well each thing is done beside how much it matters: what respondents say
// matters (stated), and what goes with their satisfaction (derived).

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// DriversQuery asks what goes with an outcome. Outcome and Of name a question or
// an index, and a matrix or an index whose rows are the drivers; "" chooses.
type DriversQuery struct {
	Outcome string
	Of      string
	Filter  Filter
}

// DriverReport is the importance and the performance of each driver.
type DriverReport struct {
	Survey   string         `json:"survey"`
	Title    string         `json:"title"`
	Mode     survey.Mode    `json:"mode"`
	Filter   Filter         `json:"filter"`
	Outcome  DriverChoice   `json:"outcome"`
	Of       DriverChoice   `json:"of"`
	Outcomes []DriverChoice `json:"outcomes"`
	Sets     []DriverChoice `json:"sets"`
	// Ranking is the question in which respondents said what matters most; nil if
	// none was asked.
	Ranking *TableHead `json:"ranking,omitempty"`
	Items   []Driver   `json:"items"`
	// Complete are those who gave the outcome and every driver an answer; Derived
	// tells whether there are enough of them, Refused which message says why not.
	Complete Cell   `json:"complete"`
	Fit      Cell   `json:"fit"`
	Derived  bool   `json:"derived"`
	Refused  string `json:"refused,omitempty"`
	Needed   int    `json:"needed"`
	// Low and High are the ends of the performance scale.
	Low      float64   `json:"low"`
	High     float64   `json:"high"`
	Segments []Segment `json:"segments"`
	Limits   Limits    `json:"limits"`
}

// DriverChoice is an outcome, or a set of drivers, that may be chosen.
type DriverChoice struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Items  []string `json:"items,omitempty"`
	Chosen bool     `json:"chosen,omitempty"`
}

// Driver is one item: how well it is done, how often it was ranked among the
// first to be fixed, and its share of what all drivers explain.
type Driver struct {
	Name        string `json:"name"`
	Title       string `json:"title"`
	Performance Cell   `json:"performance"`
	Stated      *Cell  `json:"stated,omitempty"`
	Derived     *Cell  `json:"derived,omitempty"`
	Weight      *Cell  `json:"relative_weight,omitempty"`
	Inflation   *Cell  `json:"vif,omitempty"`
	// Field says where it stands against the means of all items.
	Field Field `json:"field,omitempty"`
}

// Field is a quarter of the page: importance above or below the mean of all
// items, performance likewise.
type Field string

// The fields.
const (
	FixFirst Field = "fix_first" // matters, done badly
	KeepUp   Field = "keep_up"
	CanWait  Field = "can_wait"
	TooMuch  Field = "too_much" // matters little, done well
)

// Drivers counts the page as far as the viewer may see it.
func (s *Service) Drivers(ctx context.Context, v access.Viewer, slug string, q DriversQuery) (DriverReport, error) {
	return written(ctx, func(ctx context.Context) (DriverReport, error) {
		q.Filter.Weight = Weighting{} // what goes with what is asked of those who answered
		l, err := s.look(ctx, v, slug, q.Filter)
		if err != nil {
			return DriverReport{}, fmt.Errorf("drivers of %s: %w", slug, err)
		}
		out, err := l.drivers(q)
		if err != nil {
			return DriverReport{}, fmt.Errorf("drivers of %s: %w", slug, err)
		}
		return out, nil
	})
}

func (l *look) drivers(q DriversQuery) (DriverReport, error) {
	out := DriverReport{
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Mode: l.mode, Filter: l.filter,
		Segments: l.segments(), Limits: l.limits(), Needed: minDerived, Items: []Driver{},
		Complete: Cell{Measure: Count}, Fit: Cell{Measure: Fit},
	}
	if err := l.chooseDrivers(&out, q); err != nil {
		return DriverReport{}, err
	}
	if out.Outcome.Name == "" || out.Of.Name == "" {
		return out, nil
	}
	for _, name := range out.Of.Items {
		item, err := l.performance(name)
		if err != nil {
			return DriverReport{}, err
		}
		out.Items = append(out.Items, item)
	}
	if err := l.stated(&out); err != nil {
		return DriverReport{}, err
	}
	if err := l.derived(&out); err != nil {
		return DriverReport{}, err
	}
	out.place()
	return out, nil
}

// performance is the mean of an item.
func (l *look) performance(name string) (Driver, error) {
	figure, err := l.title(name)
	if err != nil {
		return Driver{}, err
	}
	query := Query{Figure: name}
	if !strings.HasPrefix(name, "index:") {
		query.Measures = []Measure{Mean}
	}
	cells, err := l.cells(query)
	if err != nil {
		return Driver{}, err
	}
	return Driver{Name: name, Title: figure, Performance: cells[0]}, nil
}

// title is what the reader calls a question or an index, or a part of one.
func (l *look) title(name string) (string, error) {
	lang := l.lang()
	if id, ok := strings.CutPrefix(name, "index:"); ok {
		head, part, _ := strings.Cut(id, ".")
		ix := l.outline.indices[head]
		if part == "" {
			return textIn(ix.Title, lang), nil
		}
		for _, f := range ix.Factors {
			if f.ID == part {
				return textIn(f.Title, lang), nil
			}
		}
	}
	q, ok := l.outline.question(name)
	if !ok {
		return "", fault.NotFound("report.figure.not_found")
	}
	return q.FullTitle(string(lang)), nil
}

// stated adds the share of respondents who ranked each item among the first.
func (l *look) stated(out *DriverReport) error {
	ranking, ok := l.rankingOf(out.Of)
	if !ok {
		return nil
	}
	cells, err := l.cells(Query{Figure: ranking.Name, Measures: []Measure{Share}})
	if err != nil {
		return err
	}
	out.Ranking = &TableHead{Name: ranking.Name, Title: ranking.FullTitle(string(l.lang()))}
	for i := range out.Items {
		for _, c := range cells {
			if out.Of.Name+"."+c.Option == out.Items[i].Name {
				cell := c
				out.Items[i].Stated = &cell
			}
		}
	}
	return nil
}

// rankingOf finds the ranking whose options are rows of the matrix.
func (l *look) rankingOf(set DriverChoice) (Question, bool) {
	for _, q := range l.outline.questions {
		if q.Kind == Ranking && len(q.Options) > 1 && !slices.ContainsFunc(q.Options, func(o Option) bool {
			return !slices.Contains(set.Items, set.Name+"."+o.Value)
		}) {
			return q, true
		}
	}
	return Question{}, false
}

// derived adds the shares of the explained variance.
func (l *look) derived(out *DriverReport) error {
	plan := &driverPlan{outcome: out.Outcome.Name, drivers: out.Of.Items}
	t := l.planDrivers(plan)
	t.groups = l.whole()
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return err
	}
	out.Complete, out.Fit = cells[0], cells[1]
	out.Derived = out.Fit.Shown()
	if !out.Fit.Suppressed {
		out.Refused = refusalKey(plan.refusal)
	}
	for i, c := range cells[2:] {
		cell := c
		switch item := &out.Items[i/3]; c.Measure {
		case Importance:
			item.Derived = &cell
		case Weight:
			item.Weight = &cell
		case Inflation:
			item.Inflation = &cell
		}
	}
	return nil
}

// Importance is the figure the page goes by: derived, else stated.
func (r DriverReport) Importance(d Driver) *Cell {
	if r.Derived {
		return d.Derived
	}
	return d.Stated
}

// Means are the mean performance and the mean importance of the items that have
// both, and how many have.
func (r DriverReport) Means(of func(Driver) *Cell) (performance, importance float64, n int) {
	for _, d := range r.Items {
		if c := of(d); c != nil && c.Shown() && d.Performance.Shown() {
			performance += d.Performance.Value
			importance += c.Value
			n++
		}
	}
	if n > 0 {
		performance, importance = performance/float64(n), importance/float64(n)
	}
	return performance, importance, n
}

// place says in which field each item stands, and puts the most important first.
func (r *DriverReport) place() {
	performance, importance, n := r.Means(r.Importance)
	for i := range r.Items {
		d := &r.Items[i]
		c := r.Importance(*d)
		if n < 2 || c == nil || !c.Shown() || !d.Performance.Shown() {
			continue
		}
		matters, well := c.Value >= importance, d.Performance.Value >= performance
		d.Field = map[[2]bool]Field{{true, false}: FixFirst, {true, true}: KeepUp, {false, false}: CanWait, {false, true}: TooMuch}[[2]bool{matters, well}]
	}
	slices.SortStableFunc(r.Items, func(a, b Driver) int {
		x, y := r.Importance(a), r.Importance(b)
		switch {
		case x == nil || y == nil || x.Value == y.Value:
			return 0
		case x.Value > y.Value:
			return -1
		}
		return 1
	})
}

// chooseDrivers lists what may be chosen, and chooses.
func (l *look) chooseDrivers(out *DriverReport, q DriversQuery) error {
	out.Outcomes, out.Sets = l.driverOutcomes(), []DriverChoice{}
	var err error
	if out.Outcome, err = pick(out.Outcomes, q.Outcome); err != nil {
		return err
	}
	for _, set := range l.driverSets() {
		set.Items = slices.DeleteFunc(set.Items, func(item string) bool { return l.explains(out.Outcome.Name, item) })
		if len(set.Items) > 1 && len(set.Items) <= maxDrivers {
			out.Sets = append(out.Sets, set)
		}
	}
	if out.Of, err = pick(out.Sets, q.Of); err != nil {
		return err
	}
	out.Low, out.High = l.ends(out.Of)
	return nil
}

// pick marks the chosen one, the first where none is named.
func pick(list []DriverChoice, name string) (DriverChoice, error) {
	for i := range list {
		if name == "" || list[i].Name == name {
			list[i].Chosen = true
			return list[i], nil
		}
	}
	if name != "" {
		return DriverChoice{}, badFilter("report.figure.unknown", fault.Args{"Name": name})
	}
	return DriverChoice{}, nil
}

// driverOutcomes are the scales that stand by themselves: what everybody was asked
// before what some were, overall satisfaction before recommendation.
func (l *look) driverOutcomes() []DriverChoice {
	out := []DriverChoice{}
	for _, conditional := range []bool{false, true} {
		for _, kind := range []Kind{Scale, Promote} {
			for _, q := range l.outline.questions {
				if q.Kind == kind && q.Conditional == conditional {
					out = append(out, DriverChoice{Name: q.Name, Title: q.FullTitle(string(l.lang()))})
				}
			}
		}
	}
	return out
}

// driverSets are the matrices of scales, those first about which respondents said
// what matters, and the factors of each index.
func (l *look) driverSets() []DriverChoice {
	var ranked, others []DriverChoice
	lang := string(l.lang())
	for _, q := range l.outline.questions {
		if q.Kind != Matrix || len(q.Rows) == 0 || q.Rows[0].Kind != Scale {
			continue
		}
		set := DriverChoice{Name: q.Name, Title: q.FullTitle(lang)}
		for _, r := range q.Rows {
			set.Items = append(set.Items, r.Name)
		}
		if _, ok := l.rankingOf(set); ok {
			ranked = append(ranked, set)
		} else {
			others = append(others, set)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.outline.indices)) {
		set := DriverChoice{Name: indexPath(id), Title: textIn(l.outline.indices[id].Title, l.lang())}
		for _, f := range l.outline.indices[id].Factors {
			set.Items = append(set.Items, factorPath(id, f.ID))
		}
		others = append(others, set)
	}
	return append(ranked, others...)
}

// explains tells whether the outcome is one of the questions that an item is made
// of: then the item explains itself.
func (l *look) explains(outcome, item string) bool {
	id, ok := strings.CutPrefix(item, "index:")
	if !ok {
		return outcome == item
	}
	head, factor, _ := strings.Cut(id, ".")
	for _, f := range l.outline.indices[head].Factors {
		if f.ID == factor && slices.Contains(f.Questions, outcome) {
			return true
		}
	}
	return false
}

// ends are those of the scale on which the items are rated.
func (l *look) ends(set DriverChoice) (low, high float64) {
	if id, ok := strings.CutPrefix(set.Name, "index:"); ok {
		ix := l.outline.indices[id]
		return ix.Range[0], ix.Range[1]
	}
	if q, ok := l.outline.question(set.Name); ok && len(q.Rows) > 0 {
		return q.Rows[0].ends()
	}
	return 0, 0
}
