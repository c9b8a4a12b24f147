package quota

// The bookkeeping: pure, for whoever holds the lock.

import (
	"cmp"
	"time"

	"dealervoice/survey"
)

// Key names the counts of a cell in a wave.
type Key struct {
	Survey survey.ID
	Wave   int
	Cell   string
}

// Compare orders keys: all lock in this order.
func (k Key) Compare(o Key) int {
	return cmp.Or(cmp.Compare(k.Survey, o.Survey), cmp.Compare(k.Wave, o.Wave), cmp.Compare(k.Cell, o.Cell))
}

// Cell is a cell that answers fall into, with the places it has.
type Cell struct {
	ID     string
	Places int
}

// Claim is what one answer asks for: a place in each of the cells.
type Claim struct {
	Survey survey.ID
	Wave   int
	Holder string // for whom places are held; tells nobody who that is
	Cells  []Cell
	At     time.Time // now
}

func (c Claim) key(cell string) Key { return Key{c.Survey, c.Wave, cell} }

// Keys are those of the claim's cells.
func (c Claim) Keys() []Key {
	out := make([]Key, len(c.Cells))
	for i, cell := range c.Cells {
		out[i] = c.key(cell.ID)
	}
	return out
}

// Count is how a cell stands.
type Count struct{ Filled, Held, Excess int }

// Held is a place that is held.
type Held struct {
	Key    Key
	Holder string
	Until  time.Time
}

// Book is the counts of some cells and the places held there that are about to
// be decided on. Whoever has one has locked its cells.
type Book struct {
	Counts  map[Key]*Count
	holders map[string]map[Key]bool // of holds that are still good
}

// NewBook opens a book. taken are the holds that were taken out of storage with
// it: those whose time is over and those of the claims about to be decided. The
// former are given back; the latter stay until their claim comes up.
func NewBook(counts map[Key]*Count, taken []Held, now time.Time) *Book {
	b := &Book{Counts: counts, holders: map[string]map[Key]bool{}}
	for _, h := range taken {
		if !h.Until.After(now) {
			counts[h.Key].Held--
			continue
		}
		if b.holders[h.Holder] == nil {
			b.holders[h.Holder] = map[Key]bool{}
		}
		b.holders[h.Holder][h.Key] = true
	}
	return b
}

// full gives the first cell without a place for the claim; "" if all have one.
// A place that the claimant holds is his.
func (b *Book) full(c Claim) string {
	for _, cell := range c.Cells {
		n := b.Counts[c.key(cell.ID)]
		others := n.Held
		if b.holders[c.Holder][c.key(cell.ID)] {
			others--
		}
		if n.Filled+others >= cell.Places {
			return cell.ID
		}
	}
	return ""
}

// release gives back what the holder holds, whatever the claim is for now.
func (b *Book) release(holder string) {
	for key := range b.holders[holder] {
		b.Counts[key].Held--
	}
	delete(b.holders, holder)
}

// Take takes the places of an answer that is being stored. It gives the cell
// that was full, and then has taken none; "" where all was well.
func (b *Book) Take(c Claim) (full string) {
	full = b.full(c)
	b.release(c.Holder)
	if full != "" {
		b.Counts[c.key(full)].Excess++
		return full
	}
	for _, cell := range c.Cells {
		b.Counts[c.key(cell.ID)].Filled++
	}
	return ""
}

// Taken is what a stored answer took: a place in each of the cells, or, if it met a
// full one, none, and is counted there as one too many.
type Taken struct {
	Survey survey.ID
	Wave   int
	Cells  []string
	Over   string
}

// keys are the cells whose counts it stands in.
func (t Taken) keys() []Key {
	if t.Over != "" {
		return []Key{{t.Survey, t.Wave, t.Over}}
	}
	out := make([]Key, len(t.Cells))
	for i, cell := range t.Cells {
		out[i] = Key{t.Survey, t.Wave, cell}
	}
	return out
}

// GiveBack takes an answer that is no more out of the counts.
func (b *Book) GiveBack(t Taken) {
	for _, k := range t.keys() {
		n := b.Counts[k]
		if t.Over != "" {
			n.Excess = max(0, n.Excess-1)
		} else {
			n.Filled = max(0, n.Filled-1)
		}
	}
}

// Hold holds the places of an answer that is being given, in place of those the
// holder had. It gives the cell that was full, and then holds none.
func (b *Book) Hold(c Claim) (full string) {
	full = b.full(c)
	b.release(c.Holder)
	if full != "" {
		return full
	}
	for _, cell := range c.Cells {
		b.Counts[c.key(cell.ID)].Held++
	}
	return ""
}
