package collusion_test

// Who answers: a random population, entered into the real program.

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

const form = `{"title": "Dealers", "pages": [
 {"name": "who", "elements": [{"type": "radiogroup", "name": "role", "choices": ["owner", "buyer"]}]},
 {"name": "what", "elements": [
  {"type": "radiogroup", "name": "cell", "choices": ["east 1", "east 2", "south 1", "south 2", "west 1", "west 2"]},
  {"type": "radiogroup", "name": "grade", "choices": ["a", "b", "c"]},
  {"type": "rating", "name": "osat", "rateMin": 1, "rateMax": 5},
  {"type": "text", "name": "stock", "inputType": "number"},
  {"type": "comment", "name": "why", "dv": {"analyze": true, "polarityPrior": -1}}]}],
 "dv": {"audience": "dealer", "privacy": {"mode": "MODE"}}}`

// given is one answer of one dealer, as the attacker knows it: everything but
// what was said.
type given struct {
	dealer     int
	segment    map[string]string // by dimension
	rep        string
	answered   map[string]bool
	data       answer.Data
	attributes audience.Attributes
	wave       int
}

// dimensions are what everybody can be told apart by.
func dimensions() map[string][]string {
	return map[string][]string{"region": {"east", "south", "west"}, "tier": {"A", "B"}, "wave": {"1", "2"}, "role": {"owner", "buyer"}}
}

// population draws who answers: dealers, some in both waves.
func population(r *rand.Rand) []given {
	var out []given
	for dealer := range 8 + r.IntN(26) {
		at := map[string]string{"region": pick(r, "east", "south", "west"), "tier": pick(r, "A", "A", "B")}
		rep := pick(r, "a@x.test", "b@x.test")
		for wave := 1; wave <= 2; wave++ {
			if r.IntN(3) == 0 {
				continue
			}
			g := given{dealer: dealer, rep: rep, wave: wave, answered: map[string]bool{}, data: answer.Data{}}
			g.segment = map[string]string{"region": at["region"], "tier": at["tier"], "wave": fmt.Sprint(wave), "role": pick(r, "owner", "buyer")}
			g.data["role"], g.data["cell"] = g.segment["role"], at["region"]+" "+fmt.Sprint(wave)
			g.say(r, "grade", pick(r, "a", "b", "c"))
			g.say(r, "osat", float64(1+r.IntN(5)))
			g.say(r, "stock", float64(r.IntN(90)))
			if r.IntN(2) == 0 {
				g.say(r, "why", pick(r, "老断货", "返利总是拖", "没有海报", "都挺好"))
			}
			g.attributes = audience.Attributes{"region": at["region"], "tier": at["tier"], "rep": rep, "dealer": fmt.Sprintf("D%02d", dealer)}
			out = append(out, g)
		}
	}
	return out
}

func pick(r *rand.Rand, values ...string) string { return values[r.IntN(len(values))] }

// say answers a question, or one in five leaves it out.
func (g *given) say(r *rand.Rand, question string, value any) {
	if r.IntN(5) > 0 {
		g.data[question], g.answered[question] = value, true
	}
}

// house is the program with its viewers.
type house struct {
	*apptest.App
	viewers []viewer
	token   string
}

// viewer is somebody who looks, and the part of the market they see.
type viewer struct {
	client *apptest.Client
	scope  access.Scope
}

func (v viewer) sees(g given) bool {
	return v.scope.Covers(access.Place{Region: g.segment["region"], Rep: g.rep})
}

func open(t testing.TB, dsn string) *house {
	t.Helper()
	h := &house{App: apptest.Start(t, dsn)}
	for _, n := range []account.NewUser{
		{Roles: []access.Role{access.Marketing}},
		{Roles: []access.Role{access.Manager}, Scope: access.Scope{Level: access.Region, Value: "east"}},
		{Roles: []access.Role{access.Rep}, Scope: access.Scope{Level: access.Own, Value: "a@x.test"}},
		{Roles: []access.Role{access.Expert}, Scope: access.Scope{Level: access.Region, Value: "south"}},
	} {
		n.Language = language.English
		c := h.LogInAs(t, n)
		scope := n.Scope
		if scope.Level == "" {
			scope.Level = access.All
		}
		h.viewers = append(h.viewers, viewer{c, scope})
	}
	_, secret, err := h.Accounts.AddToken(t.Context(), access.Machine("test"), account.NewToken{Name: "collusion", Roles: []access.Role{access.Marketing}, Scope: access.Scope{Level: access.All}})
	if err != nil {
		t.Fatal(err)
	}
	h.token = secret.Reveal()
	var rows []audience.Row
	for i, region := range slices.Repeat(dimensions()["region"], 4) {
		d := audience.Dealer{Code: audience.Code(fmt.Sprintf("R%02d", i)), Name: fmt.Sprint("Dealer ", i), Region: region, Tier: pick(rand.New(rand.NewPCG(1, uint64(i))), "A", "B"), ValidFrom: "2026-01-01", Language: language.Chinese}
		rows = append(rows, audience.Row{Line: i + 1, Dealer: d})
	}
	if _, err := h.Roster.Enter(t.Context(), access.Machine("test"), rows); err != nil {
		t.Fatal(err)
	}
	return h
}

// take publishes a survey and enters what was answered.
func (h *house) take(t testing.TB, slug string, mode survey.Mode, list []given) {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	if _, _, err := h.Surveys.Import(ctx, by, survey.Import{Slug: slug, Source: []byte(strings.Replace(form, "MODE", string(mode), 1))}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Surveys.Publish(ctx, by, slug); err != nil {
		t.Fatal(err)
	}
	p, err := h.Surveys.Published(ctx, slug)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	_, err = h.Feedback.Import(ctx, by, feedback.Import{
		Into: p, Editions: h.Surveys,
		Rows: func(yield func(feedback.Row, error) bool) {
			for i, g := range list {
				row := feedback.Row{Line: i + 1, ID: feedback.ID(fmt.Sprintf("%s-%03d", slug, i)), Language: language.Chinese, Wave: g.wave, Submitted: &at, Data: g.data, Attributes: g.attributes}
				if !yield(row, nil) {
					return
				}
			}
		},
		Refused: func(r feedback.Row, err error) { t.Fatalf("row %d refused: %v", r.Line, err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Work()
}
