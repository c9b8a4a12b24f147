package collusion_test

// Who answers: a random population, entered into the real program.

import (
	"context"
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
  {"type": "matrix", "name": "supply", "columns": [1, 2, 3, 4, 5], "rows": ["available", "on_time"]},
  {"type": "radiogroup", "name": "date_has", "choices": ["like", "must", "neutral", "live", "dislike"], "dv": {"kano": {"feature": "date", "part": "functional", "pair": "date_lacks"}}},
  {"type": "radiogroup", "name": "date_lacks", "choices": ["like", "must", "neutral", "live", "dislike"], "dv": {"kano": {"feature": "date", "part": "dysfunctional", "pair": "date_has"}}},
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
	at         time.Time
	arrived    bool
	since      int // of those who stay silent: the first release in which they had been asked; 0: not asked yet
}

// dimensions are what everybody can be told apart by.
func dimensions() map[string][]string {
	return map[string][]string{"region": {"east", "south", "west"}, "tier": {"A", "B"}, "wave": {"1", "2"}, "role": {"owner", "buyer"}}
}

// calendarDays are the two days on which answers are given: in the last week that is over,
// and a quarter before.
type calendarDays struct{ old, late time.Time }

// daysOf are such days as the clock stands.
func daysOf(now time.Time) calendarDays {
	late := now.AddDate(0, 0, -(int(now.Weekday())+6)%7-3)
	return calendarDays{old: late.AddDate(0, 0, -100), late: late}
}

func (d calendarDays) quarters() []string {
	name := func(at time.Time) string { return fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3) }
	return []string{name(d.old), name(d.late)}
}

// population draws who answers: dealers, some in both waves; in one of four markets
// nobody does in the west, where dealers of the roster were silent.
func population(r *rand.Rand, days calendarDays) []given {
	var out []given
	regions := []string{"east", "south", "west"}
	if r.IntN(4) == 0 {
		regions = regions[:2]
	}
	dealers := 10 + r.IntN(30)
	if r.IntN(6) == 0 { // enough for the chain to show how consumers and dealers go together
		dealers += mostDealers - 40
	}
	for dealer := range dealers {
		at := map[string]string{"region": pick(r, regions...), "tier": pick(r, "A", "A", "B")}
		rep := pick(r, "a@x.test", "b@x.test")
		for wave := 1; wave <= 2; wave++ {
			if r.IntN(3) == 0 {
				continue
			}
			g := given{dealer: dealer, rep: rep, wave: wave, answered: map[string]bool{}, data: answer.Data{}}
			g.segment = map[string]string{"region": at["region"], "tier": at["tier"], "wave": fmt.Sprint(wave), "role": pick(r, "owner", "buyer")}
			late := r.IntN(2)
			g.at, g.segment["quarter"] = []time.Time{days.old, days.late}[late], days.quarters()[late]
			g.data["role"], g.data["cell"] = g.segment["role"], at["region"]+" "+fmt.Sprint(wave)
			g.say(r, "grade", pick(r, "a", "b", "c"))
			g.say(r, "osat", float64(1+r.IntN(5)))
			g.say(r, "stock", float64(r.IntN(90)))
			if r.IntN(2) == 0 {
				g.say(r, "why", pick(r, "老断货", "返利总是拖", "没有海报", "都挺好"))
			}
			g.answered[written], g.answered[themes] = g.answered["why"], g.answered["why"]
			g.deep(r)
			g.attributes = audience.Attributes{"region": at["region"], "tier": at["tier"], "rep": rep, "dealer": code(dealer)}
			out = append(out, g)
		}
	}
	return out
}

// deep answers what drivers and needs are computed from.
func (g *given) deep(r *rand.Rand) {
	rows := map[string]any{}
	for _, row := range []string{"available", "on_time"} {
		if r.IntN(6) > 0 {
			rows[row] = float64(1 + r.IntN(5))
			g.answered["supply."+row] = true
		}
	}
	if len(rows) > 0 {
		g.data["supply"] = rows
	}
	for _, half := range []string{"date_has", "date_lacks"} {
		g.say(r, half, pick(r, "like", "must", "neutral", "live", "dislike"))
	}
	g.answered["kano:date"] = g.answered["date_has"] && g.answered["date_lacks"]
	g.answered["complete"] = g.answered["osat"] && g.answered["supply.available"] && g.answered["supply.on_time"]
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
	roster  []audience.Dealer // who never answer
	release map[string][]int  // by survey: with which release each answer is counted; 0: not yet
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
	h := &house{App: apptest.Start(t, dsn), release: map[string][]int{}}
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
		h.roster = append(h.roster, d)
	}
	if _, err := h.Roster.Enter(t.Context(), access.Machine("test"), rows); err != nil {
		t.Fatal(err)
	}
	h.sell(t)
	return h
}

// publish opens a survey.
func (h *house) publish(t testing.TB, slug string, mode survey.Mode) {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	if _, _, err := h.Surveys.Import(ctx, by, survey.Import{Slug: slug, Source: []byte(strings.Replace(form, "MODE", string(mode), 1))}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Surveys.Publish(ctx, by, slug); err != nil {
		t.Fatal(err)
	}
}

// looked is 1 if somebody has seen a figure of the newest release.
func (h *house) looked(t testing.TB, slug string) (yes int) {
	t.Helper()
	p, err := h.Surveys.Published(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	const q = "SELECT count(*) FROM disclosures d WHERE d.survey_id = ? AND EXISTS (SELECT 1 FROM shown_groups g WHERE g.survey_id = d.survey_id AND g.release = d.release)"
	if err := h.DB.Read(t.Context()).Raw(q, p.Survey.ID).Row().Scan(&yes); err != nil {
		t.Fatal(err)
	}
	return yes
}

// enter takes in the answers that have arrived, and notes which are counted: what
// nobody is told, and this attacker knows all the same.
func (h *house) enter(t testing.TB, slug string, mode survey.Mode, list []given) {
	t.Helper()
	ctx := t.Context()
	p, err := h.Surveys.Published(ctx, slug)
	if err != nil {
		t.Fatal(err)
	}
	var rows []feedback.Row
	for i, g := range list {
		if g.arrived {
			rows = append(rows, feedback.Row{Line: i + 1, ID: feedback.ID(fmt.Sprintf("%s-%03d", slug, i)), Language: language.Chinese, Wave: g.wave, Submitted: &g.at, Data: g.data, Attributes: g.attributes})
		}
	}
	h.feed(t, slug, rows)
	h.Work()
	h.Later(2 * time.Second) // a snapshot is believed for one
	if h.release[slug], err = h.counted(ctx, p.Survey.ID, list); err != nil {
		t.Fatal(err)
	}
	if mode == survey.Identified {
		for i, g := range list {
			if g.arrived {
				h.release[slug][i] = 1
			}
		}
	}
}

// feed takes in answers as they are written down.
func (h *house) feed(t testing.TB, slug string, rows []feedback.Row) {
	t.Helper()
	p, err := h.Surveys.Published(t.Context(), slug)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.Feedback.Import(t.Context(), access.Machine("test"), feedback.Import{
		Into: p, Editions: h.Surveys,
		Rows: func(yield func(feedback.Row, error) bool) {
			for _, row := range rows {
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
}

// counted reads with which release each answer is counted.
func (h *house) counted(ctx context.Context, id survey.ID, list []given) ([]int, error) {
	var rows []struct {
		Wave, Release int
		Attributes    string
	}
	err := h.DB.Read(ctx).Raw("SELECT r.wave, m.release, r.attributes FROM release_members m JOIN responses r ON r.survey_id = m.survey_id AND r.id = m.response_id WHERE m.survey_id = ?", id).Scan(&rows).Error
	out := make([]int, len(list))
	for _, row := range rows {
		for i, g := range list {
			if row.Wave == g.wave && strings.Contains(row.Attributes, fmt.Sprintf("%q", g.attributes["dealer"])) {
				out[i] = row.Release
			}
		}
	}
	return out, err
}
