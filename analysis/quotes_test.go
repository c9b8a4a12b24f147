package analysis

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/analysis/text"
	"dealervoice/survey"
	"dealervoice/survey/audience"
)

func sprint(v any) string { return fmt.Sprint(v) }

func TestWordsNeedTenWhoWrote(t *testing.T) {
	for n, want := range map[int]bool{9: false, 10: true} {
		w := newWorld(t, survey.Confidential)
		for i := range n {
			w.says("断货", nil, Hit{"why", "supply.stockout", -(i % 2)})
		}
		allowed, hidden, err := w.open(t, everyone(), Filter{}).mayQuote()
		if err != nil {
			t.Fatal(err)
		}
		if (hidden == nil) != want || want && allowed.Count() != n {
			t.Errorf("%d wrote: %v", n, hidden)
		}
	}
}

func TestQuotesComeInAnOrderOfTheirOwn(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	for range 40 {
		w.says("断货", nil, Hit{"why", "supply.stockout", -1})
	}
	l := w.open(t, everyone(), Filter{})
	all := l.table.All()
	one, again, other := l.shuffled(all, "supply.stockout"), l.shuffled(all, "supply.stockout"), l.shuffled(all, "money.rebate")
	if !slices.Equal(one, again) {
		t.Error("a second look shows another order")
	}
	if slices.IsSorted(one) || slices.Equal(one, other) {
		t.Error("the order follows that of the answers, or of another theme")
	}
}

func render(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Marked {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func evidence(answer string, words ...string) []text.Evidence {
	var out []text.Evidence
	for _, w := range words {
		at := strings.Index(answer, w)
		out = append(out, text.Evidence{Words: w, Start: at, End: at + len(w)})
	}
	return out
}

func TestCutMarksTheWordsAndBlanksWhatTellsTooMuch(t *testing.T) {
	w := newWorld(t, survey.Confidential)
	w.says("x", audience.Attributes{"region": "华东", "area": "苏南"})
	hide := w.open(t, everyone(), Filter{}).veil()
	for name, c := range map[string]struct{ answer, want string }{
		"marks":                 {"洗发水断货三周了", "洗发水[断货]三周了"},
		"a sum":                 {"断货损失了12,000元，很气", "[断货]损失了▇▇，很气"},
		"a telephone number":    {"断货了打我 138 1234 5678", "[断货]了打我 ▇▇"},
		"a plate":               {"断货，车牌苏A12345", "[断货]，车牌▇▇"},
		"a mail address":        {"断货，找 wang@example.com", "[断货]，找 ▇▇"},
		"a place of the roster": {"苏南这边断货", "▇▇这边[断货]"},
		"a person":              {"王经理说断货", "▇▇说[断货]"},
		"a company":             {"永盛商贸断货", "▇▇[断货]"},
		"a short number stays":  {"断货3次", "[断货]3次"},
		"nothing":               {"", ""},
	} {
		got := render(cut(c.answer, evidence(c.answer, "断货"), hide(c.answer)))
		if c.answer == "" {
			got = render(cut(c.answer, nil, hide(c.answer)))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	open := newWorld(t, survey.Identified)
	open.says("x", nil)
	answer := "王经理 13812345678 说损失12,000元"
	if got, want := render(cut(answer, nil, open.open(t, everyone(), Filter{}).veil()(answer))), "▇▇ ▇▇ 说损失12,000元"; got != want {
		t.Errorf("an identified survey's quote: %q, want %q", got, want)
	}
}

func TestEvidenceThatDoesNotFitIsPassedOver(t *testing.T) {
	answer := "断货"
	for _, e := range []text.Evidence{
		{Words: "断货", Start: -1, End: 5}, {Words: "断货", Start: 0, End: 99}, {Words: "缺货", Start: 0, End: 6}, {Words: "", Start: 3, End: 3},
	} {
		if got := render(cut(answer, []text.Evidence{e}, nil)); got != answer {
			t.Errorf("%+v: %q", e, got)
		}
	}
}
