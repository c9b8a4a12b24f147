package collusion_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
)

var sequences = flag.Int("sequences", 150, "how many sequences of looks are tried")

var first = flag.Int("first", 0, "number of the first survey: its chance is drawn from it")

// perHouse is how many surveys one installation holds before another is opened.
const perHouse = 40

// perSurvey is how many sequences one survey bears: all of them are pooled.
const perSurvey = 10

// attack has colluding viewers open things, and pools what they were shown.
// Whoever looks may have a house of their own, with an account of its own.
// Between two looks a few answers more may come in.
func attack(p *plot, houses []*house, rounds int) {
	for range rounds {
		for range 2 + p.r.IntN(3) {
			p.look(houses[p.r.IntN(len(houses))])
			if p.r.IntN(4) == 0 {
				p.arrive(houses)
			}
		}
	}
}

// arrive lets one to three more dealers answer.
func (p *plot) arrive(houses []*house) {
	some := false
	for n, i := 1+p.r.IntN(3), 0; i < len(p.list) && n > 0; i++ {
		if !p.list[i].arrived {
			p.list[i].arrived, some, n = true, true, n-1
		}
	}
	for _, h := range houses {
		if some {
			h.enter(p.t, p.slug, p.mode, p.list)
			p.came++
		}
	}
}

// newPlot draws a population, of which a part has answered by now.
func newPlot(t testing.TB, seed uint64, slug string, h *house) *plot {
	r := rand.New(rand.NewPCG(seed, 20261123))
	days := daysOf(h.Clock())
	p := &plot{t: t, r: r, slug: slug, known: map[string]*system{}, dims: dimensions(), quiet: h.quiet, days: days, learned: map[string]int{}}
	p.dims["quarter"] = days.quarters()
	for len(p.list) == 0 {
		p.list = population(r, days)
	}
	for i := range p.list {
		p.list[i].arrived = r.IntN(4) > 0
	}
	return p
}

func TestColludingViewersLearnTheAnswersOfNoDealer(t *testing.T) {
	var h *house
	done, shown, weighed, came, surveys := 0, 0, 0, 0, 0
	learned := map[string]int{}
	for ; done < *sequences; surveys++ {
		if surveys%perHouse == 0 {
			h = open(t, dbtest.SQLite(t))
		}
		p := newPlot(t, uint64(*first+surveys), fmt.Sprint("dealers", surveys), h)
		p.mode = survey.Confidential
		h.take(t, p.slug, p.mode, p.list)
		attack(p, []*house{h}, perSurvey)
		if what := p.betrayed(); what != "" {
			t.Fatalf("survey %d of %d answers: %s\n%s", surveys, len(p.list), what, fmt.Sprint(p.told(what), "\nreleases ", h.release[p.slug]))
		}
		done, shown, weighed, came = done+perSurvey, shown+p.shown, weighed+p.weighed, came+p.came
		for surface, n := range p.learned {
			learned[surface] += n
		}
	}
	t.Logf("%d sequences of looks at %d surveys: %d figures shown, %d of them weighted, answers came in %d times meanwhile, nobody betrayed; %v", done, surveys, shown, weighed, came, learned)
	if weighed == 0 {
		t.Error("no weighted figure was shown")
	}
	surfaces := []string{"report", "crosstab", "figures", "drivers", "kano", "watch", "digest"}
	if done >= 500 { // these seldom show what the attacker can use
		surfaces = append(surfaces, "page", "chart", "themes")
	}
	for _, surface := range surfaces {
		if learned[surface] == 0 {
			t.Errorf("nothing was learned from %s", surface)
		}
	}
	if shown < 2*done {
		t.Errorf("only %d figures were shown in %d sequences: the attacker had nothing to work on", shown, done)
	}
}

// The same attacker, against guards that are broken on purpose: none at all, and
// one that keeps a separate account for each viewer. Both must be found out, or
// the test above could not fail.
func TestABrokenGuardIsFoundOut(t *testing.T) {
	for name, broken := range map[string]struct {
		mode   survey.Mode
		houses int
	}{
		"no guard":                   {survey.Identified, 1},
		"an account for each viewer": {survey.Confidential, 4},
	} {
		t.Run(name, func(t *testing.T) {
			var houses []*house
			for range broken.houses {
				houses = append(houses, open(t, dbtest.SQLite(t)))
			}
			for s := range 12 {
				p := newPlot(t, uint64(s), fmt.Sprint("dealers", s), houses[0])
				p.mode = broken.mode
				for _, h := range houses {
					h.take(t, p.slug, broken.mode, p.list)
				}
				attack(p, houses, perSurvey)
				if what := p.betrayed(); what != "" {
					t.Logf("found out at survey %d: %s", s, what)
					return
				}
			}
			t.Error("twelve surveys under a broken guard, and the attacker learned nothing")
		})
	}
}
