package likeness_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis/text/likeness"
)

func TestWordsSayWhatAnAnswerIsAbout(t *testing.T) {
	r := likeness.NewReader([]string{"充电桩"})
	if got := strings.Join(r.Words("你们的返利一直没有兑现，充电桩也没有", "zh"), " "); !strings.Contains(got, "返利") || !strings.Contains(got, "充电桩") || strings.Contains(got, "没有") || strings.Contains(got, "你们") {
		t.Errorf("words %q", got)
	}
	if got := strings.Join(r.Words("The rebates were never paid, and rebates matter", "en"), " "); got != "matter pay rebate" {
		t.Errorf("words %q", got)
	}
}

func TestNearDuplicatesAreFolded(t *testing.T) {
	texts := []string{
		"返利一直没有兑现，问谁都说在走流程", "断货太久了，客户都跑了", "返利一直没有兑现!问谁都说在走流程。", "返利一直没有兑现，问谁都说在走流程呢",
		"The delivery was late again this month", "the delivery was late again, this month", "业务员从来不来",
	}
	parent := likeness.Folded(texts)
	if want := []int{0, 1, 0, 0, 4, 4, 6}; !slices.Equal(parent, want) {
		t.Errorf("folded %v, want %v", parent, want)
	}
	if n := likeness.Sizes(parent); n[0] != 3 || n[4] != 2 || n[6] != 1 {
		t.Errorf("sizes %v", n)
	}
	if got := likeness.Representatives(parent); !slices.Equal(got, []int{0, 1, 4, 6}) {
		t.Errorf("representatives %v", got)
	}
}

// A stock answer given many times costs little: all with all would be 200 million
// comparisons.
func TestManyEqualAnswersFoldIntoOne(t *testing.T) {
	texts := make([]string, 20_000)
	for i := range texts {
		texts[i] = "没有意见，都挺好的"
	}
	if n := len(likeness.Representatives(likeness.Folded(texts))); n != 1 {
		t.Errorf("%d representatives of one answer", n)
	}
}

func TestTypicalAnswersStandForTheOthersAndDiffer(t *testing.T) {
	var answers [][]string
	for i := range 10 {
		answers = append(answers, []string{"返利", "兑现", fmt.Sprint("词", i)})
	}
	answers = append(answers, []string{"返利", "核算"}, []string{"返利", "核算"}, []string{"别的"})
	got := likeness.Typical(answers, 3)
	if len(got) != 3 || got[0] > 9 {
		t.Fatalf("typical %v: the largest kind must come first", got)
	}
	if got[1] < 10 || got[1] > 11 {
		t.Errorf("typical %v: the second must be of the other kind", got)
	}
	if again := likeness.Typical(answers, 3); !slices.Equal(got, again) {
		t.Errorf("%v, then %v", got, again)
	}
	if got := likeness.Typical(answers[:2], 5); len(got) != 2 {
		t.Errorf("%d of two", len(got))
	}
	if got := likeness.Typical(nil, 5); len(got) != 0 {
		t.Errorf("%v of none", got)
	}
}

func FuzzFolded(f *testing.F) {
	f.Add("返利", "返利没有兑现", "")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		texts := []string{a, b, c, a}
		parent := likeness.Folded(texts)
		if parent[3] != parent[0] {
			t.Errorf("an answer is not like itself: %v", parent)
		}
		for i, p := range parent {
			if p > i || parent[p] != p {
				t.Errorf("%v", parent)
			}
		}
	})
}
