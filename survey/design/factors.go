// Vignettes and conjoint: factors, levels, forbidden pairs, cells, sets.

package design

import (
	"fmt"
	"slices"
)

// Factors are the numbers of levels of each factor, and the pairs of levels that
// must not stand together.
type Factors struct {
	Levels    []int
	Forbidden []Pair
}

// Pair are two levels of two factors.
type Pair struct{ Factor, Level, OtherFactor, OtherLevel int }

// Profile is a level of each factor.
type Profile []int

// MaxCells bounds how many profiles factors may span, forbidden ones included.
const MaxCells = 20_000

// Spanned is how many profiles there would be without forbidden pairs; beyond
// MaxCells it says MaxCells+1.
func (f Factors) Spanned() int {
	n := 1
	for _, levels := range f.Levels {
		if n *= max(levels, 0); n > MaxCells {
			return MaxCells + 1
		}
	}
	return n
}

// Allowed tells whether no forbidden pair stands in the profile.
func (f Factors) Allowed(p Profile) bool {
	return !slices.ContainsFunc(f.Forbidden, func(b Pair) bool { return p[b.Factor] == b.Level && p[b.OtherFactor] == b.OtherLevel })
}

// Cells lists the allowed profiles, the last factor changing fastest.
func (f Factors) Cells() []Profile {
	n := f.Spanned()
	if n > MaxCells {
		return nil
	}
	var out []Profile
	for i := range n {
		p := make(Profile, len(f.Levels))
		for k, rest := len(p)-1, i; k >= 0; k-- {
			p[k], rest = rest%f.Levels[k], rest/f.Levels[k]
		}
		if f.Allowed(p) {
			out = append(out, p)
		}
	}
	return out
}

// Missing lists levels that no allowed profile has: a factor and a level each.
func (f Factors) Missing() [][2]int {
	seen := map[[2]int]bool{}
	for _, p := range f.Cells() {
		for k, level := range p {
			seen[[2]int{k, level}] = true
		}
	}
	var out [][2]int
	for k, n := range f.Levels {
		for level := range n {
			if !seen[[2]int{k, level}] {
				out = append(out, [2]int{k, level})
			}
		}
	}
	return out
}

// Conjoint asks for sets: each version has Tasks tasks of Alternatives profiles.
type Conjoint struct {
	Factors
	Tasks, Alternatives, Versions int
	// Random draws each profile from the allowed ones, each as likely as the
	// other and no two alike in a task. Else levels, and pairs of levels, are
	// evened out, and alternatives of a task share as few levels as they can.
	Random bool
	Seed   int64
	Name   string
}

// Sets are the profiles of each alternative of each task of each version.
type Sets [][][]Profile

// Limits of conjoint sets.
const (
	MaxFactors      = 12
	MaxLevels       = 20
	MaxAlternatives = 6
	MaxSets         = 300
	maxSlots        = 30_000 // versions x tasks x alternatives x factors
)

// Valid says what is wrong with the numbers.
func (c Conjoint) Valid() error {
	switch n := len(c.Levels); {
	case n < 2 || n > MaxFactors:
		return fmt.Errorf("%d factors; 2 to %d", n, MaxFactors)
	case c.Spanned() > MaxCells:
		return fmt.Errorf("more than %d profiles", MaxCells)
	case c.Tasks < 1 || c.Tasks > MaxTasks:
		return fmt.Errorf("%d tasks; 1 to %d", c.Tasks, MaxTasks)
	case c.Alternatives < 1 || c.Alternatives > MaxAlternatives:
		return fmt.Errorf("%d alternatives; 1 to %d", c.Alternatives, MaxAlternatives)
	case c.Versions < 1 || c.Versions > MaxSets || c.Versions*c.Tasks*c.Alternatives*n > maxSlots:
		return fmt.Errorf("%d versions; at most %d, and %d levels shown in all", c.Versions, MaxSets, maxSlots)
	case len(c.Cells()) < c.Alternatives+1:
		return fmt.Errorf("%d allowed profiles are too few for tasks of %d", len(c.Cells()), c.Alternatives)
	}
	return nil
}

// Make makes the sets.
func (c Conjoint) Make() (Sets, error) {
	if err := c.Valid(); err != nil {
		return nil, err
	}
	s := streamOf(c.Seed, "", c.Name+"/conjoint")
	cells := c.Cells()
	all := newTally(c.Levels)
	out := make(Sets, c.Versions)
	for v := range out {
		version := c.draw(s, cells)
		if !c.Random {
			b := balancer{c: c, all: all, own: newTally(c.Levels), version: version}
			b.even()
		}
		out[v] = version
	}
	return out, nil
}

// draw fills a version at random, no two profiles alike in a task.
func (c Conjoint) draw(s *stream, cells []Profile) [][]Profile {
	version := make([][]Profile, c.Tasks)
	for t := range version {
		for len(version[t]) < c.Alternatives {
			p := cells[s.below(uint64(len(cells)))]
			if !holds(version[t], p) {
				version[t] = append(version[t], slices.Clone(p))
			}
		}
	}
	return version
}

func holds(task []Profile, p Profile) bool {
	return slices.ContainsFunc(task, func(q Profile) bool { return slices.Equal(p, q) })
}
