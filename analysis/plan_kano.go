package analysis

// The plan of a feature's Kano figures: how often each class was answered, and
// what having and lacking would do. The statistics are stats.KanoCounted.

import (
	"maps"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
	"dealervoice/survey/definition"
)

// The coefficients of a feature.
const (
	Better Measure = "better" // share that having it would satisfy, Wilson interval
	Worse  Measure = "worse"  // minus the share that lacking it would dissatisfy
)

// kanoPair is a feature that was asked about in two questions.
type kanoPair struct {
	feature string
	title   definition.Text
	having  Question
	lacking Question
}

// kanoPairs lists the features of all versions, those of the newest first.
func (s *snapshot) kanoPairs() []kanoPair {
	var out []kanoPair
	seen := map[string]bool{}
	for _, q := range s.outline.questions {
		k := s.outline.kano(q.Name)
		if k == nil || k.Part != "functional" || seen[k.Feature] {
			continue
		}
		lacking, ok := s.outline.question(k.Pair)
		if !ok || len(q.Options) != kanoSteps || len(lacking.Options) != kanoSteps {
			continue
		}
		title := q.Above
		if title.IsZero() {
			title = q.Title
		}
		seen[k.Feature] = true
		out = append(out, kanoPair{feature: k.Feature, title: title, having: q, lacking: lacking})
	}
	return out
}

// kano is what the newest version that asks the question says of it as half of a
// pair; nil if it is none.
func (o *outline) kano(name string) *definition.Kano {
	for _, number := range slices.Backward(slices.Sorted(maps.Keys(o.forms))) {
		for _, l := range o.forms[number].leaves {
			if l.Name == name {
				return l.element.DV.Kano
			}
		}
	}
	return nil
}

// kanoSteps are the answers to each half: like, expect, neutral, live with,
// dislike.
const kanoSteps = 5

// planKano makes the tally of a feature.
func (s *snapshot) planKano(p kanoPair) tally {
	having, lacking := s.table.Question(p.having.Name), s.table.Question(p.lacking.Name)
	t := tally{
		base: "kano:" + p.feature, has: offered(p.having, having).And(offered(p.lacking, lacking)), asked: having.Asked().And(lacking.Asked()),
		madeOf: []basis{{p.having.Name, having.Answered()}, {p.lacking.Name, lacking.Answered()}},
	}
	sets := map[stats.KanoClass]column.Bits{}
	for i, a := range p.having.Options {
		for j, b := range p.lacking.Options {
			if class, err := stats.KanoOf(i+1, j+1); err == nil {
				sets[class] = sets[class].Or(having.Chose(a.Value).And(lacking.Chose(b.Value)))
			}
		}
	}
	for _, class := range stats.KanoClasses() {
		t.parts = append(t.parts, shareOf(string(class), sets[class]))
	}
	t.parts = append(t.parts, coefficient(Better, sets), coefficient(Worse, sets))
	t.uniform = func(who column.Bits) bool {
		n := who.Count()
		for _, set := range sets {
			if n > 0 && column.CountAnd(set, who) == n {
				return true
			}
		}
		return false
	}
	return t
}

// offered are those who chose one of the question's options.
func offered(q Question, c *column.Column) column.Bits {
	var out column.Bits
	for _, o := range q.Options {
		out = out.Or(c.Chose(o.Value))
	}
	return out
}

func coefficient(m Measure, sets map[stats.KanoClass]column.Bits) part {
	return part{cell: Cell{Measure: m}, level: distribution, fill: func(c *Cell, who column.Bits) {
		counts := map[stats.KanoClass]int{}
		for class, set := range sets {
			counts[class] = column.CountAnd(set, who)
		}
		k, err := stats.KanoCounted(counts)
		if c.N = k.Base; err != nil || k.Base == 0 {
			c.N = 0
			return
		}
		c.Value = k.Better
		c.bound(k.BetterInterval)
		if m == Worse {
			c.Value = k.Worse
			c.bound(k.WorseInterval)
		}
	}}
}
