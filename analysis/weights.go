package analysis

// The answers of a survey weighted to the roster: what each counts for, and what
// came of it.

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/stats"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

// Roster gives the dealers that answers are weighted to; audience.Roster does.
type Roster interface {
	All(ctx context.Context, v access.Viewer, q audience.Query) ([]audience.Dealer, error)
	Today() calendar.Day
}

// weights are the answers of a snapshot under one weighting.
type weights struct {
	Weighting
	placed  column.Bits   // whom a weight was found for
	atoms   []atom        // who stands alike on all margins, in one wave
	classes []column.Bits // who has one weight, in one wave: what a weighted figure can tell apart
	waves   []waveWeights
}

// atom are answers of one wave that belong to the same group on every margin.
type atom struct {
	in     column.Bits
	wave   string
	groups []string // by margin
	weight float64
}

// waveWeights is how the answers of one wave were weighted.
type waveWeights struct {
	wave    string
	day     calendar.Day // on which the roster was read
	dealers []audience.Dealer
	margins []marginGroups
	report  stats.RakeReport
	// void: nothing could be weighted, since too few answered or no margin tells
	// anybody apart; unplaced are the answers without a group on some margin.
	void     bool
	unplaced int
}

// marginGroups is one margin of a wave; small groups of the roster are taken
// together.
type marginGroups struct {
	dim    string
	groups []marginGroup
}

// marginGroup is one group, or several that were taken together, of a margin.
type marginGroup struct {
	values  []string
	dealers int
	in      column.Bits // the answers
}

// minGroup is how many answers a group of a margin needs to be weighted by
// itself: fewer would stand for many dealers with the opinions of a few.
const minGroup = 5

// weightClasses is into how many classes at most the weights of a wave are
// brought where single answers are protected.
//
// Source: three take away four fifths of a bias, five would nine tenths, Cochran
// (1968) Biometrics 24:295-313; each more is a group more that must not betray
// anybody.
const weightClasses = 3

// scales makes the weights of one snapshot, and keeps them for a while.
type scales struct {
	roster   Roster
	calendar calendar.Calendar

	mu   sync.Mutex
	made map[string]made
}

type made struct {
	*weights
	at time.Time
}

// maxWeightAge is how long weights are believed while the roster may change.
const maxWeightAge = 30 * time.Second

// weightsFor gives the weights of a weighting; nil for none.
func (s *snapshot) weightsFor(ctx context.Context, by Weighting) (*weights, error) {
	if !by.On() {
		return nil, nil
	}
	c := s.scales
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.calendar.Clock()
	if have, ok := c.made[by.name()]; ok && now.Sub(have.at) < maxWeightAge {
		return have.weights, nil
	}
	w, err := s.weigh(ctx, by)
	if err != nil {
		return nil, fmt.Errorf("weight by %s: %w", strings.Join(by.By, ", "), err)
	}
	if c.made == nil {
		c.made = map[string]made{}
	}
	c.made[by.name()] = made{w, now}
	return w, nil
}

// weigh rakes every wave to the roster as it stood when the wave's last answer
// came.
func (s *snapshot) weigh(ctx context.Context, by Weighting) (*weights, error) {
	out := &weights{Weighting: by}
	waves := s.waves()
	if len(waves) == 0 {
		waves = []string{""}
	}
	for _, wave := range waves {
		who := s.table.All()
		if wave != "" {
			who = s.table.Dim(DimWave).Chose(wave)
		}
		w := waveWeights{wave: wave, day: s.rosterDay(who)}
		var err error
		if w.dealers, err = s.scales.dealers(ctx, &w.day); err != nil {
			return nil, err
		}
		if err := out.add(s, w, who); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// dealers reads the roster of the day; today's where it knew nobody then.
func (c *scales) dealers(ctx context.Context, day *calendar.Day) ([]audience.Dealer, error) {
	if c.roster == nil {
		return nil, nil
	}
	by := access.Machine("weights")
	if *day != "" {
		list, err := c.roster.All(ctx, by, audience.Query{On: *day})
		if err != nil || len(list) > 0 {
			return list, err
		}
	}
	*day = c.roster.Today()
	return c.roster.All(ctx, by, audience.Query{On: *day})
}

// rosterDay is the day of the last of the answers, on which the roster is read; "" where none has a time.
func (s *snapshot) rosterDay(who column.Bits) calendar.Day {
	last := column.NoDay
	who.Each(func(i int) { last = max(last, s.table.Day(i)) })
	if last == column.NoDay {
		return ""
	}
	return calendar.Of(time.Unix(int64(last)*86400, 0), time.UTC)
}

// add rakes the answers of one wave.
func (w *weights) add(s *snapshot, wave waveWeights, who column.Bits) error {
	placed := who
	for _, dim := range w.By {
		placed = placed.And(s.table.Dim(dim).Answered())
	}
	wave.unplaced = who.Count() - placed.Count()
	for _, dim := range w.By {
		wave.margins = append(wave.margins, s.margin(dim, wave.dealers, placed))
	}
	atoms := atomsOf(wave, placed)
	margins, told := wave.known(atoms)
	wave.void = !told || placed.Count() < minGroup
	if !wave.void {
		err := w.rake(s, &wave, atoms, margins)
		if errors.Is(err, stats.ErrEmptyCell) || errors.Is(err, stats.ErrRange) {
			wave.void = true
		} else if err != nil {
			return err
		}
	}
	if wave.void { // everybody counts alike
		each := float64(max(len(wave.dealers), 1)) / float64(max(placed.Count(), 1))
		for i := range atoms {
			atoms[i].weight = each
		}
	}
	if placed.Count() >= 2 { // one answer alone has no spread
		w.placed = w.placed.Or(placed)
		w.atoms = append(w.atoms, atoms...)
		w.classes = append(w.classes, classesOf(atoms)...)
	} else {
		wave.unplaced += placed.Count()
	}
	w.waves = append(w.waves, wave)
	return nil
}

// rake fits the atoms' weights to the margins. Where single answers are
// protected it brings them into few classes, for otherwise the figures under
// several weightings could be solved for the answers of a few.
func (w *weights) rake(s *snapshot, wave *waveWeights, atoms []atom, margins []stats.KnownMargin) error {
	d := stats.SampleDesign{}
	for _, a := range atoms {
		d.Weights, d.Counts = append(d.Weights, 1), append(d.Counts, float64(a.in.Count()))
	}
	d, report, err := stats.Rake(d, margins, stats.Raking{MaxRatio: w.Trim, Tolerance: 1e-6, Rounds: 200})
	if err != nil {
		return err
	}
	if !s.promise.open {
		n := 0.0
		for _, c := range d.Counts {
			n += c
		}
		least := math.Max(float64(s.promise.threshold(distribution)), math.Ceil(n/weightClasses))
		if d.Weights, err = stats.PoolWeights(d.Weights, d.Counts, least); err != nil {
			return err
		}
		_, pooled, err := stats.MarginsMet(d, margins, 1e-6)
		if err != nil {
			return err
		}
		pooled.Rounds, pooled.Trimmed = report.Rounds, report.Trimmed
		report = pooled
	}
	wave.report = report
	for i := range atoms {
		atoms[i].weight = d.Weights[i]
	}
	return nil
}

// atomsOf splits the answers of a wave by all margins.
func atomsOf(wave waveWeights, placed column.Bits) []atom {
	out := []atom{{in: placed, wave: wave.wave}}
	for _, m := range wave.margins {
		var next []atom
		for _, a := range out {
			for _, g := range m.groups {
				if in := a.in.And(g.in); in.Count() > 0 {
					next = append(next, atom{in: in, wave: a.wave, groups: append(slices.Clone(a.groups), g.name())})
				}
			}
		}
		out = next
	}
	return out
}

// known are the margins as raking wants them, and whether they tell anybody
// apart.
func (w waveWeights) known(atoms []atom) (out []stats.KnownMargin, told bool) {
	for k, m := range w.margins {
		known := stats.KnownMargin{Name: m.dim, Targets: map[string]float64{}}
		for _, g := range m.groups {
			known.Targets[g.name()] = float64(g.dealers)
		}
		for _, a := range atoms {
			known.Groups = append(known.Groups, a.groups[k])
		}
		told = told || len(m.groups) > 1
		out = append(out, known)
	}
	return out, told
}

// classesOf are the answers of each weight.
func classesOf(atoms []atom) []column.Bits {
	var out []column.Bits
	at := map[float64]int{}
	for _, a := range atoms {
		i, ok := at[a.weight]
		if !ok {
			i = len(out)
			at[a.weight] = i
			out = append(out, nil)
		}
		out[i] = out[i].Or(a.in)
	}
	return out
}

// groupMark stands between the names of groups that were taken together.
const groupMark = "\x1f"

// name is the group as raking knows it.
func (g marginGroup) name() string { return strings.Join(g.values, groupMark) }
