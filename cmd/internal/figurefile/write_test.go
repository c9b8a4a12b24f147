package figurefile

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"dealervoice/analysis"
)

func TestHiddenFiguresHaveNoNumberAndTextsAreNoFormulas(t *testing.T) {
	hidden := analysis.Cell{Measure: analysis.Mean, Suppressed: true, Reason: analysis.Few, Threshold: 5, N: 3, Value: 4.5}
	shown := analysis.Cell{Measure: analysis.Share, Option: "=1+1", N: 9, Count: 3, Value: 1.0 / 3, Low: 0.1, High: 0.6, Bounded: true, Plain: 0.25, Effective: 7.5}
	r := analysis.SplitReport{Report: analysis.Report{
		Responses: analysis.Cell{Measure: analysis.Count, N: 9, Count: 9, Value: 9},
		Figures: []analysis.Figure{{
			Name: "d6", Title: "@home", N: analysis.Cell{Measure: analysis.Count, N: 9, Count: 9, Value: 9}, Headline: &hidden,
			Options: []analysis.Bar{{Value: "=1+1", Label: "+two", Share: shown}},
		}},
	}}
	var b bytes.Buffer
	if err := CSV(&b, r); err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutPrefix(b.String(), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if !ok || err != nil || len(rows) != 5 {
		t.Fatalf("%q, %v", b.String(), err)
	}
	if got := strings.Join(rows[3], "|"); got != "d6|'@home||||||mean||||||||few|" {
		t.Errorf("hidden: %s", got)
	}
	if got := strings.Join(rows[4], "|"); got != "d6|'@home||||'=1+1|'+two|share|9|3|0.3333333333333333|0.1|0.6|0.25|7.5||" {
		t.Errorf("shown: %s", got)
	}
	b.Reset()
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	var v struct {
		Figures []struct{ Headline struct{ Value *float64 } }
		Splits  any
	}
	if err := json.Unmarshal(b.Bytes(), &v); err != nil || v.Figures[0].Headline.Value != nil || v.Splits != nil {
		t.Errorf("%s, %v", b.String(), err)
	}
}
