package analysis

import (
	"fmt"
	"math"
	"testing"

	"dealervoice/analysis/stats"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// inPairs: each dealer keeps its own opinion, and all move up by one.
func inPairs(t *testing.T, mode survey.Mode, both int) *look {
	w := newWorld(t, mode)
	var dealers []string
	for i := range 40 {
		base := float64(1 + i%4)
		w.answer(answer.Data{"osat": base, "nps": 2*base + 1}, audience.Attributes{"wave": "1"})
		dealers = append(dealers, fmt.Sprint("D", i))
		if i < both {
			w.answer(answer.Data{"osat": base + 1 - float64(i/20), "nps": 2*base + 3}, audience.Attributes{"wave": "2"})
			dealers = append(dealers, fmt.Sprint("D", i))
		}
	}
	for i := range 30 { // others, in the second wave only
		w.answer(answer.Data{"osat": float64(1 + i%4), "nps": float64(i % 10)}, audience.Attributes{"wave": "2"})
		dealers = append(dealers, fmt.Sprint("N", i))
	}
	w.table, w.writer = w.writer.Table(), nil
	w.dealers = dealers
	w.finish()
	return w.open(t, everyone(), Filter{})
}

func TestTheSameDealersTellMoreThanTwoSamples(t *testing.T) {
	l := inPairs(t, survey.Identified, 36)
	f, err := l.figure(l.outline.at["osat"])
	if err != nil {
		t.Fatal(err)
	}
	steps, err := l.trend(f)
	if err != nil || len(steps) != 2 || steps[0].Change != nil || steps[0].Paired != nil {
		t.Fatalf("%+v, %v", steps, err)
	}
	got := steps[1].Paired
	// By hand: 20 went up by one, 16 stayed.
	var d []float64
	for i := range 36 {
		d = append(d, 1-float64(i/20))
	}
	want, err := stats.OneSampleT(d, 0, stats.Level95)
	if err != nil || got == nil || math.Abs(got.Value-20.0/36) > 1e-12 || math.Abs(got.Low-want.Low) > 1e-12 || got.Verdict != Higher || got.Before.N != 36 || got.After.N != 36 {
		t.Errorf("paired %+v, want %+v", got, want)
	}
	if unpaired := steps[1].Change; unpaired.High-unpaired.Low < 1.5*(got.High-got.Low) {
		t.Errorf("two samples %+v are no less sure than pairs %+v", unpaired, got)
	}
	nps, _ := l.figure(l.outline.at["nps"])
	steps, err = l.trend(nps)
	if err != nil || steps[1].Paired == nil || steps[1].Paired.Verdict != Higher {
		t.Errorf("%+v, %v", steps, err)
	}
}

func TestPairsOfAFewAreHidden(t *testing.T) {
	l := inPairs(t, survey.Confidential, 4)
	f, err := l.figure(l.outline.at["osat"])
	if err != nil {
		t.Fatal(err)
	}
	steps, err := l.trend(f)
	if err != nil || steps[1].Paired == nil || !steps[1].Paired.Before.Suppressed || steps[1].Paired.Bounded || steps[1].Paired.Verdict != Unclear {
		t.Errorf("four dealers answered twice: %+v, %v", steps[1].Paired, err)
	}
	// 36 of 40: the four who did not come back would be told by the difference.
	l = inPairs(t, survey.Confidential, 36)
	f, _ = l.figure(l.outline.at["osat"])
	steps, err = l.trend(f)
	if err != nil || steps[1].Paired == nil || !steps[1].Paired.Before.Suppressed {
		t.Errorf("%+v, %v", steps[1].Paired, err)
	}
	l = inPairs(t, survey.Confidential, 30)
	f, _ = l.figure(l.outline.at["osat"])
	steps, err = l.trend(f)
	if err != nil || steps[1].Paired == nil || !steps[1].Paired.Before.Shown() || !steps[1].Paired.Bounded {
		t.Errorf("%+v, %v", steps[1].Paired, err)
	}
}
