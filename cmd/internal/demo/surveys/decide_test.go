package questionnaire_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// filled is the dealer questionnaire as a dealer answers it.
const filled = `{"d1":"owner","d2":["trad","ka"],"d3":"3to8","d4":"10to30","d5":4,"d6":6,"d7":"返利兑现太慢，先改这个","d10":{"availability":2,"date_answer":1,"on_time":3,"intact":4,"freshness":5,"portal":3},"d11":"3-5","d12":["laundry","hair"],"d13":"vague","d14":45,"d15":{"rebate_rule":2,"rebate_pay":1,"expense":2,"credit":4,"price":3,"margin":2,"target":2,"returns":4,"diversion":3,"online":"na"},"d16":["rebate_pay","expense","margin"],"d17":["ignores_supply","loading"],"d18":3,"d19":["stock_count","poster"],"d20":{"rep_know":4,"rep_promise":3,"response":2,"training":3,"materials":4,"promotion":3,"display":3,"aftersales":4},"d21":4,"d22":"瓶盖漏液","d23":"done_not_told","d24_functional":"like","d24_dysfunctional":"dislike","d25":"same","d26":"下单时给出到货日期","d27":"yes"}`

func occasion() answer.Occasion {
	return answer.Occasion{Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Language: "zh-CN"}
}

func answers(t testing.TB, raw string) answer.Data {
	t.Helper()
	var d answer.Data
	if err := json.Unmarshal([]byte(raw), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAWholeAnswerIsTakenAsItIs(t *testing.T) {
	d, _ := load(t, "dealer-quarterly")
	got := answer.Run(d, answers(t, filled), occasion())
	if !got.Valid {
		t.Fatalf("refused: %v", got.Errors)
	}
	want := answers(t, filled)
	if len(got.Result) != len(want) {
		t.Errorf("%d answers stored of %d", len(got.Result), len(want))
	}
}

// TestConditionsSayWhatThePlainNotationSays answers each condition's question
// with each of its options and compares what is shown.
func TestConditionsSayWhatThePlainNotationSays(t *testing.T) {
	for _, slug := range plainly {
		d, p := load(t, slug)
		for _, section := range p.Sections {
			for _, q := range section.Questions {
				if q.ShowIf == nil {
					continue
				}
				for _, data := range tries(d, q.ShowIf) {
					shown := slices.Contains(answer.Decide(d, data, occasion()).Visible, q.ID)
					if want := holds(q.ShowIf, data); shown != want {
						t.Errorf("%s %s: shown %v for %v", slug, q.ID, shown, data)
					}
				}
			}
		}
	}
}

// tries answers what a condition asks about in every way there is.
func tries(d *definition.Definition, cond map[string]any) []answer.Data {
	if all, ok := cond["all"].([]any); ok {
		return tries(d, all[0].(map[string]any))
	}
	name := cond["q"].(string)
	e := d.Question(name)
	var out []answer.Data
	if row, ok := cond["row"].(string); ok {
		for _, c := range e.Columns {
			out = append(out, answer.Data{name: map[string]any{row: c.Value}})
		}
		return out
	}
	for _, c := range slices.Concat(e.Choices, e.Steps) {
		out = append(out, answer.Data{name: c.Value})
	}
	if len(out) == 0 {
		out = append(out, answer.Data{name: 0.0}, answer.Data{name: 1.0}, answer.Data{name: 60.0})
	}
	// What stands before must be shown for the question itself to be.
	if e.VisibleIf != nil {
		for i := range out {
			out[i]["c2"] = "cvs"
		}
	}
	return out
}

// holds evaluates the plain notation.
func holds(cond map[string]any, data answer.Data) bool {
	if all, ok := cond["all"].([]any); ok {
		return !slices.ContainsFunc(all, func(c any) bool { return !holds(c.(map[string]any), data) })
	}
	v := data[cond["q"].(string)]
	if row, ok := cond["row"].(string); ok {
		v = v.(map[string]any)[row]
	}
	in := func() bool {
		return slices.ContainsFunc(cond["value"].([]any), func(w any) bool { return w == v })
	}
	f, isNumber := v.(float64)
	switch cond["op"] {
	case "eq":
		return v == cond["value"]
	case "ne":
		return v != cond["value"]
	case "in":
		return in()
	case "nin":
		return !in()
	case "lte":
		return isNumber && f <= cond["value"].(float64)
	case "gte":
		return isNumber && f >= cond["value"].(float64)
	}
	panic(fmt.Sprint("no operator ", cond["op"]))
}

func BenchmarkDecide(b *testing.B) { bench(b, answer.Decide) }

func BenchmarkRun(b *testing.B) { bench(b, answer.Run) }

func bench(b *testing.B, decide func(*definition.Definition, answer.Data, answer.Occasion) answer.Decision) {
	raw, err := questionnaire.Definition("dealer-quarterly")
	if err != nil {
		b.Fatal(err)
	}
	d, err := definition.Load(raw)
	if err != nil {
		b.Fatal(err)
	}
	data, on := answers(b, filled), occasion()
	b.ReportAllocs()
	for b.Loop() {
		decide(d, data, on)
	}
}
