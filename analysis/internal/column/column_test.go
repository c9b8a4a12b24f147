package column

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBitsAgreeWithPlainSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSet(t, "a"), drawSet(t, "b")
		inBoth, inEither, onlyA := map[int]bool{}, map[int]bool{}, map[int]bool{}
		for i := range a {
			inEither[i] = true
			if b[i] {
				inBoth[i] = true
			} else {
				onlyA[i] = true
			}
		}
		for i := range b {
			inEither[i] = true
		}
		x, y := bitsOf(a), bitsOf(b)
		for _, c := range []struct {
			name string
			got  Bits
			want map[int]bool
		}{{"and", x.And(y), inBoth}, {"or", x.Or(y), inEither}, {"without", x.Without(y), onlyA}} {
			if !slices.Equal(members(c.got), keys(c.want)) || c.got.Count() != len(c.want) {
				t.Fatalf("%s: got %v want %v", c.name, members(c.got), keys(c.want))
			}
		}
		if CountAnd(x, y) != len(inBoth) || CountAnd(y, x) != len(inBoth) {
			t.Fatalf("count of the intersection %d, want %d", CountAnd(x, y), len(inBoth))
		}
		if x.Equal(y) != slices.Equal(keys(a), keys(b)) {
			t.Fatalf("equal says %v", x.Equal(y))
		}
	})
}

func TestFirstHasExactlyTheFirst(t *testing.T) {
	for _, n := range []int{0, 1, 63, 64, 65, 128, 130} {
		if got := First(n); got.Count() != n || got.Has(n) || n > 0 && !got.Has(n-1) {
			t.Errorf("First(%d) has %d", n, got.Count())
		}
	}
}

func TestATableHandedOutNeverChanges(t *testing.T) {
	w := New().Extend()
	w.Row("r1", 10)
	w.Dim("region", "east")
	w.Chose("d5", "4")
	w.Number("d14", 7)
	w.Placed("d16", "rebate", 0)
	w.Themes("r1", []Hit{{Theme: "money.rebate", Groups: []string{"money"}, Polarity: -1}})
	before := w.Table()

	w = before.Extend()
	if w.Row("r1", 11) {
		t.Fatal("a response went in twice")
	}
	w.Row("r2", NoDay)
	w.Dim("region", "east")
	w.Chose("d5", "4")
	w.Number("d14", 9)
	w.Placed("d16", "rebate", 0)
	w.Themes("r1", nil)
	after := w.Table()

	if before.Len() != 1 || before.Question("d5").Chose("4").Count() != 1 || before.Dim("region").Chose("east").Count() != 1 {
		t.Error("the first table grew")
	}
	if before.Theme("money.rebate").Chose("negative").Count() != 1 || before.Theme("money").Answered().Count() != 1 {
		t.Error("the first table lost a theme")
	}
	if after.Theme("money.rebate").Answered().Count() != 0 || after.Tagged().Count() != 1 {
		t.Error("the second table kept a theme that was taken back")
	}
	if got := after.Question("d14").Numbers(after.All()); !slices.Equal(got, []float64{7, 9}) {
		t.Errorf("numbers %v", got)
	}
	if after.Question("d16").Placed("rebate", 0).Count() != 2 || after.Question("d16").Placed("rebate", 1).Count() != 0 {
		t.Error("ranks wrong")
	}
	if after.Between(0, 1000).Count() != 1 {
		t.Error("a response without time is in a period")
	}
}

func TestARespondentHasOneMentionOfATheme(t *testing.T) {
	for name, c := range map[string]struct {
		polarities []int
		want       Mention
	}{
		"blamed":                    {[]int{-1, 0, -1}, Blamed},
		"praised":                   {[]int{0, 1}, Praised},
		"only asked":                {[]int{0}, Mixed},
		"praised and blamed":        {[]int{1, -1}, Mixed},
		"blamed, praised and again": {[]int{-1, 1, -1}, Mixed},
	} {
		w := New().Extend()
		w.Row("r", NoDay)
		var hits []Hit
		for _, p := range c.polarities {
			hits = append(hits, Hit{Theme: "a.b", Groups: []string{"a"}, Polarity: p})
		}
		w.Themes("r", hits)
		for _, id := range []string{"a.b", "a"} {
			for _, m := range Mentions() {
				want := 0
				if m == c.want {
					want = 1
				}
				if got := w.t.Theme(id).Chose(string(m)).Count(); got != want {
					t.Errorf("%s: %s has %d %s, want %d", name, id, got, m, want)
				}
			}
		}
	}
}

func TestAColumnNobodyWasAskedIsEmpty(t *testing.T) {
	c := New().Question("nowhere")
	if c.Asked() != nil || c.Answered() != nil || c.Chose("x") != nil || c.Placed("x", 0) != nil || len(c.Numbers(First(3))) != 0 || c.Options() != nil {
		t.Error("the column that is not there holds something")
	}
}

func drawSet(t *rapid.T, name string) map[int]bool {
	out := map[int]bool{}
	for _, i := range rapid.SliceOf(rapid.IntRange(0, 200)).Draw(t, name) {
		out[i] = true
	}
	return out
}

func bitsOf(set map[int]bool) Bits {
	var out Bits
	for i := range set {
		out = out.Set(i)
	}
	return out
}

func members(b Bits) []int {
	out := []int{}
	b.Each(func(i int) { out = append(out, i) })
	return out
}

func keys(set map[int]bool) []int {
	out := []int{}
	for i := range set {
		out = append(out, i)
	}
	slices.Sort(out)
	return out
}
