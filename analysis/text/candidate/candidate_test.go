package candidate_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis/text/candidate"
)

// answers has 40 in each language: a quarter about a thing no cue names.
func answers() []candidate.Answer {
	var list []candidate.Answer
	for range 10 {
		list = append(list,
			candidate.Answer{Text: "The loyalty scheme is confusing, nobody understands the vouchers.", Lang: "en"},
			candidate.Answer{Text: "Late delivery again and the pallet was wet.", Lang: "en", Themes: []string{"delivery"}},
			candidate.Answer{Text: "They didn't pay the rebate.", Lang: "en", Themes: []string{"rebate"}},
			candidate.Answer{Text: "The rep never comes.", Lang: "en", Themes: []string{"rep"}},
			candidate.Answer{Text: "积分券怎么用没人讲", Lang: "zh"},
			candidate.Answer{Text: "物流太慢，托盘都湿了", Lang: "zh", Themes: []string{"delivery"}},
			candidate.Answer{Text: "返利没有到账", Lang: "zh", Themes: []string{"rebate"}},
			candidate.Answer{Text: "业务员从来不来", Lang: "zh", Themes: []string{"rep"}},
		)
	}
	return list
}

func find(t *testing.T, o candidate.Options) map[string]candidate.Candidate {
	t.Helper()
	list, err := candidate.Find(context.Background(), answers(), o)
	if err != nil {
		t.Fatal(err)
	}
	byWord := map[string]candidate.Candidate{}
	for _, c := range list {
		byWord[c.Lang+" "+c.Word] = c
	}
	return byWord
}

func TestFindProposesWhatGoesWithAThemeOrWithNone(t *testing.T) {
	got := find(t, candidate.Options{})
	for _, c := range []struct {
		word, theme string
		untagged    int
	}{{"en voucher", "", 10}, {"en loyalty scheme", "", 10}, {"en pallet", "delivery", 0}, {"en rebate", "rebate", 0}, {"zh 积分", "", 10}, {"zh 托盘", "delivery", 0}, {"zh 返利", "rebate", 0}} {
		w, ok := got[c.word]
		if !ok {
			t.Errorf("%s is not proposed: %v", c.word, slices.Sorted(maps(got)))
			continue
		}
		if w.Count != 10 || w.Untagged != c.untagged || len(w.Examples) != 3 || c.theme != strings.Join(w.Themes, " ") {
			t.Errorf("%+v", w)
		}
	}
	for _, word := range []string{"en nobody", "en never", "en the", "zh 没有", "zh 怎么"} {
		if _, ok := got[word]; ok {
			t.Errorf("%s names nothing", word)
		}
	}
}

func maps(m map[string]candidate.Candidate) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestKnownAndRareWordsAreLeftOut(t *testing.T) {
	got := find(t, candidate.Options{Known: func(lang, word string) bool { return word == "pallet" }})
	if _, ok := got["en pallet"]; ok {
		t.Error("a known word is proposed")
	}
	if got := find(t, candidate.Options{MinCount: 11}); len(got) != 0 {
		t.Errorf("words of ten answers: %v", got)
	}
	if got := find(t, candidate.Options{Limit: 2}); len(got) != 2 {
		t.Errorf("%d candidates, limit 2", len(got))
	}
}

func TestFindEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := candidate.Find(ctx, answers(), candidate.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v", err)
	}
}

// Unfenced, prose takes seconds for each of these; how long all of them take is
// a matter of the benchmark.
func TestTheFenceHoldsAgainstHostileText(t *testing.T) {
	var list []candidate.Answer
	for _, s := range []string{".", "?!", "n't", "İ", "\xff", "'", "a", "didn't.", "。", "👍", "don't!!!", "x.y."} {
		list = append(list, candidate.Answer{Text: strings.Repeat(s, 20000), Lang: "en"}, candidate.Answer{Text: strings.Repeat(s, 20000), Lang: "zh"})
	}
	if _, err := candidate.Find(context.Background(), list[:2], candidate.Options{}); err != nil { // loads the model
		t.Fatal(err)
	}
	if _, err := candidate.Find(context.Background(), list, candidate.Options{MinCount: 1}); err != nil {
		t.Fatal(err)
	}
}

// A word in 12 of 100 answers, 10 of them among 30 marked ones. By hand:
// expected 3.6, 8.4, 26.4, 61.6; G² = 2(10 ln 10/3.6 + 2 ln 2/8.4 + 20 ln 20/26.4 + 68 ln 68/61.6) = 17.03.
func TestLogLikelihood(t *testing.T) {
	want := 2 * (10*math.Log(10/3.6) + 2*math.Log(2/8.4) + 20*math.Log(20/26.4) + 68*math.Log(68/61.6))
	if got := candidate.LogLikelihood(10, 12, 30, 100); math.Abs(got-want) > 1e-9 || math.Abs(want-17.03) > 0.01 {
		t.Errorf("G² = %v, want %v", got, want)
	}
	if got := candidate.LogLikelihood(1, 12, 30, 100); got != 0 {
		t.Errorf("a word that shuns the theme scores %v", got)
	}
	if got := candidate.LogLikelihood(0, 0, 0, 0); got != 0 {
		t.Errorf("nothing scores %v", got)
	}
}
