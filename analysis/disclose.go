package analysis

// The guard: the one way by which a count becomes a figure that somebody sees.

import (
	"context"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/internal/ledger"
)

// tally is a figure that is planned and not yet counted.
type tally struct {
	base   string      // its account in the ledger: what a respondent has a value of
	has    column.Bits // who has one
	asked  column.Bits // who was asked for one
	groups []group     // for whom it is to be counted
	parts  []part
	// weights, if figures are weighted: then has are only those who have one.
	weights *weights
	// madeOf are the accounts of what the figure is computed from: who shows a
	// sum over some respondents shows a sum of its parts over them.
	madeOf []basis
	// model tells that the figure is fitted to single answers: many equations at
	// once, which the ledger of sums does not hold. It is shown of groups that
	// nobody chose.
	model bool
	// uniform tells whether all of the group gave one and the same answer.
	uniform func(who column.Bits) bool
}

// basis is an account of the ledger and who is in it.
type basis struct {
	name string
	has  column.Bits
}

// group is a segment: who is in it, and its coordinates.
type group struct {
	keys []Key
	in   column.Bits
	call call
}

// part is one cell of the figure: blank but for its coordinates, how much it
// tells, and how to fill it once that is allowed.
type part struct {
	cell  Cell
	level level
	fill  func(c *Cell, who column.Bits)
	weigh weigh // nil: a count stays what it is, whatever weighs
}

// maxTries bounds how often a figure is decided on anew because others look at
// the same survey.
const maxTries = 8

// disclose counts the figure for those groups for which that may be done, and
// gives blank cells with the reason for the others. Nothing else in the package
// makes a cell, and no cell leaves before what it shows is written down.
func disclose(ctx context.Context, t tally, g guard) ([]Cell, error) {
	if p := pageOf(ctx); p != nil {
		p.note(g.shown)
		return g.cells(t), nil
	}
	return written(ctx, func(ctx context.Context) ([]Cell, error) { return disclose(ctx, t, g) })
}

// cells decides for whom the figure may be counted, and counts it for them.
func (g guard) cells(t tally) []Cell {
	verdicts := g.decide(t)
	var out []Cell
	for i, gr := range t.groups {
		for _, p := range t.parts {
			out = append(out, g.cell(t, gr, p, verdicts[i]))
		}
	}
	return out
}

// decide judges the groups from the largest to the smallest, so that where one
// has to be hidden to protect another it is the smallest that is lost.
func (g guard) decide(t tally) []verdict {
	verdicts := make([]verdict, len(t.groups))
	order := make([]int, len(t.groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return column.CountAnd(t.groups[b].in, t.has) - column.CountAnd(t.groups[a].in, t.has)
	})
	for _, i := range order {
		verdicts[i] = g.judge(t, t.groups[i])
	}
	return verdicts
}

// cell fills one part of the figure for a group, or says why it may not.
func (g guard) cell(t tally, gr group, p part, v verdict) Cell {
	c := p.cell
	c.Keys = gr.keys
	if reason := v.of(g, p.level); reason != "" {
		return hide(c, reason, g.threshold(p.level))
	}
	c.N, c.AsOf = v.n, v.asOf
	if asked := column.CountAnd(v.in, t.asked); asked > 0 && v.people >= g.threshold(distribution) {
		c.Missing = float64(asked-column.CountAnd(v.in.And(t.asked), t.has)) / float64(asked)
	}
	if c.N > 0 {
		p.fill(&c, v.in.And(t.has))
	}
	if c.N > 0 && t.weights != nil && p.weigh != nil {
		p.weigh(&c, v.in.And(t.has), t.weights)
	}
	if c.N > 0 && c.N < g.threshold(score) { // few of them are on the scale
		return hide(c, Few, g.threshold(score))
	}
	return c
}

// hide takes every number off the cell.
func hide(c Cell, reason Reason, threshold int) Cell {
	out := Cell{Keys: c.Keys, Option: c.Option, Measure: c.Measure, Suppressed: true, Reason: reason}
	if reason == Few {
		out.Threshold = threshold
	}
	return out
}

// mayQuote gives those whose words may be shown, or the blank cell that says why
// none may: the guard's decision about a figure on the level of words.
func (l *look) mayQuote() (column.Bits, *Cell, error) {
	t := tally{base: themesBase, has: l.coded, asked: l.couldWrite, groups: l.whole()}
	t.parts = []part{{cell: Cell{Measure: Count}, level: verbatim, fill: counted().fill}}
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return nil, nil, err
	}
	if cells[0].Suppressed {
		return nil, &cells[0], nil
	}
	return l.asOf(cells[0].AsOf).And(l.within).And(l.coded), nil, nil
}

// guard decides for one look: what was promised, who the viewer sees at all, and
// the account of all that was shown.
type guard struct {
	protection
	everybody column.Bits
	total     column.Bits   // everybody in the viewer's scope
	crowd     ledger.Crowd  // who is behind the answers
	releases  []column.Bits // the answers of each release and those before it
	silence   silence       // those who did not answer
	shown     *register
}

// people is how many respondents are at least behind a set of answers, counted
// as far as any threshold asks: whoever answers in every wave is one person.
func (g guard) people(answers column.Bits) int {
	return g.crowd.People(answers, max(g.threshold(verbatim), g.uniform()))
}

// verdict is what may be told of a group.
type verdict struct {
	in      column.Bits // for whom the figure is counted
	asOf    int         // the release, if not the newest
	n       int         // answers
	people  int         // at least so many respondents
	refused bool        // whatever the level
}

// judge decides about a segment: those in it, and those of them who have a value.
// Where the newest release of it cannot be shown, since too few of it are new,
// the newest one that was shown before still can.
func (g guard) judge(t tally, gr group) verdict {
	in := gr.in
	v := g.weigh(t, in)
	if g.open || v.people < g.threshold(score) {
		return v
	}
	alike := v.people < g.uniform() && t.uniform != nil && t.uniform(in.And(t.has))
	v.refused = alike || g.leavesFew(g.total, in) || g.leavesFew(g.total.And(t.has), in.And(t.has)) || t.model && !g.shown.common(in) || g.silence.all(gr.call, g.uniform()) || !g.shown.admit(t, entry{total: g.total, in: in, scope: g.silence.total, call: gr.call})
	if t.weights != nil {
		v.refused = v.refused || !g.mayWeigh(t, in)
		return v
	}
	if !v.refused {
		return v
	}
	for r := len(g.releases) - 2; r >= 0; r-- {
		then := in.And(g.releases[r])
		old := g.weigh(t, then)
		alike := old.people < g.uniform() && t.uniform != nil && t.uniform(then.And(t.has))
		if old.people >= g.threshold(score) && !alike && g.shown.holds(t, then, g.silence.as(gr.call, r+1, g.releases[r])) {
			old.asOf = r + 1
			return old
		}
	}
	return v
}

func (g guard) weigh(t tally, in column.Bits) verdict {
	who := in.And(t.has)
	return verdict{in: in, n: who.Count(), people: g.people(who)}
}

// asOf are the respondents of a release and those before it; 0 means all.
func (g guard) asOf(release int) column.Bits {
	if release == 0 || release > len(g.releases) {
		return g.everybody
	}
	return g.releases[release-1]
}

// leavesFew is the complement rule: outside of the group there must be nobody,
// or as many as a score needs.
func (g guard) leavesFew(of, group column.Bits) bool {
	n := g.people(of.Without(group))
	return n > 0 && n < g.threshold(score)
}

// of is the reason for which a part of the level is hidden; "" if it is not.
func (v verdict) of(g guard, l level) Reason {
	switch {
	case g.open:
		return ""
	case v.people < g.threshold(l):
		return Few
	case v.refused:
		return Guarded
	}
	return ""
}
