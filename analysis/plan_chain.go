package analysis

// From consumers over outlets to dealers: whose answers belong together, and the
// plan of the figures over them. The statistics are stats.Pearson.

import (
	"cmp"
	"maps"
	"slices"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
)

// Correlation is how far two scores go together, from -1 to 1; Fisher interval.
const Correlation Measure = "correlation"

// dimOutlet is the attribute that names the outlet where a consumer bought.
const dimOutlet = "outlet"

// Limits of the chain.
const (
	minLinked    = 20 // dealers, for a correlation
	minVoices    = 5  // consumers, for a dealer's or an outlet's score
	maxBunches   = 5
	chainDays    = 90 // of consumers' answers that belong to a wave of dealers
	daysPerMonth = 30
)

// link is a dealer with the consumers of its outlets.
type link struct {
	dealer    string
	consumers column.Bits // rows of the consumers' survey
	outlets   int
	voice     float64     // the consumers' mean score
	met       column.Bits // the dealer's rows in the dealers' survey
	rows      column.Bits // those of them that have a score
	score     float64     // the dealer's score
}

// chainPlan is what the figures are computed from.
type chainPlan struct {
	voices, scores scoredColumn
	// links are by voice, the lowest first. Where staff know who answered, they are the
	// dealers that did; else all with enough consumers: how many consumers a dealer has
	// is known, and their number would add up to who answered.
	links   []link
	outlets []column.Bits // the consumers of each with enough of them
}

// chain joins consumers' scores with dealers', by dealer or by outlet.
func (c *look) chain(d *look, voice, score string) *chainPlan {
	p := &chainPlan{voices: c.scored(voice), scores: d.scored(score)}
	who := c.within.And(p.voices.who)
	met, scored := d.byDealer(d.within), d.byDealer(d.within.And(p.scores.who))
	at := map[string]*link{}
	bought := c.byOutlet(who)
	for _, outlet := range slices.Sorted(maps.Keys(bought)) {
		rows := bought[outlet]
		if outlet != "" && rows.in.Count() >= minVoices {
			p.outlets = append(p.outlets, rows.in)
		}
		for _, dealer := range slices.Sorted(maps.Keys(rows.dealers)) {
			if at[dealer] == nil {
				at[dealer] = &link{dealer: dealer, met: met[dealer], rows: scored[dealer]}
			}
			at[dealer].consumers = at[dealer].consumers.Or(rows.dealers[dealer])
			if outlet != "" {
				at[dealer].outlets++
			}
		}
	}
	for _, l := range at {
		if l.consumers.Count() < minVoices || d.open && l.rows.Count() == 0 {
			continue
		}
		l.voice, l.score = mean(p.voices.values(l.consumers)), mean(p.scores.values(l.rows))
		p.links = append(p.links, *l)
	}
	slices.SortFunc(p.links, func(a, b link) int { return cmp.Or(cmp.Compare(a.voice, b.voice), cmp.Compare(a.dealer, b.dealer)) })
	return p
}

// outletRows are the consumers of an outlet, all and by dealer.
type outletRows struct {
	in      column.Bits
	dealers map[string]column.Bits
}

// byOutlet gathers consumers by outlet; "" are those of no named outlet. Where an
// answer names an outlet and no dealer, the dealer is the one that other answers
// name with that outlet.
func (s *snapshot) byOutlet(who column.Bits) map[string]outletRows {
	outlets, dealers := s.table.Dim(dimOutlet), s.table.Dim(dimDealer)
	out := map[string]outletRows{}
	gather := func(outlet string, rows column.Bits) {
		if rows.Count() == 0 {
			return
		}
		o := outletRows{in: rows, dealers: map[string]column.Bits{}}
		known := 0
		var first string
		for _, d := range dealers.Options() {
			if part := rows.And(dealers.Chose(d)); part.Count() > 0 {
				o.dealers[d] = part
				if known++; known == 1 {
					first = d
				}
			}
		}
		if nameless := rows.Without(dealers.Answered()); known == 1 && outlet != "" {
			o.dealers[first] = o.dealers[first].Or(nameless)
		}
		out[outlet] = o
	}
	for _, o := range outlets.Options() {
		gather(o, who.And(outlets.Chose(o)))
	}
	gather("", who.Without(outlets.Answered()))
	return out
}

// byDealer gathers the answers of each dealer.
func (s *snapshot) byDealer(who column.Bits) map[string]column.Bits {
	out := map[string]column.Bits{}
	names := s.table.Dim(dimDealer)
	who.Each(func(row int) {
		if row < len(s.dealers) && s.dealers[row] != "" {
			out[s.dealers[row]] = out[s.dealers[row]].Set(row)
		}
	})
	for _, d := range names.Options() {
		names.Chose(d).And(who).Each(func(row int) {
			if row >= len(s.dealers) || s.dealers[row] == "" {
				out[d] = out[d].Set(row)
			}
		})
	}
	return out
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(max(1, len(xs)))
}

// all are the rows of the links on one side.
func (p *chainPlan) all(side func(link) column.Bits) column.Bits {
	var out column.Bits
	for _, l := range p.links {
		out = out.Or(side(l))
	}
	return out
}

func consumersOf(l link) column.Bits { return l.consumers }
func dealersOf(l link) column.Bits   { return l.rows }
func metOf(l link) column.Bits       { return l.met }

// planScore is the mean of a score; it stands in the account of the question it is
// of, so that it is held against everything shown of that.
func (l *look) planScore(name string, of scoredColumn) tally {
	c := l.table.Question(name)
	return tally{
		base: name, has: c.Answered(), asked: c.Asked(),
		parts: []part{{cell: Cell{Measure: Mean}, level: score, fill: func(cell *Cell, who column.Bits) {
			cell.estimate(stats.MeanInterval(of.values(who.And(of.who)), stats.Level95))
		}}},
		uniform: func(who column.Bits) bool { return sameNumber(of.values(who.And(of.who))) },
	}
}

// maxOutlets bounds the outlets of a guarded survey whose mean is told: each of
// them takes a line of the account.
const maxOutlets = 24

// outletMean is the mean over outlets, each counting alike. Whoever knows it
// beside other means can work out those of single outlets, so each of these must
// pass the guard.
func (l *look) outletMean(p *chainPlan, name string) (Cell, error) {
	t, all := l.planScore(name, p.voices), column.Bits(nil)
	out := t.parts[0].cell
	if !l.open && len(p.outlets) > maxOutlets {
		return hide(out, Guarded, 0), nil
	}
	for _, rows := range p.outlets {
		all = all.Or(rows)
		if l.open {
			continue
		}
		if one, err := l.over(t, rows); err != nil || !one.Shown() {
			return hide(out, Guarded, 0), err
		}
	}
	if len(p.outlets) == 0 {
		return out, nil
	}
	t.parts[0].fill = func(cell *Cell, who column.Bits) {
		cell.N = len(p.outlets)
		for _, rows := range p.outlets {
			cell.Value += mean(p.voices.values(rows.And(who).And(p.voices.who))) / float64(cell.N)
		}
	}
	return l.over(t, all)
}

// planCorrelation is how far both scores go together over the linked dealers.
func (l *look) planCorrelation(p *chainPlan, name string) tally {
	answered := l.table.Question(name).Answered()
	t := tally{base: "chain:" + name, has: p.all(dealersOf), asked: answered, model: true, madeOf: []basis{{name, answered}}}
	t.parts = []part{{cell: Cell{Measure: Correlation}, level: score, fill: func(cell *Cell, who column.Bits) {
		var xs, ys []float64
		for _, l := range p.links {
			if column.CountAnd(l.rows, who) > 0 {
				xs, ys = append(xs, l.voice), append(ys, l.score)
			}
		}
		if cell.N = len(xs); cell.N < minLinked {
			cell.N = 0
			return
		}
		r, err := stats.Pearson(xs, ys, stats.Level95)
		if err != nil {
			cell.N = 0
			return
		}
		cell.Value = r.R
		cell.bound(r.Interval)
	}}}
	return t
}

// bunches parts the links into groups of about one size, by voice, each of at
// least so many dealers.
func (p *chainPlan) bunches(atLeast int) [][]link {
	n := min(maxBunches, len(p.links)/max(1, atLeast))
	var out [][]link
	for i := range n {
		out = append(out, p.links[i*len(p.links)/n:(i+1)*len(p.links)/n])
	}
	return out
}

// unionOf are the rows of some links on one side.
func unionOf(links []link, side func(link) column.Bits) column.Bits {
	return (&chainPlan{links: links}).all(side)
}

// period keeps those who answered in the days before the last answer of the
// dealers, moved back by the months of lag; where answers carry no time, the wave
// that lies as far back counts, a wave being three months.
func (c *look) period(last, lag int) column.Bits {
	to := last - lag*daysPerMonth
	if timed := c.table.Between(0, 1<<30); timed.Count() > 0 {
		return c.table.Between(to-chainDays+1, to)
	}
	return c.table.All()
}

// newestDay is the day of the newest answer in the set; false without any.
func (s *snapshot) newestDay(who column.Bits) (int, bool) {
	last := column.NoDay
	who.Each(func(row int) { last = max(last, s.table.Day(row)) })
	return last, last != column.NoDay
}

// over counts the one cell of a tally over a group.
func (l *look) over(t tally, in column.Bits) (Cell, error) {
	t.groups = []group{{in: in}}
	if in.Equal(l.within) {
		t.groups = l.whole()
	}
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return Cell{}, err
	}
	return cells[0], nil
}

// overLinks counts the one cell of a tally over the dealers of the links: those of them
// who have no score are in the group too, and those who were asked and silent in its call.
func (l *look) overLinks(t tally, links []link) (Cell, error) {
	in := unionOf(links, metOf)
	if in.Equal(l.within) {
		return l.over(t, in)
	}
	c := l.meant
	if c.known {
		var names []string
		for _, k := range links {
			names = append(names, k.dealer)
		}
		c.in, c.asked = in, c.asked.And(l.guard.silence.of(names))
	}
	t.groups = []group{{in: in, call: c}}
	cells, err := disclose(l.ctx, t, l.guard)
	if err != nil {
		return Cell{}, err
	}
	return cells[0], nil
}
