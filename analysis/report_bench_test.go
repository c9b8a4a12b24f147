package analysis

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// largeWorld is a survey of the size of the dealers' quarterly one: 12 questions
// with choices, two scales, three matrices of 8 rows, a ranking, two numbers,
// two texts; 5 regions, 15 areas, 3 tiers, 4 waves.
func largeWorld(b *testing.B, n int) *world {
	b.Helper()
	var parts []string
	for i := range 12 {
		parts = append(parts, fmt.Sprintf(`{"type":"radiogroup","name":"c%d","choices":["a","b","c","d","e"]}`, i))
	}
	parts = append(parts, `{"type":"rating","name":"nps","rateMin":0,"rateMax":10,"dv":{"metric":"nps"}}`,
		`{"type":"rating","name":"osat","rateMin":1,"rateMax":5}`,
		`{"type":"ranking","name":"rank","choices":["a","b","c","d","e","f"],"selectToRankEnabled":true,"maxSelectedChoices":3}`,
		`{"type":"text","name":"n1","inputType":"number"}`, `{"type":"text","name":"n2","inputType":"number"}`,
		`{"type":"comment","name":"t1","visibleIf":"{nps} <= 6","dv":{"analyze":true}}`, `{"type":"comment","name":"t2","dv":{"analyze":true}}`)
	for i := range 3 {
		parts = append(parts, fmt.Sprintf(`{"type":"matrix","name":"m%d","columns":[1,2,3,4,5,{"value":"na","dv":{"na":true}}],"rows":["a","b","c","d","e","f","g","h"]}`, i))
	}
	def, err := definition.Load([]byte(`{"pages":[{"name":"p","elements":[` + strings.Join(parts, ",") + `]}]}`))
	if err != nil {
		b.Fatal(err)
	}
	w := newWorld(b, survey.Confidential)
	w.outline = outlineOf(map[int]*definition.Definition{1: def}, []int{1})
	w.reader.outline = w.outline
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		w.add(r)
	}
	return w
}

func (w *world) add(r *rand.Rand) {
	d := answer.Data{"nps": float64(r.IntN(11)), "osat": float64(1 + r.IntN(5)), "n1": float64(r.IntN(60)), "n2": float64(r.IntN(9)), "t2": "x"}
	for i := range 12 {
		d[fmt.Sprintf("c%d", i)] = string(rune('a' + r.IntN(5)))
	}
	d["rank"] = []any{"a", "c", "e"}
	for i := range 3 {
		row := map[string]any{}
		for _, name := range "abcdefgh" {
			row[string(name)] = float64(1 + r.IntN(5))
		}
		d[fmt.Sprintf("m%d", i)] = row
	}
	w.count++
	id := feedback.ID(fmt.Sprintf("%026d", w.count))
	w.reader.read(w.writer, feedback.Response{
		ID: id, Version: 1, Wave: 1 + r.IntN(4), Data: d, Region: fmt.Sprint("region", r.IntN(5)), Area: fmt.Sprint("area", r.IntN(15)),
		Attributes: map[string]string{"tier": []string{"A", "B", "C"}[r.IntN(3)]},
	})
	var hits []Hit
	for _, th := range w.book.Themes {
		if r.IntN(3) == 0 {
			hits = append(hits, Hit{"t2", th.ID, r.IntN(3) - 1})
		}
	}
	w.enter(w.writer, Coding{Response: id, Tagger: "t", Hits: hits})
}

// BenchmarkReport is a whole report, warm; "first" is the first look at a fresh
// snapshot, with an empty account of what was shown.
func BenchmarkReport(b *testing.B) {
	for _, n := range []int{5000, 100_000} {
		w := largeWorld(b, n)
		w.open(b, everyone(), Filter{})
		b.Run(fmt.Sprintf("first/%d", n), func(b *testing.B) {
			for b.Loop() {
				w.finish()
				if _, err := w.open(b, everyone(), Filter{}).report(); err != nil {
					b.Fatal(err)
				}
			}
		})
		for name, f := range map[string]Filter{"all": {}, "region": Filter{}.With(DimRegion, "region2")} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportMetric(float64(w.table.Bytes())/float64(n), "bytes/response")
				for b.Loop() {
					if _, err := w.open(b, everyone(), f).report(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkExtend is a refresh by one response: the columns are copied.
func BenchmarkExtend(b *testing.B) {
	for _, n := range []int{5000, 100_000} {
		w := largeWorld(b, n)
		w.open(b, everyone(), Filter{})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if w.table.Extend().Table().Len() != n {
					b.Fatal("rows were lost")
				}
			}
		})
	}
}
