package ledger

import (
	"testing"

	"dealervoice/analysis/internal/column"

	"pgregory.net/rapid"
)

func TestPeopleAreCountedNotAnswers(t *testing.T) {
	// three dealers in two waves, then two answers of the second wave whose dealer
	// nobody knows
	c := NewCrowd([]int{0, 1, 2, 0, 1, 2, -1, -1}, []int{0, 0, 0, 1, 1, 1, 1, 1})
	for name, w := range map[string]struct {
		who  column.Bits
		want int
	}{
		"one dealer in both waves":                 {column.Bits{}.Set(0).Set(3), 1},
		"two dealers, one of them twice":           {column.Bits{}.Set(0).Set(1).Set(3), 2},
		"all three in one wave":                    {group(0, 3), 3},
		"the unknown may be the dealers of wave 1": {column.Bits{}.Set(0).Set(1).Set(6).Set(7), 2},
		"in one wave everybody is another":         {group(3, 8), 5},
		"everybody":                                {group(0, 8), 5},
		"nobody":                                   {nil, 0},
	} {
		if got := c.People(w.who, 99); got != w.want {
			t.Errorf("%s: %d people, want %d", name, got, w.want)
		}
		if got := c.People(w.who, 2); got != min(2, w.want) {
			t.Errorf("%s: stopped at %d", name, got)
		}
	}
	if got := (Crowd{}).People(group(0, 9), 99); got != 9 {
		t.Errorf("without waves every answer is a person: %d", got)
	}
}

// Four dealers who answered twice are eight answers, and a filter that leaves
// them out betrays what the four said on the average.
func TestFourDealersInTwoWavesAreFour(t *testing.T) {
	const dealers = 20
	units, rounds := make([]int, 2*dealers), make([]int, 2*dealers)
	for i := range units {
		units[i], rounds[i] = i%dealers, i/dealers
	}
	all, four := group(0, 2*dealers), group(0, 4).Or(group(dealers, dealers+4))
	for name, l := range map[string]*Ledger{
		"dealers known":   New(5, NewCrowd(units, rounds)),
		"dealers unknown": New(5, NewCrowd(unknown(len(units)), rounds)),
	} {
		if !l.Admit("x", all) {
			t.Fatalf("%s: all were refused", name)
		}
		if l.Admit("x", all.Without(four)) {
			t.Errorf("%s: all but four dealers were shown", name)
		}
		if five := four.Or(group(4, 5)); !l.Admit("x", all.Without(five)) {
			t.Errorf("%s: all but five dealers, one of them once, were refused", name)
		}
	}
	if l := New(5, Crowd{}); !l.Admit("x", all) || !l.Admit("x", all.Without(four)) {
		t.Error("by answers the eight would have been enough: this test could not fail")
	}
}

func unknown(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// People who answer in one wave or in several; the ledger knows who they are,
// or does not, or knows some. Whatever is shown, the answers of four of them and
// of nobody else must not be a combination of it.
func TestNoCombinationRestsOnFewerThanFivePeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, waves := rapid.IntRange(5, 9).Draw(t, "people"), rapid.IntRange(1, 3).Draw(t, "waves")
		known := rapid.IntRange(0, 2).Draw(t, "known")
		var owner, units, rounds []int
		for p := range people {
			for w := range waves {
				if rapid.IntRange(0, 3).Draw(t, "skips") == 0 {
					continue
				}
				u := -1
				if known == 2 || known == 1 && rapid.Bool().Draw(t, "known") {
					u = p
				}
				owner, units, rounds = append(owner, p), append(units, u), append(rounds, w)
			}
		}
		l := New(5, NewCrowd(units, rounds))
		var shown []column.Bits
		for range rapid.IntRange(1, 10).Draw(t, "filters") {
			g := drawGroup(t, owner, rounds)
			if l.Admit("x", g) && g.Count() > 0 {
				shown = append(shown, g)
			}
		}
		full := rank(shown, len(owner), nil)
		for _, four := range choices(people, 4) {
			var theirs []int
			for i, p := range owner {
				if has(four, p) {
					theirs = append(theirs, i)
				}
			}
			if rank(shown, len(owner), theirs) < full {
				t.Fatalf("%d groups betray the people %v (answers %v)", len(shown), four, theirs)
			}
		}
	})
}

// drawGroup draws some answers, or all answers of some people, or a wave.
func drawGroup(t *rapid.T, owner, rounds []int) column.Bits {
	var g column.Bits
	kind, wave := rapid.IntRange(0, 2).Draw(t, "kind"), rapid.IntRange(0, 2).Draw(t, "wave")
	in := map[int]bool{}
	for i, p := range owner {
		key := i
		if kind > 0 {
			key = p
		}
		if _, drawn := in[key]; !drawn {
			in[key] = rapid.IntRange(0, 3).Draw(t, "in") > 0
		}
		if in[key] && (kind < 2 || rounds[i] == wave) {
			g = g.Set(i)
		}
	}
	return g
}

// choices are all ways to take most of n.
func choices(n, most int) [][]int {
	var out [][]int
	var choose func(from int, have []int)
	choose = func(from int, have []int) {
		if len(have) == min(most, n) {
			out = append(out, append([]int(nil), have...))
			return
		}
		for i := from; i < n; i++ {
			choose(i+1, append(have[:len(have):len(have)], i))
		}
	}
	choose(0, nil)
	return out
}
