package analysis

// What a figure consists of: who has a value, which cells it has, and how each
// is counted.

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
	"dealervoice/survey/fault"
)

// Responses is the figure of how many answered at all.
const Responses = "responses"

// plan makes the tally of a figure without its groups.
func (s *snapshot) plan(figure string, measures []Measure) (tally, error) {
	switch prefix, id, _ := strings.Cut(figure, ":"); {
	case figure == Responses:
		all := s.table.All()
		return tally{base: Responses, has: all, asked: all, parts: []part{counted()}}, nil
	case figure == themesBase:
		return tally{base: themesBase, has: s.coded, asked: s.couldWrite, parts: []part{counted()}}, nil
	case prefix == "theme":
		return s.planTheme(id)
	case prefix == "index":
		return s.planIndex(id, figure)
	}
	q, ok := s.outline.question(figure)
	if !ok {
		return tally{}, badFilter("report.figure.unknown", fault.Args{"Name": figure})
	}
	if len(measures) == 0 {
		measures = q.Measures()
	}
	return s.planQuestion(q, measures)
}

// Measures are the measures a question of the kind has, the first one its
// headline.
func (q Question) Measures() []Measure {
	switch q.Kind {
	case Single, Multi:
		return []Measure{Share}
	case Scale:
		return []Measure{Mean, Top, Share}
	case Promote:
		return []Measure{NPS, Share}
	case Ranking:
		return []Measure{Share, MeanRank}
	case Number:
		return []Measure{Median, Mean}
	}
	return []Measure{Count}
}

func (s *snapshot) planQuestion(q Question, measures []Measure) (tally, error) {
	c := s.table.Question(q.Name)
	t := tally{base: q.Name, has: c.Answered(), asked: c.Asked()}
	for _, m := range measures {
		if !slices.Contains(q.Measures(), m) && m != Count {
			return tally{}, badFilter("report.figure.no_measure", fault.Args{"Name": q.Name, "Measure": string(m)})
		}
		t.parts = append(t.parts, partsOf(q, c, m)...)
	}
	if q.Kind != Number {
		t.uniform = func(who column.Bits) bool { return alike(c, who) }
	}
	return t, nil
}

// alike tells whether some option was chosen by all of them.
func alike(c *column.Column, who column.Bits) bool {
	n := who.Count()
	return n > 0 && slices.ContainsFunc(c.Options(), func(o string) bool { return column.CountAnd(c.Chose(o), who) == n })
}

func partsOf(q Question, c *column.Column, m Measure) []part {
	switch m {
	case Share:
		var out []part
		for _, o := range q.Options {
			out = append(out, shareOf(o.Value, c.Chose(o.Value)))
		}
		if c.Chose(otherOption) != nil && !slices.ContainsFunc(q.Options, func(o Option) bool { return o.Value == otherOption }) {
			out = append(out, shareOf(otherOption, c.Chose(otherOption)))
		}
		return out
	case Mean:
		if q.Kind == Number {
			return []part{numberMean(c)}
		}
		return []part{scaleMean(q, c)}
	case Top:
		return []part{topOf(q, c)}
	case NPS:
		return []part{promoters(c)}
	case Median:
		return []part{median(c)}
	case MeanRank:
		var out []part
		for _, o := range q.Options {
			out = append(out, meanRank(q, c, o.Value))
		}
		return out
	}
	return []part{counted()}
}

func counted() part {
	return part{cell: Cell{Measure: Count}, level: score, fill: func(c *Cell, who column.Bits) {
		c.Count = c.N
		c.Value = float64(c.N)
	}}
}

// shareOf counts who of the group is in a set.
func shareOf(option string, chose column.Bits) part {
	p := part{cell: Cell{Option: option, Measure: Share}, level: distribution, fill: func(c *Cell, who column.Bits) {
		fillShare(c, column.CountAnd(who, chose))
	}}
	p.weigh = weighShare(func(who column.Bits) (yes, base column.Bits) { return who.And(chose), who })
	return p
}

func fillShare(c *Cell, count int) {
	c.Count = count
	c.Value = float64(count) / float64(c.N)
	if i, err := stats.Wilson(count, c.N, stats.Level95); err == nil {
		c.bound(i)
	}
}

func (c *Cell) bound(i stats.Interval) { c.Low, c.High, c.Bounded = i.Low, i.High, true }

// estimate takes over a figure; where a method refuses an interval the figure
// stands alone, and where it refuses the figure the cell is empty.
func (c *Cell) estimate(e stats.Estimate, err error) {
	c.N, c.Value = e.N, e.Value
	if err == nil {
		c.SE = e.SE
		c.bound(e.Interval)
	}
	if math.IsNaN(e.Value) || math.IsInf(e.Value, 0) {
		c.N, c.Value = 0, 0
	}
}

// scaleMean is the mean of those who answered on the scale. N is how many did,
// so that it may be smaller than the number of answers.
func scaleMean(q Question, c *column.Column) part {
	p := part{cell: Cell{Measure: Mean}, level: score, fill: func(cell *Cell, who column.Bits) {
		cell.estimate(stats.MeanCounted(counts(q, c, who), stats.Level95))
	}}
	p.weigh = weighMean(func(who column.Bits) []valued { return scaled(q, c, who) })
	return p
}

func counts(q Question, c *column.Column, who column.Bits) []stats.Counted {
	var out []stats.Counted
	for _, o := range q.scores() {
		out = append(out, stats.Counted{Value: o.Score, Count: column.CountAnd(who, c.Chose(o.Value))})
	}
	return out
}

// topOf is the share, among answers on the scale, of its two highest values
// where it has five or more, else of the highest.
func topOf(q Question, c *column.Column) part {
	p := part{cell: Cell{Measure: Top}, level: score, fill: func(cell *Cell, who column.Bits) {
		list := counts(q, c, who)
		slices.SortFunc(list, func(a, b stats.Counted) int {
			if a.Value > b.Value {
				return -1
			}
			return 1
		})
		boxes, top := topBoxes(len(list)), 0
		cell.N = 0
		for i, v := range list {
			cell.N += v.Count
			if i < boxes {
				top += v.Count
			}
		}
		if cell.N > 0 {
			fillShare(cell, top)
		}
	}}
	p.weigh = weighShare(func(who column.Bits) (yes, base column.Bits) { return highest(q, c, who) })
	return p
}

func promoters(c *column.Column) part {
	return part{cell: Cell{Measure: NPS}, level: score, weigh: weighNPS(c), fill: func(cell *Cell, who column.Bits) {
		r := recommend(c, who)
		cell.estimate(stats.NPS(r.Promoters, r.Passives, r.Detractors, stats.Level95))
	}}
}

func recommend(c *column.Column, who column.Bits) stats.Recommend {
	var r stats.Recommend
	for v := range 11 {
		*[]*int{&r.Promoters, &r.Passives, &r.Detractors}[classAt(v)] += column.CountAnd(who, c.Chose(fmt.Sprint(v)))
	}
	return r
}

// classAt is the class of an answer from 0 to 10: promoters, passives,
// detractors.
func classAt(v int) int {
	switch {
	case v >= 9:
		return 0
	case v >= 7:
		return 1
	}
	return 2
}

// topBoxes is how many of the highest values of a scale are its top.
func topBoxes(values int) int {
	if values >= 5 {
		return 2
	}
	return 1
}

func numberMean(c *column.Column) part {
	return part{cell: Cell{Measure: Mean}, level: score, weigh: weighNumber(c), fill: func(cell *Cell, who column.Bits) {
		cell.estimate(stats.MeanInterval(c.Numbers(who), stats.Level95))
	}}
}

// median has the quartiles for bounds. They are single people's numbers, so it
// tells as much as a distribution.
func median(c *column.Column) part {
	return part{cell: Cell{Measure: Median}, level: distribution, weigh: weighMedian(c), fill: func(cell *Cell, who column.Bits) {
		q, err := stats.QuartilesOf(c.Numbers(who))
		if err != nil {
			cell.N = 0
			return
		}
		cell.Value, cell.Low, cell.High, cell.Bounded = q.Median, q.Lower, q.Upper, true
	}}
}

// meanRank is the mean place of an option among those who ranked it.
func meanRank(q Question, c *column.Column, option string) part {
	p := part{cell: Cell{Option: option, Measure: MeanRank}, level: distribution, fill: func(cell *Cell, who column.Bits) {
		var list []stats.Counted
		for place := range q.Pick {
			list = append(list, stats.Counted{Value: float64(place + 1), Count: column.CountAnd(who, c.Placed(option, place))})
		}
		cell.estimate(stats.MeanCounted(list, stats.Level95))
	}}
	p.weigh = weighMean(func(who column.Bits) []valued { return placed(q, c, who, option) })
	return p
}
