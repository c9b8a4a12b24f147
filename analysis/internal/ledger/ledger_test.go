package ledger

import (
	"math/big"
	"testing"

	"dealervoice/analysis/internal/column"

	"pgregory.net/rapid"
)

// group is the set of positions from..to-1.
func group(from, to int) column.Bits {
	var out column.Bits
	for i := from; i < to; i++ {
		out = out.Set(i)
	}
	return out
}

func TestTheLedgerRefusesWhatSubtractionWouldTell(t *testing.T) {
	type step struct {
		group column.Bits
		want  bool
	}
	for name, steps := range map[string][]step{
		"a group of four":                    {{group(0, 4), false}},
		"an empty group tells nothing":       {{nil, true}},
		"a filter with a complement of four": {{group(0, 40), true}, {group(0, 36), false}, {group(0, 35), true}},
		"the complement before the total":    {{group(0, 36), true}, {group(0, 40), false}},
		"the last small sibling": {
			{group(0, 33), true}, {group(0, 20), true}, {group(20, 30), false}, {group(20, 33), true},
		},
		"two filters that overlap but for one person each": {
			{group(0, 20), true}, {group(1, 21), false},
		},
		"two filters that overlap by one person only": {
			{group(0, 20), true}, {group(19, 40), true}, {group(0, 40), false},
		},
		"three overlaps that sum up to one person": {
			// a+b, b+c, a+c give each of a, b, c: b is one person
			{group(0, 11), true}, {group(10, 21), true}, {group(0, 10).Or(group(11, 21)), false},
		},
		"a few new answers":    {{group(0, 30), true}, {group(0, 34), false}, {group(0, 35), true}},
		"the same group again": {{group(0, 9), true}, {group(0, 9), true}},
	} {
		l := New(5, Crowd{})
		for i, s := range steps {
			if got := l.Admit("d6", s.group); got != s.want {
				t.Errorf("%s, step %d: admitted %v, want %v", name, i+1, got, s.want)
			}
		}
	}
}

func TestMarginsOfATableWithSmallCellsMayStandTogether(t *testing.T) {
	// 5 regions x 3 tiers with 3 people in each cell: every margin may be shown,
	// no cell, and no sum of cells that leaves one behind.
	l := New(5, Crowd{})
	cell := func(region, tier int) column.Bits { return group(3*(3*region+tier), 3*(3*region+tier)+3) }
	var total column.Bits
	for region := range 5 {
		var margin column.Bits
		for tier := range 3 {
			margin = margin.Or(cell(region, tier))
		}
		total = total.Or(margin)
		if !l.Admit("d6", margin) {
			t.Fatalf("region %d refused", region)
		}
	}
	for tier := range 3 {
		var margin column.Bits
		for region := range 5 {
			margin = margin.Or(cell(region, tier))
		}
		if !l.Admit("d6", margin) {
			t.Fatalf("tier %d refused", tier)
		}
	}
	if !l.Admit("d6", total) {
		t.Fatal("total refused, though it is the sum of what was shown")
	}
	if l.Admit("d6", total.Without(cell(2, 1))) {
		t.Error("all but one cell was shown")
	}
	// two cells of a region leave the third, which tier margins do not hide
	if l.Admit("d6", cell(0, 0).Or(cell(0, 1))) {
		t.Error("two cells of three were shown")
	}
}

func TestBasesHaveAccountsOfTheirOwn(t *testing.T) {
	l := New(5, Crowd{})
	if !l.Admit("d6", group(0, 40)) || !l.Admit("d7", group(0, 36)) {
		t.Error("one question's account was held against another's")
	}
	if l.Shown("d6") != 1 || l.Shown("d7") != 1 || !l.Holds("d7", group(0, 36)) || l.Holds("d6", group(0, 36)) {
		t.Error("groups stand in the wrong account")
	}
}

// The attacker collects every admitted group, and looks for combinations with
// small support by a way of his own: exact fractions, all sets of up to two
// people outside of which the rows become dependent.
func TestNoCombinationOfShownGroupsRestsOnFewerThanFive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(6, 18).Draw(t, "people")
		l := New(5, Crowd{})
		var shown []column.Bits
		for range rapid.IntRange(1, 14).Draw(t, "filters") {
			var g column.Bits
			for i := range people {
				if rapid.Bool().Draw(t, "in") {
					g = g.Set(i)
				}
			}
			if l.Admit("x", g) && g.Count() > 0 {
				shown = append(shown, g)
			}
		}
		for _, s := range shown {
			if s.Count() < 5 {
				t.Fatalf("a group of %d was shown", s.Count())
			}
		}
		if who := betrayed(shown, people, 4); who != nil {
			t.Fatalf("%d groups shown betray %v", len(shown), who)
		}
	})
}

// A ledger that refuses too much would be as wrong: whatever it refuses must
// really betray somebody.
func TestARefusedGroupWouldBetraySomebody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(6, 14).Draw(t, "people")
		l := New(5, Crowd{})
		var shown []column.Bits
		for range rapid.IntRange(1, 10).Draw(t, "filters") {
			var g column.Bits
			for i := range people {
				if rapid.Bool().Draw(t, "in") {
					g = g.Set(i)
				}
			}
			if g.Count() == 0 {
				continue
			}
			if l.Admit("x", g) {
				shown = append(shown, g)
			} else if betrayed(append(shown[:len(shown):len(shown)], g), people, 4) == nil {
				t.Fatalf("refused %v after %d groups, though nobody is betrayed", g, len(shown))
			}
		}
	})
}

// betrayed finds up to most people on whom alone a combination of the groups
// rests: outside of them the rows have a smaller rank.
func betrayed(groups []column.Bits, people, most int) []int {
	full := rank(groups, people, nil)
	var found []int
	var choose func(from int, out []int)
	choose = func(from int, out []int) {
		if found != nil {
			return
		}
		if len(out) > 0 && rank(groups, people, out) < full {
			found = append([]int(nil), out...)
			return
		}
		if len(out) == most {
			return
		}
		for i := from; i < people; i++ {
			choose(i+1, append(out[:len(out):len(out)], i))
		}
	}
	choose(0, nil)
	return found
}

func rank(groups []column.Bits, people int, without []int) int {
	rows := make([][]*big.Rat, len(groups))
	for r, g := range groups {
		for i := range people {
			v := new(big.Rat)
			if g.Has(i) {
				v.SetInt64(1)
			}
			for _, o := range without {
				if o == i {
					v = new(big.Rat)
				}
			}
			rows[r] = append(rows[r], v)
		}
	}
	n := 0
	for c := 0; c < people && n < len(rows); c++ {
		at := n
		for at < len(rows) && rows[at][c].Sign() == 0 {
			at++
		}
		if at == len(rows) {
			continue
		}
		rows[n], rows[at] = rows[at], rows[n]
		for r := n + 1; r < len(rows); r++ {
			if rows[r][c].Sign() == 0 {
				continue
			}
			f := new(big.Rat).Quo(rows[r][c], rows[n][c])
			for j := c; j < people; j++ {
				rows[r][j] = new(big.Rat).Sub(rows[r][j], new(big.Rat).Mul(f, rows[n][j]))
			}
		}
		n++
	}
	return n
}
