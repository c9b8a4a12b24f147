package collusion_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
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
	if p.invites && p.r.IntN(2) == 0 {
		p.invite(houses)
	}
	for _, h := range houses {
		if some {
			h.enter(p.t, p.slug, p.mode, p.list)
			p.came++
		}
	}
}

// begin enters who answered at first, and asks some of those who stay silent. In half
// of the surveys they just stand in the roster, asked from the beginning.
func (p *plot) begin(houses []*house) {
	for _, d := range houses[0].roster {
		g := given{segment: map[string]string{"region": d.Region, "tier": d.Tier}, since: 1}
		if p.invites {
			g.segment["wave"], g.since = "1", 0
		}
		p.quiet = append(p.quiet, g)
	}
	for _, h := range houses {
		h.publish(p.t, p.slug, p.mode)
	}
	if p.invites {
		p.invite(houses)
		p.invite(houses)
	}
	for _, h := range houses {
		h.enter(p.t, p.slug, p.mode, p.list)
	}
}

// invite asks up to three more of those who will stay silent. Whoever is asked after a
// release was looked at was no part of it.
func (p *plot) invite(houses []*house) {
	since := 1
	if release := houses[0].release[p.slug]; len(release) > 0 {
		since = max(1, slices.Max(release)+houses[0].looked(p.t, p.slug))
	}
	var more []audience.Dealer
	for _, i := range p.r.Perm(len(p.quiet)) {
		if p.quiet[i].since == 0 && len(more) < 3 {
			p.quiet[i].since = since
			d := houses[0].roster[i]
			d.Code = audience.Code(fmt.Sprintf("%s-%02d", p.slug, i)) // nobody is asked too often
			more = append(more, d)
		}
	}
	for _, h := range houses {
		if len(more) > 0 {
			if _, err := h.Surveys.Invite(p.t.Context(), access.Machine("test"), p.slug, more); err != nil {
				p.t.Fatal(err)
			}
			p.asked++
		}
	}
}

// newPlot draws a population, of which a part has answered by now.
func newPlot(t testing.TB, seed uint64, slug string, h *house) *plot {
	r := rand.New(rand.NewPCG(seed, 20261123))
	days := daysOf(h.Clock())
	p := &plot{t: t, r: r, slug: slug, known: map[string]*system{}, dims: dimensions(), days: days, learned: map[string]int{}}
	p.dims["quarter"] = days.quarters()
	for len(p.list) == 0 {
		p.list = population(r, days)
	}
	for i := range p.list {
		p.list[i].arrived = r.IntN(4) > 0
	}
	p.invites = r.IntN(2) == 0
	return p
}

func TestColludingViewersLearnTheAnswersOfNoDealer(t *testing.T) {
	var h *house
	done, shown, weighed, came, asked, surveys := 0, 0, 0, 0, 0, 0
	learned := map[string]int{}
	for ; done < *sequences; surveys++ {
		if surveys%perHouse == 0 {
			h = open(t, dbtest.SQLite(t))
		}
		p := newPlot(t, uint64(*first+surveys), fmt.Sprint("dealers", surveys), h)
		p.mode = survey.Confidential
		p.begin([]*house{h})
		attack(p, []*house{h}, perSurvey)
		if what := p.betrayed(); what != "" {
			t.Fatalf("survey %d of %d answers: %s\n%s", surveys, len(p.list), what, fmt.Sprint(p.told(what), "\nreleases ", h.release[p.slug]))
		}
		done, shown, weighed, came = done+perSurvey, shown+p.shown, weighed+p.weighed, came+p.came
		asked += p.asked
		for surface, n := range p.learned {
			learned[surface] += n
		}
	}
	t.Logf("%d sequences of looks at %d surveys: %d figures shown, %d of them weighted, answers came in %d times meanwhile and invitations went out %d times, nobody betrayed; %v", done, surveys, shown, weighed, came, asked, learned)
	if weighed == 0 {
		t.Error("no weighted figure was shown")
	}
	surfaces := []string{"report", "crosstab", "figures", "drivers", "kano", "watch", "digest", "page", "chart", "themes", "chain"}
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
				p.begin(houses)
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
