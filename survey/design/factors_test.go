package design_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"dealervoice/survey/design"
)

func TestCellsLeaveForbiddenPairsOut(t *testing.T) {
	f := design.Factors{Levels: []int{2, 3}, Forbidden: []design.Pair{{Factor: 0, Level: 1, OtherFactor: 1, OtherLevel: 2}}}
	want := []design.Profile{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}}
	if got := f.Cells(); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if f.Missing() != nil {
		t.Errorf("missing %v", f.Missing())
	}
	f.Forbidden = append(f.Forbidden, design.Pair{Factor: 0, Level: 0, OtherFactor: 1, OtherLevel: 2})
	if got := f.Missing(); !reflect.DeepEqual(got, [][2]int{{1, 2}}) {
		t.Errorf("missing %v", got)
	}
}

func conjoint(levels []int, tasks, alternatives, versions int) design.Conjoint {
	return design.Conjoint{Factors: design.Factors{Levels: levels}, Tasks: tasks, Alternatives: alternatives, Versions: versions, Seed: 20261123, Name: "c"}
}

// TestEvenSetsAreEfficient compares with the efficiency of an orthogonal design
// (100) and with sets drawn at random.
func TestEvenSetsAreEfficient(t *testing.T) {
	for _, c := range []struct {
		c              design.Conjoint
		rating, choice float64
	}{
		{conjoint([]int{2, 2, 2}, 8, 2, 4), 99, 99},
		{conjoint([]int{3, 3, 2, 2}, 9, 2, 8), 99, 98},
		{conjoint([]int{4, 3, 3, 2, 2}, 10, 3, 10), 99, 98},
		{conjoint([]int{5, 4, 3, 3, 2, 2}, 12, 3, 20), 99, 98},
	} {
		even, err := c.c.Make()
		if err != nil {
			t.Fatal(err)
		}
		q := c.c.Quality(even)
		c.c.Random = true
		drawn, err := c.c.Make()
		if err != nil {
			t.Fatal(err)
		}
		r := c.c.Quality(drawn)
		t.Logf("%v: even %+v, drawn %+v", c.c.Levels, q, r)
		if q.Rating < c.rating || q.Choice < c.choice || q.Level[0] < .95 || q.Level[1] > 1.05 {
			t.Errorf("%v: %+v", c.c.Levels, q)
		}
		if q.Rating <= r.Rating || q.Choice <= r.Choice || q.Shared >= r.Shared {
			t.Errorf("%v: drawn at random it is as good: %+v against %+v", c.c.Levels, q, r)
		}
	}
}

func TestAnySetsHoldWhatTheyPromise(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := design.Conjoint{Seed: rapid.Int64().Draw(rt, "seed"), Name: "any", Random: rapid.Bool().Draw(rt, "random"),
			Tasks: rapid.IntRange(1, 6).Draw(rt, "tasks"), Alternatives: rapid.IntRange(1, 3).Draw(rt, "alternatives"), Versions: rapid.IntRange(1, 5).Draw(rt, "versions")}
		c.Levels = rapid.SliceOfN(rapid.IntRange(2, 4), 3, 4).Draw(rt, "levels")
		for range rapid.IntRange(0, 2).Draw(rt, "forbidden") {
			c.Forbidden = append(c.Forbidden, design.Pair{Factor: 0, Level: rapid.IntRange(0, 1).Draw(rt, "a"), OtherFactor: 1, OtherLevel: 0})
		}
		sets, err := c.Make()
		if err != nil {
			rt.Fatal(err)
		}
		again, _ := c.Make()
		if !reflect.DeepEqual(sets, again) {
			rt.Fatal("made twice, they are others")
		}
		for _, version := range sets {
			for _, task := range version {
				seen := map[string]bool{}
				for _, p := range task {
					key := string(append([]rune{}, runes(p)...))
					if seen[key] || !c.Allowed(p) || len(p) != len(c.Levels) {
						rt.Fatalf("profile %v in task %v", p, task)
					}
					seen[key] = true
				}
			}
		}
	})
}

func runes(p design.Profile) []rune {
	var out []rune
	for _, v := range p {
		out = append(out, rune('a'+v))
	}
	return out
}

// TestEfficiencyOfKnownDesigns: the full factorial is orthogonal (100); half of
// it that ties two factors together tells nothing apart (0).
func TestEfficiencyOfKnownDesigns(t *testing.T) {
	f := design.Factors{Levels: []int{2, 2, 3}}
	var whole, tied design.Sets
	for _, p := range f.Cells() {
		whole = append(whole, [][]design.Profile{{p}})
		if p[0] == p[1] {
			tied = append(tied, [][]design.Profile{{p}})
		}
	}
	if q := f.Quality(whole); q.Rating < 99.999 || q.Rating > 100.001 || q.Level != [2]float64{1, 1} || q.Pair != [2]float64{1, 1} {
		t.Errorf("the full factorial: %+v", q)
	}
	if q := f.Quality(tied); q.Rating != 0 {
		t.Errorf("two factors tied together: %+v", q)
	}
	// Two alternatives that differ in both factors of two levels: orthogonal in
	// differences.
	two := design.Factors{Levels: []int{2, 2}}
	pairs := design.Sets{{{{0, 0}, {1, 1}}, {{0, 1}, {1, 0}}}}
	if q := two.Quality(pairs); q.Choice < 99.999 || q.Shared != 0 {
		t.Errorf("foldover pairs: %+v", q)
	}
}
