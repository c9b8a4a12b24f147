package answer_test

import (
	"fmt"
	"slices"
	"testing"

	"dealervoice/survey/answer"
)

// TestOrderCanBeRecomputed pins the documented construction; the orders were
// computed a second time by a few lines of Python with hashlib. Whoever changes
// it makes old exports unreadable.
func TestOrderCanBeRecomputed(t *testing.T) {
	for _, c := range []struct {
		unit, name string
		want       []int
	}{
		{"dealer-7", "d15/rows", []int{2, 1, 6, 9, 0, 8, 7, 5, 3, 4}},
		{"dealer-8", "d15/rows", []int{2, 6, 4, 3, 7, 5, 8, 1, 9, 0}},
		{"dealer-7", "d20/rows", []int{5, 4, 0, 7, 1, 3, 2, 6}},
	} {
		if got := answer.Order(20261123, c.unit, c.name, len(c.want)); !slices.Equal(got, c.want) {
			t.Errorf("%s %s: %v, want %v", c.unit, c.name, got, c.want)
		}
	}
}

// TestEveryOrderIsAsLikelyAsTheOther deals six orders to 6,000 units: chi
// square with 5 degrees of freedom stays under 20.5 (p = 0.001).
func TestEveryOrderIsAsLikelyAsTheOther(t *testing.T) {
	counts := map[string]int{}
	const n = 6000
	for i := range n {
		counts[fmt.Sprint(answer.Order(1, fmt.Sprintf("u%d", i), "q", 3))]++
	}
	chi := 0.0
	for _, c := range counts {
		d := float64(c) - n/6.0
		chi += d * d / (n / 6.0)
	}
	if len(counts) != 6 || chi > 20.5 {
		t.Errorf("%v, chi square %.1f", counts, chi)
	}
}

const orderForm = `{"dv":{"seed":7},"pages":[{"name":"p","questionOrder":"random","elements":[
 {"type":"radiogroup","name":"a","choicesOrder":"random","choices":["1","2","3","4",{"value":"last","randomize":false}],"showOtherItem":true},
 {"type":"matrix","name":"m","rowOrder":"random","columns":[1],"rows":["r1","r2","r3","r4","r5"]},
 {"type":"radiogroup","name":"asc","choicesOrder":"asc","choices":[{"value":1,"text":{"default":"Zeta","zh-cn":"安徽"}},{"value":2,"text":{"default":"Alpha","zh-cn":"浙江"}},{"value":3,"text":{"default":"Item 10","zh-cn":"北京"}},{"value":4,"text":{"default":"Item 9","zh-cn":"广东"}}]},
 {"type":"text","name":"t1"},{"type":"text","name":"t2"}]}]}`

func TestWhatIsShownInRandomOrder(t *testing.T) {
	def := load(t, orderForm)
	on := occasion()
	seen := map[string]bool{}
	for i := range 30 {
		on.Unit = fmt.Sprint("unit", i)
		d := answer.Decide(def, nil, on)
		choices := values(d.State("a"))
		if n := len(choices); choices[4] != "last" || choices[n-1] != "other" {
			t.Fatalf("what is fixed moved: %v", choices)
		}
		if again := values(answerState(d, "a")); !slices.Equal(again, choices) {
			t.Fatalf("two orders for one unit: %v, %v", choices, again)
		}
		order := ""
		for _, e := range d.Pages[0].Shown {
			order += e.Name + " "
		}
		seen["choices "+fmt.Sprint(choices)] = true
		seen["rows "+fmt.Sprint(len(d.State("m").Rows), d.State("m").Rows[0].Value)] = true
		seen["page "+order] = true
	}
	if len(seen) < 30 {
		t.Errorf("only %d different orders: %v", len(seen), seen)
	}
	on.Unit = ""
	if got := values(answerState(answer.Decide(def, nil, on), "a")); got[0] != "1" || got[3] != "4" {
		t.Errorf("without a unit %v", got)
	}
}

func TestChoicesInTheOrderOfTheirTexts(t *testing.T) {
	def := load(t, orderForm)
	for lang, want := range map[string][]any{"en": {2.0, 4.0, 3.0, 1.0}, "zh-CN": {1.0, 3.0, 4.0, 2.0}} {
		on := occasion()
		on.Language = lang
		if got := values(answerState(answer.Decide(def, nil, on), "asc")); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", lang, got, want)
		}
	}
}

func answerState(d answer.Decision, name string) answer.State { return d.State(name) }

func values(s answer.State) []any {
	var out []any
	for _, c := range s.Choices {
		out = append(out, c.Value)
	}
	return out
}
