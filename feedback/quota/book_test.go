package quota

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// A store in memory: what a book is opened on and closed into.
type shelf struct {
	counts map[Key]Count
	holds  []Held
}

func (s *shelf) open(c Claim, now time.Time) *Book {
	counts, left := map[Key]*Count{}, []Held(nil)
	var taken []Held
	for k, n := range s.counts {
		counts[k] = &n
	}
	for _, k := range c.Keys() {
		if counts[k] == nil {
			counts[k] = &Count{}
		}
	}
	for _, h := range s.holds {
		if h.Holder == c.Holder || !h.Until.After(now) {
			taken = append(taken, h)
		} else {
			left = append(left, h)
		}
	}
	s.holds = left
	return NewBook(counts, taken, now)
}

func (s *shelf) close(b *Book) {
	for k, n := range b.Counts {
		s.counts[k] = *n
	}
}

// However people hold, hand in, stop and come back: no cell takes or promises
// more than it has, a place that is held is there, and nothing is lost: who
// finds a cell full finds all its places taken or held by others.
func TestPlacesAreNeverPromisedTwiceNorLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &shelf{counts: map[Key]Count{}}
		places := map[string]int{"a": rapid.IntRange(1, 3).Draw(t, "a"), "b": rapid.IntRange(1, 4).Draw(t, "b")}
		now, done, excess := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), map[string]bool{}, 0
		filled := map[string]int{}
		var kept []Taken
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 15).Draw(t, "minutes")) * time.Minute)
			if len(kept) > 0 && rapid.IntRange(0, 4).Draw(t, "erase") == 0 { // somebody erases an answer
				i := rapid.IntRange(0, len(kept)-1).Draw(t, "which")
				gone := kept[i]
				kept = slices.Delete(kept, i, i+1)
				b := s.open(Claim{Survey: "s", Wave: 1, Cells: []Cell{{"a", 0}, {"b", 0}}, At: now}, now)
				b.GiveBack(gone)
				s.close(b)
				if gone.Over != "" {
					excess--
				}
				for _, cell := range gone.Cells {
					if gone.Over == "" {
						filled[cell]--
					}
				}
				s.audit(t, places, filled, excess)
				continue
			}
			c := Claim{Survey: "s", Wave: 1, Holder: fmt.Sprint(rapid.IntRange(1, 8).Draw(t, "who")), At: now}
			for _, id := range rapid.SampledFrom([][]string{{"a"}, {"b"}, {"a", "b"}, {}}).Draw(t, "cells") {
				c.Cells = append(c.Cells, Cell{id, places[id]})
			}
			if done[c.Holder] {
				continue
			}
			held := map[Key]bool{}
			for _, h := range s.holds {
				if h.Holder == c.Holder && h.Until.After(now) {
					held[h.Key] = true
				}
			}
			b := s.open(c, now)
			full := ""
			if rapid.Bool().Draw(t, "hand in") {
				done[c.Holder] = true
				full = b.Take(c)
				gone := Taken{Survey: "s", Wave: 1, Over: full}
				for _, cell := range c.Cells {
					gone.Cells = append(gone.Cells, cell.ID)
				}
				kept = append(kept, gone)
				if full == "" {
					for _, cell := range c.Cells {
						filled[cell.ID]++
					}
				} else {
					excess++
				}
			} else if full = b.Hold(c); full == "" {
				for _, k := range c.Keys() {
					s.holds = append(s.holds, Held{k, c.Holder, now.Add(30 * time.Minute)})
				}
			}
			s.close(b)
			if full != "" && held[c.key(full)] {
				t.Fatalf("%s held a place of %s and was sent away from it", c.Holder, full)
			}
			if n := s.counts[c.key(full)]; full != "" && n.Filled+n.Held < places[full] {
				t.Fatalf("%s is said to be full at %+v of %d", full, n, places[full])
			}
			s.audit(t, places, filled, excess)
		}
	})
}

func (s *shelf) audit(t *rapid.T, places, filled map[string]int, excess int) {
	held := map[Key]int{}
	for _, h := range s.holds {
		held[h.Key]++
	}
	over := 0
	for k, n := range s.counts {
		over += n.Excess
		if n.Held != held[k] || n.Filled != filled[k.Cell] || k.Cell != "" && n.Filled+n.Held > places[k.Cell] {
			t.Fatalf("cell %s stands at %+v of %d: %d are held, %d were handed in", k.Cell, n, places[k.Cell], held[k], filled[k.Cell])
		}
	}
	if over != excess {
		t.Fatalf("%d counted as too many, %d were", over, excess)
	}
}
