package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
)

// chained are the surveys of consumers and of dealers; the score of dealer i
// follows that of its consumers, more or less.
type chained struct {
	consumers, dealers *world
}

func newChain(t *testing.T, mode survey.Mode, dealers int, pull float64) chained {
	t.Helper()
	out := chained{newWorld(t, mode), newWorld(t, mode)}
	out.consumers.outline.audience = audienceConsumers
	r := rand.New(rand.NewPCG(11, 12))
	scale := func(x float64) float64 { return math.Max(1, math.Min(5, math.Round(x))) }
	for i := range dealers {
		code, mood := fmt.Sprintf("D-%03d", i), r.NormFloat64()
		for j := range 8 {
			out.consumers.answer(answer.Data{"osat": scale(3 + mood + .4*r.NormFloat64())},
				audience.Attributes{"dealer": code, "outlet": fmt.Sprintf("%s-%d", code, j%2)})
		}
		out.dealers.answer(answer.Data{"osat": scale(3 + pull*mood + .5*r.NormFloat64())}, audience.Attributes{"dealer": code, "wave": "1"})
	}
	return out
}

func (c chained) read(t *testing.T) ChainReport {
	t.Helper()
	r := ChainReport{Voices: []ChainChoice{{Name: "osat", Chosen: true}}, Scores: []ChainChoice{{Name: "osat", Chosen: true}}}
	if err := r.read(c.consumers.open(t, everyone(), Filter{}), c.dealers.open(t, everyone(), Filter{}.With("wave", "1"))); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheChainSaysWhatGoesWithWhat(t *testing.T) {
	for pull, want := range map[float64]string{1: "chain.words.with", -1: "chain.words.against"} {
		r := newChain(t, survey.Identified, 40, pull).read(t)
		if r.Words != want || r.Correlation.N != 40 || !r.Correlation.Bounded || math.Abs(r.Correlation.Value) < .5 {
			t.Errorf("pull %v: %s, %+v", pull, r.Words, r.Correlation)
		}
		if len(r.Points) != 40 || r.Bunched || r.Points[0].Label == "" || r.Points[0].Score.N != 1 || r.Points[0].Voice.N != 8 {
			t.Errorf("pull %v: %d points, %+v", pull, len(r.Points), r.Points[0])
		}
		if r.Outlets.N != 0 || r.Answered.N != 320 { // four consumers at each outlet
			t.Errorf("%d outlets with five consumers, %d consumers", r.Outlets.N, r.Answered.N)
		}
	}
	r := newChain(t, survey.Identified, 40, 0).read(t)
	if r.Words != "chain.words.unclear" && r.Words != "chain.words.nothing" {
		t.Errorf("nothing was planted, the page says %s of %+v", r.Words, r.Correlation)
	}
}

func TestUnderTwentyDealersNoCorrelationIsShown(t *testing.T) {
	for n, want := range map[int]bool{19: false, 20: true} {
		r := newChain(t, survey.Identified, n, 1).read(t)
		if r.Correlation.Shown() != want || (r.Words == "chain.words.few") == want || (len(r.Points) > 0) != want {
			t.Errorf("%d dealers: %s %+v", n, r.Words, r.Correlation)
		}
	}
}

func TestWhereConfidenceWasPromisedPointsAreBunchesOfDealers(t *testing.T) {
	r := newChain(t, survey.Confidential, 40, 1).read(t)
	if !r.Bunched || len(r.Points) != 5 || r.Words != "chain.words.with" {
		t.Fatalf("%d points, %s, %+v", len(r.Points), r.Words, r.Correlation)
	}
	for i, p := range r.Points {
		if p.Label != "" || p.Score.N < 5 || p.Dealers != 8 {
			t.Errorf("point %d: %+v", i, p)
		}
		if i > 0 && p.Voice.Shown() && p.Voice.Value <= r.Points[i-1].Voice.Value {
			t.Errorf("point %d is not in order", i)
		}
	}
}

// How many consumers a dealer has is known: the consumers of those who answered would
// add up to who did not. So the silent count among the consumers, and in the bunches.
func TestTheConsumersOfTheChainDoNotTellWhichDealersAnswered(t *testing.T) {
	for mode, want := range map[survey.Mode]int{survey.Confidential: 329, survey.Identified: 320} {
		c := newChain(t, mode, 40, 1)
		for range 9 {
			c.consumers.answer(answer.Data{"osat": 3.0}, audience.Attributes{"dealer": "D-silent"})
		}
		r := c.read(t)
		if r.Answered.N != want || r.Scored.N != 40 || r.Correlation.N != 40 {
			t.Errorf("%s: %d consumers, %d dealers, %d linked", mode, r.Answered.N, r.Scored.N, r.Correlation.N)
		}
		dealers := 0
		for _, p := range r.Points {
			dealers += p.Dealers
		}
		if want := map[survey.Mode]int{survey.Confidential: 41, survey.Identified: 40}[mode]; dealers != want {
			t.Errorf("%s: %d dealers in the points, want %d", mode, dealers, want)
		}
	}
}

func TestADealerWithFewConsumersIsNotLinked(t *testing.T) {
	c := newChain(t, survey.Identified, 25, 1)
	for range 4 {
		c.consumers.answer(answer.Data{"osat": 1.0}, audience.Attributes{"dealer": "D-900"})
	}
	c.dealers.answer(answer.Data{"osat": 5.0}, audience.Attributes{"dealer": "D-900", "wave": "1"})
	// an outlet that names no dealer belongs to the dealer that others name with it
	for range 5 {
		c.consumers.answer(answer.Data{"osat": 5.0}, audience.Attributes{"outlet": "D-000-0"})
	}
	r := c.read(t)
	if r.Correlation.N != 25 || r.Answered.N != 205 || r.Outlets.N != 1 || r.Company.N != 26 || r.Scored.N != 25 {
		t.Errorf("n %d, consumers %d, outlets %d, company %d of which linked %d", r.Correlation.N, r.Answered.N, r.Outlets.N, r.Company.N, r.Scored.N)
	}
}
