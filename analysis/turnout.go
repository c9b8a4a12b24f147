package analysis

// Who was asked and who answered, and who came back in the next wave: by
// segment, beside the roster. That somebody did not answer is protected like an
// answer.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/internal/ledger"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// Invitee is a dealer who was asked in a wave, and the response that came of it;
// "" for none.
type Invitee struct {
	Wave       int
	Dealer     string
	Place      access.Place
	Attributes audience.Attributes
	Response   feedback.ID
}

// TurnoutQuery asks for the turnout of a wave; "" is the newest one that anybody
// was asked in.
type TurnoutQuery struct{ Wave string }

// Turnout is how many of those who were asked answered.
type Turnout struct {
	Survey string      `json:"survey"`
	Title  string      `json:"title"`
	Mode   survey.Mode `json:"mode"`
	Wave   string      `json:"wave"`
	Waves  []string    `json:"waves"` // in which somebody was asked
	// Untold: staff cannot tell who of the invited answered, not even how many.
	Untold   bool           `json:"untold,omitempty"`
	Whole    TurnoutGroup   `json:"whole"`
	Segments []TurnoutSplit `json:"segments"`
	Return   *Return        `json:"return,omitempty"` // since the wave before; nil in the first
	Limits   Limits         `json:"limits"`
}

// TurnoutSplit is the turnout by a dimension.
type TurnoutSplit struct {
	Dim    string         `json:"dim"`
	Title  string         `json:"title"`
	Groups []TurnoutGroup `json:"groups"`
}

// TurnoutGroup is one segment: the dealers in the roster of today, those who were
// asked, and how many of these answered.
type TurnoutGroup struct {
	Value   string `json:"value,omitempty"`
	Label   string `json:"label,omitempty"`
	Roster  int    `json:"roster"`
	Invited int    `json:"invited"`
	Rate    Cell   `json:"rate"` // of the invited; Count is how many answered
}

// The options of Return.
const (
	Stayed   = "stayed"   // answered again
	Left     = "left"     // was asked again and did not answer
	NotAsked = "notasked" // was not asked again
)

// Return is what became of those who answered in the wave before.
type Return struct {
	From     string        `json:"from"`
	Whole    ReturnGroup   `json:"whole"`
	Segments []ReturnSplit `json:"segments"`
}

// ReturnSplit is that by a dimension.
type ReturnSplit struct {
	Dim    string        `json:"dim"`
	Title  string        `json:"title"`
	Groups []ReturnGroup `json:"groups"`
}

// ReturnGroup is one segment of those who answered before.
type ReturnGroup struct {
	Value    string `json:"value,omitempty"`
	Label    string `json:"label,omitempty"`
	Stayed   Cell   `json:"stayed"`
	Left     Cell   `json:"left"`
	NotAsked Cell   `json:"not_asked"`
}

// Turnout counts who answered a wave and who came back, for the dealers in the
// viewer's scope.
func (s *Service) Turnout(ctx context.Context, v access.Viewer, slug string, q TurnoutQuery) (Turnout, error) {
	return written(ctx, func(ctx context.Context) (Turnout, error) {
		l, err := s.look(ctx, v, slug, Filter{})
		if err != nil {
			return Turnout{}, fmt.Errorf("turnout of %s: %w", slug, err)
		}
		asked, err := s.store.Invited(ctx, l.survey.ID)
		if err != nil {
			return Turnout{}, fmt.Errorf("turnout of %s: %w", slug, err)
		}
		dealers, err := s.roster.All(ctx, v, audience.Query{})
		if err != nil {
			return Turnout{}, fmt.Errorf("turnout of %s: %w", slug, err)
		}
		asked = slices.DeleteFunc(asked, func(i Invitee) bool { return !v.Scope.Covers(i.Place) })
		t := turnout{look: l, asked: asked, dealers: dealers}
		out, err := t.report(q.Wave)
		if err != nil {
			return Turnout{}, fmt.Errorf("turnout of %s: %w", slug, err)
		}
		return out, nil
	})
}

// turnout is what the report is made of.
type turnout struct {
	*look
	asked   []Invitee
	dealers []audience.Dealer
	wave    string
	invited []Invitee // in the wave
	rows    []int     // the response of each in the table; -1 for none
	came    column.Bits
	// absent keeps account of those who did not answer, as the ledger of answers
	// does of those who did; nil where nobody need be protected.
	absent *ledger.Ledger
}

func (t *turnout) report(wave string) (Turnout, error) {
	out := Turnout{Survey: t.survey.Slug, Title: t.survey.Title.In(t.lang()), Mode: t.mode, Limits: t.limits(), Segments: []TurnoutSplit{}, Whole: TurnoutGroup{Rate: Cell{Measure: Share}}}
	for _, i := range t.asked {
		if w := fmt.Sprint(i.Wave); !slices.Contains(out.Waves, w) {
			out.Waves = append(out.Waves, w)
		}
	}
	slices.SortFunc(out.Waves, byNumber)
	if len(out.Waves) == 0 {
		out.Untold = t.mode == survey.Unlinkable
		return out, nil
	}
	if out.Wave = wave; !slices.Contains(out.Waves, wave) {
		out.Wave = out.Waves[len(out.Waves)-1]
	}
	t.begin(out.Wave)
	var err error
	if out.Whole, err = t.whole(); err != nil {
		return Turnout{}, err
	}
	for _, dim := range Margins() {
		split, err := t.split(dim)
		if err != nil {
			return Turnout{}, err
		}
		if len(split.Groups) > 1 {
			out.Segments = append(out.Segments, split)
		}
	}
	if at := slices.Index(out.Waves, out.Wave); at > 0 {
		out.Return, err = t.returned(out.Waves[at-1])
	}
	return out, err
}

// begin finds the answers of those who were asked in the wave.
func (t *turnout) begin(wave string) {
	t.wave = wave
	for _, i := range t.asked {
		if fmt.Sprint(i.Wave) != wave {
			continue
		}
		row := -1
		if at, ok := t.table.Position(string(i.Response)); ok && i.Response != "" && t.everybody.Has(at) {
			row = at
			t.came = t.came.Set(at)
		}
		t.invited, t.rows = append(t.invited, i), append(t.rows, row)
	}
	if !t.open {
		units, rounds := make([]int, len(t.invited)), make([]int, len(t.invited))
		for i := range units {
			units[i] = i
		}
		t.absent = ledger.New(t.threshold(score), ledger.NewCrowd(units, rounds))
	}
}

func (t *turnout) whole() (TurnoutGroup, error) {
	groups, err := t.count([]TurnoutGroup{{Roster: len(t.dealers)}}, "")
	if err != nil {
		return TurnoutGroup{}, err
	}
	return groups[0], nil
}

func (t *turnout) split(dim string) (TurnoutSplit, error) {
	out := TurnoutSplit{Dim: dim, Title: dimensionName(dim).In(t.lang())}
	at := map[string]int{}
	find := func(value string) int {
		if i, ok := at[value]; ok || value == "" {
			return i
		}
		at[value] = len(out.Groups)
		out.Groups = append(out.Groups, TurnoutGroup{Value: value, Label: valueName(dim, value).In(t.lang())})
		return at[value]
	}
	var values []string
	for _, d := range t.dealers {
		values = append(values, d.Attributes()[dim])
	}
	for _, i := range t.invited {
		values = append(values, i.Attributes[dim])
	}
	slices.Sort(values)
	for _, v := range slices.Compact(values) {
		find(v)
	}
	for _, d := range t.dealers {
		if v := d.Attributes()[dim]; v != "" {
			out.Groups[find(v)].Roster++
		}
	}
	groups, err := t.count(out.Groups, dim)
	out.Groups = groups
	return out, err
}

// count fills the groups' rates. The answers pass the guard, which knows who was
// asked: a rate tells no more than the count of a report does, and is shown where
// that is.
func (t *turnout) count(groups []TurnoutGroup, dim string) ([]TurnoutGroup, error) {
	answered := make([]column.Bits, len(groups))
	for i, inv := range t.invited {
		k := slices.IndexFunc(groups, func(g TurnoutGroup) bool { return dim == "" || g.Value == inv.Attributes[dim] })
		if k < 0 {
			continue
		}
		groups[k].Invited++
		if t.rows[i] >= 0 {
			answered[k] = answered[k].Set(t.rows[i])
		}
	}
	plan := tally{base: "invited", has: t.came, asked: t.came, parts: []part{counted()}}
	for k, g := range groups {
		plan.groups = append(plan.groups, group{in: answered[k], call: t.calledIn(dim, g.Value)})
	}
	cells, err := disclose(t.ctx, plan, t.guard)
	if err != nil {
		return nil, err
	}
	for k, c := range cells {
		groups[k].Rate = rate(c, groups[k].Invited)
	}
	return groups, nil
}

// calledIn are those of the roll who were asked in the wave, and in a segment.
func (t *turnout) calledIn(dim, value string) call {
	c := t.in(t.meant, DimWave, t.wave)
	if dim != "" {
		c = t.in(c, dim, value)
	}
	return c
}

// maySay tells whether it may be shown what became of those who answered before, as
// far as those are concerned who did not answer again: they are known by name to
// whoever knows who answered then, so there must be as many as a score needs, and no
// fewer by any sum with what else is shown.
func (t *turnout) maySay(silent column.Bits) bool {
	return silent.Count() >= t.threshold(score) && t.absent.Admit("silent", silent)
}

// bySize gives positions from the largest set to the smallest.
func bySize(sets []column.Bits) []int {
	out := make([]int, len(sets))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return sets[b].Count() - sets[a].Count() })
	return out
}

// rate is the share of the invited that a disclosed count of answers makes.
func rate(answered Cell, invited int) Cell {
	out := Cell{Keys: answered.Keys, Measure: Share, AsOf: answered.AsOf}
	if answered.Suppressed {
		return hide(out, answered.Reason, answered.Threshold)
	}
	if out.N = invited; invited > 0 {
		fillShare(&out, min(answered.N, invited))
	}
	return out
}
