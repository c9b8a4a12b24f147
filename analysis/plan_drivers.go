package analysis

// What goes with an outcome: the plan of the figures of a driver analysis. The
// statistics are stats.KeyDrivers.

import (
	"errors"
	"math"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
)

// The measures of a driver analysis.
const (
	Importance Measure = "importance" // share of the explained variance, bootstrap interval
	Weight     Measure = "weight"     // the same by relative weights, as a second opinion
	Inflation  Measure = "vif"        // how far the other drivers blur this one
	Fit        Measure = "r2"         // the variance of the outcome that all drivers explain
)

// Fraction tells whether values of the measure are parts of one.
func (m Measure) Fraction() bool {
	switch m {
	case Share, Top, Importance, Weight, Fit, Better, Worse:
		return true
	}
	return false
}

// minDerived is how many complete answers a derived importance needs.
const minDerived = 100

// resamples is how often answers are drawn anew for an interval.
const resamples = 200

// maxDrivers is the most that all orders can be gone through for.
const maxDrivers = stats.MaxDrivers

// driverPlan are an outcome and the drivers beside it.
type driverPlan struct {
	outcome string
	drivers []string
	// why the figures are not there; nil where they are, or were not asked for.
	refusal error
}

// base is the account of those who gave the outcome and all drivers an answer.
func (d *driverPlan) base() string {
	name := "drivers:" + d.outcome
	for _, item := range d.drivers {
		name += "|" + item
	}
	return name
}

// planDrivers makes the tally: a count of complete answers, the fit, and three
// figures for each driver.
func (s *snapshot) planDrivers(d *driverPlan) tally {
	y := s.scored(d.outcome)
	has, items := y.who, make([]scoredColumn, len(d.drivers))
	t := tally{base: d.base(), model: true, madeOf: []basis{{d.outcome, s.table.Question(d.outcome).Answered()}}}
	for i, name := range d.drivers {
		items[i] = s.scored(name)
		has = has.And(items[i].who)
		t.madeOf = append(t.madeOf, basis{name, s.table.Question(name).Answered()})
	}
	t.has, t.asked = has, s.table.Question(d.outcome).Asked()
	found := fitted{plan: d, y: y, items: items, unit: s.people.Units()}
	t.parts = []part{counted(), found.part(Fit, -1)}
	for i := range d.drivers {
		t.parts = append(t.parts, found.part(Importance, i), found.part(Weight, i), found.part(Inflation, i))
	}
	return t
}

// fitted computes the analysis once for all parts.
type fitted struct {
	plan   *driverPlan
	y      scoredColumn
	items  []scoredColumn
	unit   []int32
	of     column.Bits
	done   bool
	result stats.Drivers
	shares []stats.Interval
	r2     stats.Interval
}

func (f *fitted) part(m Measure, driver int) part {
	p := part{cell: Cell{Measure: m}, level: distribution}
	if driver >= 0 {
		p.cell.Option = f.plan.drivers[driver]
	}
	p.fill = func(c *Cell, who column.Bits) {
		if !f.fit(who) {
			c.N = 0
			return
		}
		c.N = f.result.N
		switch m {
		case Fit:
			c.Value = f.result.R2
			c.bound(f.r2)
		case Importance:
			c.Value = f.result.Drivers[driver].LMGShare
			c.bound(f.shares[driver])
		case Weight:
			c.Value = f.result.Drivers[driver].Johnson / f.result.R2
		case Inflation:
			c.Value = f.result.Drivers[driver].VIF
		}
	}
	return p
}

// fit tells whether there is a result for the group.
func (f *fitted) fit(who column.Bits) bool {
	if f.done && f.of.Equal(who) {
		return f.plan.refusal == nil
	}
	f.done, f.of, f.plan.refusal = true, who, f.compute(who)
	return f.plan.refusal == nil
}

func (f *fitted) compute(who column.Bits) error {
	if who.Count() < minDerived {
		return stats.ErrTooFew
	}
	var x stats.Columns
	for i, item := range f.items {
		x.Add(f.plan.drivers[i], item.values(who))
	}
	y := f.y.values(who)
	var err error
	if f.result, err = stats.KeyDrivers(y, x); err != nil {
		return err
	}
	if !(f.result.R2 > 0) {
		return stats.ErrNoSpread
	}
	again := stats.Resampling{Times: resamples, Seed: 1, Clusters: clustersOf(f.unit, who)}
	f.shares, f.r2, err = stats.DriverIntervals(y, x, stats.Level95, again)
	return err
}

// clustersOf gives each answer the dealer it is of, itself where nobody knows.
func clustersOf(unit []int32, who column.Bits) []int {
	var out []int
	who.Each(func(row int) {
		c := -row - 1
		if row < len(unit) && unit[row] >= 0 {
			c = int(unit[row])
		}
		out = append(out, c)
	})
	return out
}

// scoredColumn is a question, or an index, as numbers.
type scoredColumn struct {
	at  map[int]float64
	who column.Bits // who is on the scale
}

// scored reads the scores of a question or a factor of an index.
func (s *snapshot) scored(name string) scoredColumn {
	out := scoredColumn{at: map[int]float64{}}
	c := s.table.Question(name)
	q, isQuestion := s.outline.question(name)
	if !isQuestion { // an index or a factor: a number
		who, values := c.Answered(), c.Numbers(c.Answered())
		i := 0
		who.Each(func(row int) {
			if i < len(values) && !math.IsNaN(values[i]) {
				out.at[row], out.who = values[i], out.who.Set(row)
			}
			i++
		})
		return out
	}
	for _, o := range q.scores() {
		c.Chose(o.Value).Each(func(row int) { out.at[row], out.who = o.Score, out.who.Set(row) })
	}
	return out
}

// values are the scores of those in the set, in the order of the table.
func (c scoredColumn) values(who column.Bits) []float64 {
	out := make([]float64, 0, who.Count())
	who.Each(func(row int) { out = append(out, c.at[row]) })
	return out
}

// refusalKey is the message that says why a method gave no figure.
func refusalKey(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, stats.ErrTooFew), errors.Is(err, stats.ErrOneCluster):
		return "report.refused.few"
	case errors.Is(err, stats.ErrNoSpread):
		return "report.refused.alike"
	case errors.Is(err, stats.ErrSingular):
		return "report.refused.collinear"
	}
	return "report.refused.other"
}
