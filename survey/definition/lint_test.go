package definition_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"dealervoice/survey/definition"
)

// page wraps elements into a survey in two languages.
func page(elements string) string {
	return `{"title":{"default":"T","zh-cn":"题"},"pages":[{"name":"p1","elements":[` + elements + `]}]}`
}

func two(en, zh string) string { return fmt.Sprintf(`{"default":%q,"zh-cn":%q}`, en, zh) }

// design wraps elements into a survey with an experiment.
func design(elements string) string {
	raw := page(elements)
	return raw[:len(raw)-1] + `,"dv":{"seed":1,"experiment":{"id":"x","waves":[{"id":"before"},{"id":"after"}]},"designs":[
	{"id":"v","title":{"en":"V","zh-CN":"方"},"factors":[{"id":"timing","levels":[{"id":"monthly"},{"id":"yearly"}]},{"id":"form","levels":[{"id":"cash"},{"id":"goods"}]}]},
	{"id":"arm","factors":[{"id":"arm","levels":[{"id":"pilot"},{"id":"rest"}]}],"deal":{"to":"region"}}]}}`
}

// maxDiff asks for seven items.
func maxDiff(perTask, tasks int) string {
	return `{"type":"matrixdropdown","name":"md","title":` + two("Which?", "哪个？") + `,"choices":[1,2,3,4,5,6,7],"columns":[{"name":"best","title":` + two("Best", "最好") + `},{"name":"worst","title":` + two("Worst", "最差") + `}],"dv":{"maxdiff":{"perTask":` + fmt.Sprint(perTask) + `,"tasks":` + fmt.Sprint(tasks) + `,"versions":2}}}`
}

func conjoint(forbidden string) string {
	return `{"type":"matrix","name":"cj","title":` + two("Which?", "哪个？") + `,"columns":["x","y"],"dv":{"conjoint":{"tasks":6,"alternatives":2,"versions":6,"forbidden":[` + forbidden + `],
	"factors":[{"id":"a","levels":[{"id":"1"},{"id":"2"}]},{"id":"b","levels":[{"id":"1"},{"id":"2"}]},{"id":"c","levels":[{"id":"1"},{"id":"2"}]},{"id":"d","levels":[{"id":"1"},{"id":"2"}]}]}}}`
}

func vignette(en, zh string) string {
	return `{"type":"panel","name":"pv","title":` + two("Scheme", "方案") + `,"dv":{"vignette":"v"},"elements":[{"type":"html","name":"h","html":` + two(en, zh) + `},{"type":"comment","name":"w","dv":{"analyze":true},"title":` + two("Why?", "为什么？") + `}]}`
}

func TestLinterFinds(t *testing.T) {
	q := func(name, rest string) string {
		return `{"type":"radiogroup","name":"` + name + `","title":` + two(name, name+"题") + `,"choices":["a","b"]` + rest + `}`
	}
	n := func(name, rest string) string {
		return `{"type":"text","inputType":"number","name":"` + name + `","title":` + two(name, name+"题") + rest + `}`
	}
	for _, c := range []struct{ name, raw, path, code, says string }{
		{"texts that nobody reads", page(`{"type":"comment","name":"why","title":` + two("Why?", "为什么？") + `}`), "pages[0].elements[0].dv.analyze", "unread", "themes"},
		{"two questions that wait for each other", page(q("x", `,"visibleIf":"{y} = 'a'"`) + "," + q("y", `,"visibleIf":"{x} = 'a'"`)), "pages[0].elements[0].visibleIf", "cycle", "x -> y -> x"},
		{"a question that waits for itself", page(q("x", `,"visibleIf":"{x} = 'a'"`)), "pages[0].elements[0].visibleIf", "cycle", "x -> x"},
		{"calculated values in a circle", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"x","title":"X"}]}],"calculatedValues":[{"name":"a","expression":"{b} + 1"},{"name":"b","expression":"{a} + 1"}]}`, "calculatedValues[0].expression", "cycle", "a -> b -> a"},
		{"one answer that must be two things", page(q("x", "") + "," + q("y", `,"visibleIf":"{x} = 'a' and {x} = 'b'"`)), "pages[0].elements[1].visibleIf", "unreachable", "never"},
		{"a number above 5 and below 3", page(n("x", "") + "," + q("y", `,"visibleIf":"{x} > 5 and {x} < 3"`)), "pages[0].elements[1].visibleIf", "unreachable", "never"},
		{"a number beyond its limits", page(n("x", `,"min":0,"max":10`) + "," + q("y", `,"visibleIf":"{x} > 10"`)), "pages[0].elements[1].visibleIf", "unreachable", "never"},
		{"empty and answered", page(q("x", "") + "," + q("y", `,"visibleIf":"{x} empty and {x} notempty"`)), "pages[0].elements[1].visibleIf", "unreachable", "never"},
		{"a condition of constants", page(q("y", `,"visibleIf":"1 = 2"`)), "pages[0].elements[0].visibleIf", "unreachable", "never"},
		{"a panel that contradicts its question", page(q("x", "") + `,{"type":"panel","name":"b","visibleIf":"{x} = 'a'","elements":[` + q("y", `,"visibleIf":"{x} = 'b'"`) + `]}`), "pages[0].elements[1].elements[0].visibleIf", "unreachable", "around it"},
		{"a rating that is always at least its least", page(`{"type":"rating","name":"r","title":` + two("r", "评") + `}` + "," + q("y", `,"visibleIf":"{r} >= 1 or {r} empty"`)), "pages[0].elements[1].visibleIf", "always", "always"},
		{"a name that is not there", page(q("y", `,"visibleIf":"{nowhere} = 1"`)), "pages[0].elements[0].visibleIf", "unknownname", "nowhere"},
		{"a choice that is not there", page(q("x", "") + "," + q("y", `,"visibleIf":"{x} = 'c' or {x} = 'a'"`)), "pages[0].elements[1].visibleIf", "unknownoption", "c"},
		{"a condition on a later page", `{"title":"T","pages":[{"name":"p1","elements":[{"type":"text","name":"x","title":"X","visibleIf":"{y} notempty"}]},{"name":"p2","elements":[{"type":"text","name":"y","title":"Y"}]}]}`, "pages[0].elements[0].visibleIf", "later", "p2"},
		{"a title in one language", page(`{"type":"text","name":"x","title":"Only English"}`), "pages[0].elements[0].title", "notranslation", "zh-CN"},
		{"a choice in one language", page(`{"type":"radiogroup","name":"x","title":` + two("X", "题") + `,"choices":[{"value":1,"text":"Yes"},{"value":2,"text":` + two("No", "否") + `}]}`), "pages[0].elements[0].choices[0]", "notranslation", "zh-CN"},
		{"no title", page(`{"type":"text","name":"x"}`), "pages[0].elements[0].title", "notitle", "x"},
		{"two choices that read the same", page(`{"type":"radiogroup","name":"x","title":` + two("X", "题") + `,"choices":[{"value":1,"text":` + two("Yes", "是") + `},{"value":2,"text":` + two("Sure", "是") + `}]}`), "pages[0].elements[0].choices[1]", "sametext", "zh-CN"},
		{"an item with 和", page(`{"type":"matrix","name":"m","title":` + two("M", "题") + `,"columns":[1,2],"rows":[{"value":"r","text":` + two("Price", "价格和包装") + `}]}`), "pages[0].elements[0].rows[0].text", "doublebarrelled", "和"},
		{"an item with 以及", page(`{"type":"rating","name":"m","title":` + two("M", "价格以及服务") + `}`), "pages[0].elements[0].title", "doublebarrelled", "以及"},
		{"an item with and", page(`{"type":"rating","name":"m","title":` + two("Price and service", "价格") + `}`), "pages[0].elements[0].title", "doublebarrelled", "and"},
		{"three good labels and one bad", page(`{"type":"rating","name":"m","title":` + two("M", "题") + `,"rateValues":[{"value":1,"text":` + two("Dissatisfied", "不满意") + `},{"value":2,"text":` + two("Satisfied", "满意") + `},{"value":3,"text":` + two("Very satisfied", "很满意") + `}]}`), "pages[0].elements[0].rateValues", "unbalanced", "1 labels on the bad side, 2"},
		{"nine columns", page(`{"type":"matrix","name":"m","title":` + two("M", "题") + `,"columns":[1,2,3,4,5,6,7,8,9],"rows":["r"]}`), "pages[0].elements[0].columns", "wide", "9 columns"},
		{"thirteen rows", page(`{"type":"matrix","name":"m","title":` + two("M", "题") + `,"columns":[1,2],"rows":[1,2,3,4,5,6,7,8,9,10,11,12,13]}`), "pages[0].elements[0].rows", "long", "13 rows"},
		{"a promise of one minute for thirty texts", `{"title":"T","dv":{"minutes":1},"pages":[{"name":"p","elements":[` + strings.Repeat(`{"type":"comment","name":"c#","title":"Why?","isRequired":true},`, 30)[:30*len(`{"type":"comment","name":"c#","title":"Why?","isRequired":true},`)-1] + `]}]}`, "dv.minutes", "minutes", "promised 1"},
		{"a minimum above the maximum", page(n("x", `,"min":5,"max":2`)), "pages[0].elements[0].min", "impossible", "5"},
		{"choices that are an uneven scale", page(`{"type":"radiogroup","name":"m","title":` + two("M", "题") + `,"choices":[{"value":1,"text":` + two("Extremely satisfied", "非常满意") + `},{"value":2,"text":` + two("Very satisfied", "很满意") + `},{"value":3,"text":` + two("Satisfied", "满意") + `},{"value":4,"text":` + two("Dissatisfied", "不满意") + `}]}`), "pages[0].elements[0].choices", "unbalanced", "1 labels on the bad side, 3"},
		{"three of two choices", page(`{"type":"checkbox","name":"x","title":` + two("X", "题") + `,"choices":[1,2],"minSelectedChoices":3}`), "pages[0].elements[0].minSelectedChoices", "impossible", "3 of 2"},
		{"required and read-only", page(n("x", `,"isRequired":true,"readOnly":true`)), "pages[0].elements[0].isRequired", "impossible", "nobody"},
		{"random order without a seed", page(q("x", `,"choicesOrder":"random"`)), "dv.seed", "seed", "recomputed"},
		{"items shown unequally", design(maxDiff(3, 8)), "pages[0].elements[0].dv.maxdiff.tasks", "uneven", "14 tasks"},
		{"items that never meet", design(maxDiff(4, 2)), "pages[0].elements[0].dv.maxdiff.tasks", "uneven", "7 tasks"},
		{"an experiment without a seed", strings.Replace(design(maxDiff(3, 7)), `"seed":1`, `"seed":0`, 1), "dv.seed", "seed", "recomputed"},
		{"sets that forbid nearly all", design(conjoint(`{"a":"1","b":"2"},{"a":"2","b":"1"}`)), "pages[0].elements[0].dv.conjoint.forbidden", "uneven", "tie factors together"},
		{"a vignette that does not show a factor", design(vignette("Paid {v.timing}.", "{v.timing}和{v.form}")), "pages[0].elements[0]", "unshown", "{v.form} in en"},
		{"a level that is not there", design(vignette("{v.timing} {v.form}", "{v.timing} {v.form}") + "," + q("y", `,"visibleIf":"{v.timing} = 'weekly'"`)), "pages[0].elements[1].visibleIf", "unknownoption", "weekly"},
		{"a wave that is not there", design(q("y", `,"visibleIf":"{wave} = 'during'"`)), "pages[0].elements[0].visibleIf", "unknownoption", "during"},
		{"NPS on five points", page(`{"type":"rating","name":"r","title":` + two("r", "评") + `,"dv":{"metric":"nps"}}`), "pages[0].elements[0].dv.metric", "metric", "0 to 10"},
		{"satisfaction as a text", page(n("x", `,"dv":{"metric":"csat"}`)), "pages[0].elements[0].dv.metric", "metric", "CSAT"},
		{"a property nobody knows", page(q("x", `,"colour":"red"`)), "pages[0].elements[0].colour", "unknownproperty", "unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := c.raw
			for i := 0; strings.Contains(raw, "#"); i++ {
				raw = strings.Replace(raw, "#", fmt.Sprint(i), 1)
			}
			report := definition.Check([]byte(raw))
			if !report.OK() {
				t.Fatal(report.Errors)
			}
			if !slices.ContainsFunc(report.Warnings, func(f definition.Finding) bool {
				return f.Path == c.path && f.Code == c.code && strings.Contains(f.Message, c.says)
			}) {
				t.Errorf("no %s at %s saying %q in %v", c.code, c.path, c.says, report.Warnings)
			}
		})
	}
}

func TestLinterIsSilentOn(t *testing.T) {
	for name, raw := range map[string]string{
		"a sound survey":           page(`{"type":"rating","name":"r","title":` + two("How satisfied are you?", "您满意吗？") + `},{"type":"comment","dv":{"analyze":true},"name":"why","title":` + two("Why?", "为什么？") + `,"visibleIf":"{r} <= 2"}`),
		"working with us":          page(`{"type":"rating","name":"r","title":` + two("Working with us", "您对与我公司的合作满意吗？") + `}`),
		"in time":                  page(`{"type":"matrix","name":"m","title":` + two("M", "题") + `,"columns":[1,2],"rows":[{"value":"r","text":` + two("Prompt delivery", "送货及时") + `}]}`),
		"a balanced scale with na": page(`{"type":"matrix","name":"m","title":` + two("M", "题") + `,"columns":[{"value":1,"text":` + two("Dissatisfied", "不满意") + `},{"value":2,"text":` + two("Satisfied", "满意") + `},{"value":"na","text":` + two("Not applicable", "不适用") + `,"dv":{"na":true}}],"rows":[{"value":"r","text":` + two("Price", "价格") + `}]}`),
		"a range that can be met":  page(`{"type":"text","inputType":"number","name":"x","title":` + two("X", "题") + `},{"type":"comment","dv":{"analyze":true},"name":"y","title":` + two("Y", "题2") + `,"visibleIf":"{x} > 3 and {x} < 4"}`),
		"a variable of the wave":   page(`{"type":"comment","dv":{"analyze":true},"name":"y","title":` + two("Y", "题2") + `,"visibleIf":"{wave} = 'after'"}`),
		"a balanced MaxDiff":       design(maxDiff(3, 7)),
		"conjoint with one pair":   design(conjoint(`{"a":"1","b":"2"}`)),
		"a vignette":               design(vignette("{v.timing} {v.form}", "{v.timing}，{v.form}") + `,{"type":"comment","dv":{"analyze":true},"name":"y","title":` + two("Y", "题2") + `,"visibleIf":"{v.timing} = 'monthly' and {wave} = 'before' and {arm} = 'pilot' and {region} = 'east'"}`),
		"totals in a condition":    page(`{"type":"matrixdynamic","name":"m","title":` + two("M", "题") + `,"columns":[{"name":"qty","cellType":"text","inputType":"number","totalType":"sum","title":` + two("Q", "数") + `}]},{"type":"comment","dv":{"analyze":true},"name":"y","title":` + two("Y", "题2") + `,"visibleIf":"{m-total.qty} > 5"}`),
		"NPS on its scale":         page(`{"type":"rating","name":"r","title":` + two("How likely?", "多大可能？") + `,"rateMin":0,"rateMax":10,"dv":{"metric":"nps"}}`),
		"how two things get on":    page(`{"type":"matrix","name":"m","title":` + two("M", "题") + `,"columns":[1,2],"rows":[{"value":"r","text":` + two("The balance of shops and the internet", "线上与线下的关系") + `},{"value":"s","text":` + two("Material such as posters", "海报、样品等物料") + `}]}`),
		"an even scale of choices": page(`{"type":"radiogroup","name":"m","title":` + two("M", "题") + `,"choices":[{"value":1,"text":` + two("Very satisfied", "非常满意") + `},{"value":2,"text":` + two("Satisfied", "满意") + `},{"value":3,"text":` + two("Neither", "一般") + `},{"value":4,"text":` + two("Dissatisfied", "不满意") + `},{"value":5,"text":` + two("Very dissatisfied", "非常不满意") + `}]}`),
		"figures as labels":        page(`{"type":"radiogroup","name":"x","title":` + two("X", "题") + `,"choices":[{"value":1,"text":"1–3"},{"value":2,"text":"10%"}]}`),
	} {
		t.Run(name, func(t *testing.T) {
			if report := definition.Check([]byte(raw)); len(report.Errors)+len(report.Warnings) > 0 {
				t.Errorf("%v %v", report.Errors, report.Warnings)
			}
		})
	}
}

// TestNothingAliveIsCalledDead goes through all vectors: a question whose
// condition is said never to hold is shown in none of them.
func TestNothingAliveIsCalledDead(t *testing.T) {
	dead := 0
	for _, file := range []string{"definitions", "more"} {
		f, err := os.Open("../answer/testdata/" + file + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 4<<20)
		for lines.Scan() {
			var row struct {
				ID         any             `json:"id"`
				Definition json.RawMessage `json:"definition"`
				Expect     struct{ Visible []string }
			}
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			d, err := definition.Load(row.Definition)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range definition.Check(row.Definition).Warnings {
				at, isVisible := strings.CutSuffix(w.Path, ".visibleIf")
				if w.Code != "unreachable" || !isVisible {
					continue
				}
				dead++
				for _, q := range d.Questions() {
					if q.Path() == at && slices.Contains(row.Expect.Visible, q.Name) {
						t.Errorf("%v: %s is shown, but: %s", row.ID, q.Name, w)
					}
				}
			}
		}
		f.Close()
	}
	if dead < 20 {
		t.Errorf("only %d conditions found that never hold; the vectors hold more", dead)
	}
}
