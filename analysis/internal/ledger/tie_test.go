package ledger

import (
	"testing"

	"dealervoice/analysis/internal/column"

	"pgregory.net/rapid"
)

// People of whom some answered, and groups by what is known of them: whatever the
// ties let pass, no combination of it in which all answers cancel must leave people
// who did not answer.
func TestNoCombinationRestsOnTheSilentAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(3, 10).Draw(t, "people")
		answered, marks := make([]int, people), make([]uint64, people)
		n := 0
		for i := range people {
			answered[i] = -1
			if rapid.Bool().Draw(t, "answers") {
				answered[i] = n
				n++
			}
			marks[i] = Mark(string(rune('a' + i)))
		}
		var ties Ties
		var whole, answers [][]uint64
		for range rapid.IntRange(1, 8).Draw(t, "groups") {
			var asked, group column.Bits
			row := make([]uint64, people)
			for i := range people {
				if rapid.Bool().Draw(t, "in") {
					asked, row[i] = asked.Set(i), 1
					if answered[i] >= 0 {
						group = group.Set(answered[i])
					}
				}
			}
			if sum := Sum(marks, asked); ties.Fits(group, sum) {
				ties.Tie(group, sum)
				said := make([]uint64, people)
				for i := range people {
					if answered[i] >= 0 {
						said[i] = row[i]
					}
				}
				whole, answers = append(whole, row), append(answers, said)
			}
		}
		if a, b := len(reduce(whole).rows), len(reduce(answers).rows); a != b {
			t.Fatalf("rank %d of those asked, %d of those who answered", a, b)
		}
	})
}

func TestWhatIsHarmlessFits(t *testing.T) {
	marks := []uint64{Mark("a"), Mark("b"), Mark("c"), Mark("d")}
	asked := func(who ...int) (out uint64) {
		var set column.Bits
		for _, i := range who {
			set = set.Set(i)
		}
		return Sum(marks, set)
	}
	var ties Ties // a and b answered, c and d did not
	ties.Tie(group(0, 2), asked(0, 1, 2, 3))
	for name, c := range map[string]struct {
		answers column.Bits
		asked   uint64
		want    bool
	}{
		"the same again":              {group(0, 2), asked(0, 1, 2, 3), true},
		"without the silent":          {group(0, 2), asked(0, 1), false},
		"without one of them":         {group(0, 2), asked(0, 1, 3), false},
		"one who answered, and all":   {group(0, 1), asked(0, 2, 3), true},
		"nobody answered":             {nil, asked(2), false},
		"nobody was asked":            {nil, 0, true},
		"one who answered, by itself": {group(0, 1), asked(0), true},
	} {
		if got := ties.Fits(c.answers, c.asked); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
