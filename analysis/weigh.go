package analysis

// Figures under weights. Answers that are alike are counted, not written out, so
// that a hundred thousand cost no more than the margins have groups.

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
)

// valued is a value and who has it; those of one figure exclude each other.
type valued struct {
	value float64
	who   column.Bits
}

// sample is what a figure under weights is computed from: all that have a
// weight, with the value of those who are in the figure.
type sample struct {
	design stats.SampleDesign
	y      []float64
	in     stats.Domain
	waves  []string
	groups [][]string // by entry
	of     []int      // which of the values an entry has; -1 for none
}

// domain are the entries with certain values.
func (s sample) domain(has func(value int) bool) stats.Domain {
	out := make(stats.Domain, len(s.of))
	for i, k := range s.of {
		out[i] = k >= 0 && has(k)
	}
	return out
}

func (s *sample) add(a atom, y, count float64, of int) {
	if count == 0 {
		return
	}
	s.design.Weights, s.design.Counts = append(s.design.Weights, a.weight), append(s.design.Counts, count)
	s.y, s.in, s.of = append(s.y, y), append(s.in, of >= 0), append(s.of, of)
	s.waves, s.groups = append(s.waves, a.wave), append(s.groups, a.groups)
}

// counted makes the sample of values that many share.
func (w *weights) counted(list []valued) sample {
	var s sample
	for _, a := range w.atoms {
		rest := a.in.Count()
		for k, v := range list {
			n := column.CountAnd(a.in, v.who)
			s.add(a, v.value, float64(n), k)
			rest -= n
		}
		s.add(a, 0, float64(rest), -1)
	}
	return w.fitted(s)
}

// numbered makes the sample of numbers, which may all differ.
func (w *weights) numbered(c *column.Column, who column.Bits) sample {
	var s sample
	for _, a := range w.atoms {
		in := a.in.And(who)
		rest := a.in.Count()
		in.Each(func(i int) {
			if x, ok := c.Number(i); ok {
				s.add(a, x, 1, 0)
				rest--
			}
		})
		s.add(a, 0, float64(rest), -1)
	}
	return w.fitted(s)
}

// fitted tells the design what its weights were fitted to. Waves are strata.
func (w *weights) fitted(s sample) sample {
	s.design.Strata = s.waves
	var margins []stats.KnownMargin
	for k := range w.By {
		m := stats.KnownMargin{Name: w.By[k], Targets: map[string]float64{}}
		for i, g := range s.groups {
			name := s.waves[i] + "\x1e" + g[k]
			m.Groups = append(m.Groups, name)
			m.Targets[name] += s.design.Weights[i] * s.design.Counts[i]
		}
		margins = append(margins, m)
	}
	if d, _, err := stats.MarginsMet(s.design, margins, 0); err == nil {
		s.design = d
	}
	return s
}

// weigh puts the weighted figure into a cell, beside the plain one that stands
// there.
type weigh func(c *Cell, who column.Bits, w *weights)

// settle takes over a weighted figure; where none can be had the cell is empty.
func (c *Cell) settle(s sample, f stats.SampleFigure, err error) {
	plain := c.Value
	worth, none := stats.EffectiveN(s.design, s.in)
	if err != nil || none != nil || math.IsNaN(f.Value) || math.IsInf(f.Value, 0) {
		c.N, c.Count, c.Value, c.Low, c.High, c.SE, c.Bounded = 0, 0, 0, 0, 0, 0, false
		return
	}
	c.Plain, c.Effective = plain, worth
	c.Value, c.SE, c.Bounded = f.Value, f.SE, false
	if f.N > 1 && (f.SE > 0 || c.Measure == Share || c.Measure == Top) {
		c.bound(f.Interval)
	}
}

func weighShare(chose func(who column.Bits) (yes, base column.Bits)) weigh {
	return func(c *Cell, who column.Bits, w *weights) {
		yes, base := chose(who)
		s := w.counted([]valued{{1, yes}, {0, base.Without(yes)}})
		f, err := stats.SampleShare(s.design, s.y, s.in, stats.Level95)
		c.settle(s, f, err)
	}
}

func weighMean(values func(who column.Bits) []valued) weigh {
	return func(c *Cell, who column.Bits, w *weights) {
		s := w.counted(values(who))
		f, err := stats.SampleMean(s.design, s.y, s.in, stats.Level95)
		c.settle(s, f, err)
	}
}

func weighNumber(col *column.Column) weigh {
	return func(c *Cell, who column.Bits, w *weights) {
		s := w.numbered(col, who)
		f, err := stats.SampleMean(s.design, s.y, s.in, stats.Level95)
		c.settle(s, f, err)
	}
}

func weighNPS(col *column.Column) weigh {
	return func(c *Cell, who column.Bits, w *weights) {
		s := w.counted(classes(col, who))
		f, err := stats.SampleNPS(s.design, s.y, s.in, stats.Level95)
		c.settle(s, f, err)
	}
}

// weighMedian has the weighted quartiles for bounds, as the plain median has.
func weighMedian(col *column.Column) weigh {
	return func(c *Cell, who column.Bits, w *weights) {
		s := w.numbered(col, who)
		var y, weights []float64
		for i, in := range s.in {
			if in {
				y, weights = append(y, s.y[i]), append(weights, s.design.Weights[i])
			}
		}
		var at [3]float64
		var failed error
		for i, p := range []float64{0.25, 0.5, 0.75} {
			x, err := stats.SampleQuantile(y, weights, p)
			at[i], failed = x, errors.Join(failed, err)
		}
		c.settle(s, stats.SampleFigure{Estimate: stats.Estimate{Value: at[1]}}, failed)
		if failed == nil {
			c.Low, c.High, c.Bounded = at[0], at[2], true
		}
	}
}

// weighted puts a figure under the look's weights: it is then about those who
// have one.
func (l *look) weighted(t tally) tally {
	if l.weights == nil || t.base == Responses { // a count is a count
		return t
	}
	t.weights = l.weights
	t.has, t.asked = t.has.And(l.weights.placed), t.asked.And(l.weights.placed)
	t.madeOf = slices.Clone(t.madeOf)
	for i, b := range t.madeOf {
		t.madeOf[i].has = b.has.And(l.weights.placed)
	}
	return t
}

// mayWeigh tells whether everything may be shown that weighted figures of the
// group could be solved for, by whoever asks for them under one weighting after
// the other: the sums over those who have the same weight.
// A class of too few is seen before any is entered: nothing is spent on a figure
// that is not shown.
func (g guard) mayWeigh(t tally, in column.Bits) bool {
	for _, class := range t.weights.classes {
		if part := in.And(class); column.CountAnd(part, t.has) > 0 && g.people(part.And(t.has)) < g.threshold(score) {
			return false
		}
	}
	for _, class := range t.weights.classes {
		if part := in.And(class); column.CountAnd(part, t.has) > 0 && !g.shown.admit(t, entry{total: g.total, in: part, scope: g.silence.total}) {
			return false
		}
	}
	return true
}

// scaled are the answers on a scale by value.
func scaled(q Question, c *column.Column, who column.Bits) []valued {
	var out []valued
	for _, o := range q.scores() {
		out = append(out, valued{o.Score, who.And(c.Chose(o.Value))})
	}
	return out
}

// highest are those who chose one of the highest values, as topOf has them, of
// those on the scale.
func highest(q Question, c *column.Column, who column.Bits) (yes, base column.Bits) {
	list := scaled(q, c, who)
	slices.SortFunc(list, func(a, b valued) int { return cmp.Compare(b.value, a.value) })
	for i, v := range list {
		base = base.Or(v.who)
		if i < topBoxes(len(list)) {
			yes = yes.Or(v.who)
		}
	}
	return yes, base
}

// classes are promoters, passives and detractors as 1, 0 and -1.
func classes(c *column.Column, who column.Bits) []valued {
	out := []valued{{value: 1}, {value: 0}, {value: -1}}
	for v := range 11 {
		at := &out[classAt(v)]
		at.who = at.who.Or(who.And(c.Chose(fmt.Sprint(v))))
	}
	return out
}

// placed are those who ranked an option, by place.
func placed(q Question, c *column.Column, who column.Bits, option string) []valued {
	var out []valued
	for place := range q.Pick {
		out = append(out, valued{float64(place + 1), who.And(c.Placed(option, place))})
	}
	return out
}
