// Experimental designs of a survey: what is dealt, and what it reads like.

package definition

import (
	"slices"
	"sync"

	"dealervoice/survey/design"
)

// Design is a vignette, the arms of a test, or the sets of a MaxDiff or conjoint
// question: cells of which each respondent, or cluster, is dealt one.
type Design struct {
	// ID is the key that what was dealt is stored under.
	ID string
	// Element reads it: a multiple text of one field a factor, or one field where
	// the design has a single factor of its own id. It stands on no page.
	Element *Element
	// Of is the question whose sets are dealt; nil for vignettes and arms.
	Of *Element
	// Panels show the design; without any it is everywhere.
	Panels []*Element
	Deal   Deal

	factors design.Factors
	cells   []design.Profile
	sets    int // of a question: how many
	path    string
}

// SetSuffix ends the key of the number of the set that a MaxDiff or conjoint
// question showed, counted from 1.
const SetSuffix = "-Set"

// Cards is how many cells there are.
func (d *Design) Cards() int {
	if d.Of != nil {
		return d.sets
	}
	return len(d.cells)
}

// Value is what is stored of a cell: a level, levels by factor, or the number of
// the set.
func (d *Design) Value(card int) any {
	switch {
	case card < 0 || card >= d.Cards():
		return nil
	case d.Of != nil:
		return float64(card + 1)
	case len(d.Element.Items) == 0:
		return d.Element.Choices[d.cells[card][0]].Value
	}
	out := make(map[string]any, len(d.Element.Items))
	for k, item := range d.Element.Items {
		out[item.Key] = item.Choices[d.cells[card][k]].Value
	}
	return out
}

// Card is the cell that a stored value stands for; -1 for none.
func (d *Design) Card(v any) int {
	if d.Of != nil {
		if f, ok := v.(float64); ok && f >= 1 && f <= float64(d.sets) && f == float64(int(f)) {
			return int(f) - 1
		}
		return -1
	}
	p := make(design.Profile, len(d.factors.Levels))
	if len(d.Element.Items) == 0 {
		p[0] = IndexOf(d.Element.Choices, v)
	} else {
		m, _ := v.(map[string]any)
		for k, item := range d.Element.Items {
			p[k] = IndexOf(item.Choices, m[item.Key])
		}
	}
	return slices.IndexFunc(d.cells, func(c design.Profile) bool { return slices.Equal(c, p) })
}

// Deck is what deals the cells of a block.
func (d *Design) Deck(seed int64, block string) design.Deck {
	return design.Deck{Seed: seed, Design: d.ID, Block: block, Cards: d.Cards()}
}

// Clustered tells whether all of one cluster get the same.
func (d *Design) Clustered() bool { return d.Deal.To != ToRespondent }

// Kept tells whether what was dealt is written down when people are invited:
// what is evened out, what holds for a cluster, what holds in the next wave.
func (d *Design) Kept() bool {
	return d.Deal.Method == DealBalanced || d.Clustered() || d.Deal.Waves == WavesSame
}

// Fixed is the cell that a cluster got by hand; -1 for none.
func (d *Design) Fixed(cluster string) int {
	level, ok := d.Deal.Fixed[cluster]
	if !ok {
		return -1
	}
	return d.Card(level)
}

// How cells are dealt.
const (
	DealBalanced = "balanced"
	DealDrawn    = "drawn"
	ToRespondent = "respondent"
	ToOwner      = "owner"
	WavesSame    = "same"
	WavesNew     = "new"
)

// Designs lists the designs of the survey: those of its own, then those of its
// questions.
func (d *Definition) Designs() []*Design { return d.designs }

// Design finds a design by the key it stores under.
func (d *Definition) Design(key string) *Design {
	i := slices.IndexFunc(d.designs, func(x *Design) bool { return x.ID == key })
	if i < 0 {
		return nil
	}
	return d.designs[i]
}

// Designed lists what reads what was dealt, one element a design. None of them
// is a question of the survey.
func (d *Definition) Designed() []*Element {
	out := make([]*Element, len(d.designs))
	for i, x := range d.designs {
		out[i] = x.Element
	}
	return out
}

// Individual tells whether two respondents who have answered nothing yet may see
// different forms: by designs, or by what is known of them.
func (d *Definition) Individual() bool { return d.individual }

// ShufflesPages tells whether pages stand in an order of the respondent's own.
func (d *Definition) ShufflesPages() bool { return d.DV.PageOrder == "random" && len(d.Pages) > 2 }

// tasks are the sets of a MaxDiff or conjoint question, made when they are asked
// for first: a search takes longer than a load should.
type tasks struct {
	blocks  func() design.Blocks
	sets    func() design.Sets
	factors design.Factors
}

// Blocks are the items of each task of each set of a MaxDiff question: places
// among its choices. nil for other questions.
func (e *Element) Blocks() design.Blocks {
	if e.tasks == nil || e.tasks.blocks == nil {
		return nil
	}
	return e.tasks.blocks()
}

// Sets are the profiles of each task of each set of a conjoint question: of each
// factor the place of a level. nil for other questions.
func (e *Element) Sets() design.Sets {
	if e.tasks == nil || e.tasks.sets == nil {
		return nil
	}
	return e.tasks.sets()
}

// Balance checks the sets of a MaxDiff question.
func (e *Element) Balance() design.Balance { return e.Blocks().Balance(len(e.Objects())) }

// Quality checks the sets of a conjoint question.
func (e *Element) Quality() design.Quality {
	if e.tasks == nil {
		return design.Quality{}
	}
	return e.tasks.factors.Quality(e.Sets())
}

// Whole checks all allowed profiles of a conjoint question, each once: what its
// sets can be measured by.
func (e *Element) Whole() design.Quality {
	if e.tasks == nil {
		return design.Quality{}
	}
	var all design.Sets
	for _, p := range e.tasks.factors.Cells() {
		all = append(all, [][]design.Profile{{p}})
	}
	return e.tasks.factors.Quality(all)
}

// Objects are the items of a MaxDiff question: the choices of its first column.
func (e *Element) Objects() []Choice {
	if e.DV.MaxDiff == nil || len(e.Cells) == 0 {
		return nil
	}
	return e.Cells[0].Choices
}

// onceBlocks makes a MaxDiff design once.
func onceBlocks(m design.MaxDiff) func() design.Blocks {
	return sync.OnceValue(func() design.Blocks {
		blocks, err := m.Make()
		if err != nil {
			return nil // Valid was asked at load
		}
		return blocks
	})
}

func onceSets(c design.Conjoint) func() design.Sets {
	return sync.OnceValue(func() design.Sets {
		sets, err := c.Make()
		if err != nil {
			return nil
		}
		return sets
	})
}
