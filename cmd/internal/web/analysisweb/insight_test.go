package analysisweb_test

// What the rows of the mission ask for, as their users would do it, on the real
// program and both databases: guesses before results (M13), importance, needs by
// Kano (M46), the chain (M45).

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

const insightForm = `{
 "title": {"default": "Quarterly", "zh-cn": "季度调查"},
 "pages": [
  {"name": "who", "elements": [{"type": "radiogroup", "name": "role", "choices": ["owner", "buyer"]}]},
  {"name": "what", "elements": [
   {"type": "rating", "name": "osat", "title": {"default": "Overall, how satisfied are you", "zh-cn": "总体满意吗"}, "rateMin": 1, "rateMax": 5},
   {"type": "rating", "name": "nps", "title": {"default": "Would you recommend us", "zh-cn": "会推荐吗"}, "rateMin": 0, "rateMax": 10, "dv": {"metric": "nps"}},
   {"type": "matrix", "name": "policy", "title": {"default": "Our policies", "zh-cn": "政策"}, "columns": [1, 2, 3, 4, 5],
    "rows": [{"value": "margin", "text": {"default": "Margin", "zh-cn": "利润空间"}}, {"value": "ads", "text": {"default": "Advertising", "zh-cn": "广告支持"}}, {"value": "credit", "text": {"default": "Credit", "zh-cn": "账期"}}]},
   {"type": "ranking", "name": "first", "title": {"default": "What should be fixed first", "zh-cn": "最该先改什么"}, "choices": ["margin", "ads", "credit"], "selectToRankEnabled": true, "maxSelectedChoices": 1},
   {"type": "panel", "name": "date", "title": {"default": "A firm delivery date", "zh-cn": "确定的到货日期"}, "elements": [
    {"type": "radiogroup", "name": "has", "choices": ["like", "must", "neutral", "live", "dislike"], "dv": {"kano": {"feature": "date", "part": "functional", "pair": "lacks"}}},
    {"type": "radiogroup", "name": "lacks", "choices": ["like", "must", "neutral", "live", "dislike"], "dv": {"kano": {"feature": "date", "part": "dysfunctional", "pair": "has"}}}]}]}],
 "dv": {"audience": "AUDIENCE", "privacy": {"mode": "MODE"}}
}`

// insight is a published survey that takes rows.
type insight struct {
	*apptest.App
	t    *testing.T
	into survey.Published
	sent int
	at   time.Time // when answers are given
}

func openInsight(t *testing.T, a *apptest.App, slug, audience string, mode survey.Mode) *insight {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	source := strings.NewReplacer("MODE", string(mode), "AUDIENCE", audience).Replace(insightForm)
	if _, _, err := a.Surveys.Import(ctx, by, survey.Import{Slug: slug, Source: []byte(source)}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Surveys.Publish(ctx, by, slug); err != nil {
		t.Fatal(err)
	}
	p, err := a.Surveys.Published(ctx, slug)
	if err != nil {
		t.Fatal(err)
	}
	return &insight{App: a, t: t, into: p, at: time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)}
}

// take imports n answers and has them read.
func (s *insight) take(n int, row func(i int) (answer.Data, audience.Attributes)) {
	s.t.Helper()
	at := s.at
	done, err := s.Feedback.Import(s.t.Context(), access.Machine("test"), feedback.Import{
		Into: s.into, Editions: s.Surveys,
		Rows: func(yield func(feedback.Row, error) bool) {
			for i := range n {
				s.sent++
				d, attributes := row(i)
				r := feedback.Row{Line: i + 1, ID: feedback.ID(fmt.Sprintf("%s-%04d", s.into.Survey.Slug, s.sent)), Language: language.Chinese, Wave: 1, Submitted: &at, Data: d, Attributes: attributes}
				if !yield(r, nil) {
					return
				}
			}
		},
		Refused: func(r feedback.Row, err error) { s.t.Errorf("row %d refused: %v", r.Line, err) },
	})
	if err != nil || done.Added != n {
		s.t.Fatalf("%+v, %v", done, err)
	}
	s.Work()
}

// typical is an answer in which satisfaction follows margin most and credit not
// at all; a firm date is taken for granted.
func typical(r *rand.Rand) answer.Data {
	scale := func(x float64) float64 { return math.Max(1, math.Min(5, math.Round(x))) }
	margin, ads, credit := r.NormFloat64(), r.NormFloat64(), r.NormFloat64()
	first := []any{"margin", "ads", "credit"}[min(r.IntN(3), r.IntN(3))]
	return answer.Data{
		"role": []any{"owner", "buyer"}[r.IntN(2)], "osat": scale(3 + .9*margin + .4*ads + .4*r.NormFloat64()), "nps": math.Round(5 + 2*margin + 2*r.Float64()),
		"policy": map[string]any{"margin": scale(2.3 + margin), "ads": scale(3.2 + ads), "credit": scale(3.9 + credit)}, "first": []any{first},
		"has": []any{"must", "must", "must", "neutral"}[r.IntN(4)], "lacks": "dislike",
	}
}

func clampNPS(d answer.Data) answer.Data {
	d["nps"] = math.Max(0, math.Min(10, d["nps"].(float64)))
	return d
}

func regions(i int) audience.Attributes {
	return audience.Attributes{"region": []string{"华东", "华南"}[i%2]}
}

func reader(t *testing.T, a *apptest.App, tag language.Tag) *apptest.Client {
	return a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: tag})
}

func TestImportanceStandsBesidePerformanceOnOnePage(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s, r := openInsight(t, a, "dealers", "dealer", survey.Confidential), rand.New(rand.NewPCG(1, 2))
		s.take(60, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })
		analyst := reader(t, a, language.English)
		p := analyst.Get("/app/surveys/dealers/drivers")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "Only 60 answers are complete; 100 are needed"), apptest.Says("thead", "Importance, stated"), apptest.Count("picture", 1))
		if strings.Contains(p.Text("thead"), "derived") {
			t.Error("60 answers carry a derived importance")
		}
		s.take(90, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })
		waitASecond(a)
		p = analyst.Get("/app/surveys/dealers/drivers")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.None(".notice"), apptest.Says(".hero .value", "Margin"), apptest.Says(".hero .of", "goes with"),
			apptest.Says("thead", "Importance, derived"), apptest.Says("thead", "Importance, stated"), apptest.Says("tbody tr:first-child .tag", "Fix first"), apptest.Count("picture", 2))
		for _, word := range []string{"cause of", "causes", "raises"} {
			if strings.Contains(p.Text("main"), word) {
				t.Errorf("the page claims a cause: %q", word)
			}
		}
		svg := string(analyst.Get("/app/surveys/dealers/drivers/derived.svg").Body)
		for _, row := range []string{"Margin", "Advertising", "Credit", "Fix first"} {
			if !strings.Contains(svg, row) {
				t.Errorf("the chart does not say %s", row)
			}
		}
		said := reader(t, a, language.Chinese).Get("/app/surveys/dealers/drivers")
		said.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "利润空间"), apptest.Says("thead", "推算的要紧程度"))
		for path, want := range map[string]int{"drivers?of=nowhere": 400, "drivers?outcome=nowhere": 400, "drivers/nowhere.svg": 404, "drivers?nowhere=1": 400, "kano/map.svg": 404} {
			analyst.Get("/app/surveys/dealers/" + path).Expect(apptest.Status(want))
		}
	})
}

func TestNeedsAreClassedAndRanked(t *testing.T) { // M46
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s, r := openInsight(t, a, "dealers", "dealer", survey.Confidential), rand.New(rand.NewPCG(1, 2))
		s.take(60, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })
		p := reader(t, a, language.English).Get("/app/surveys/dealers/kano")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .value", "A firm delivery date"), apptest.Says(".hero .of", "Must-be"),
			apptest.Says("tbody", "Taken for granted"), apptest.Says("tbody tr td.num", "n 60"))
		svg := string(reader(t, a, language.Chinese).Get("/app/surveys/dealers/kano/classes.svg").Body)
		if !strings.Contains(svg, "必备") || !strings.Contains(svg, "确定的到货日期") {
			t.Error("the chart does not say which feature is of which class")
		}
	})
}

func TestManagersGuessBeforeTheySeeResults(t *testing.T) { // M13
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s, r := openInsight(t, a, "dealers", "dealer", survey.Confidential), rand.New(rand.NewPCG(1, 2))
		analyst := reader(t, a, language.English)
		manager := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Manager}, Language: language.English})
		open := analyst.Get("/app/surveys/dealers/guess").Form("form[action$='/guess/open']")
		open.Set("closes", "2020-01-01").Submit().Expect(apptest.Status(422), apptest.Has(".field-error"))
		tomorrow := time.Now().Add(24 * time.Hour).Format(time.DateOnly)
		analyst.Get("/app/surveys/dealers/guess").Form("form[action$='/guess/open']").Set("closes", tomorrow).Submit().Expect(apptest.Status(200), apptest.None("form[action$='/guess/open']"))
		s.take(60, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })

		waitASecond(a)
		for _, path := range []string{"report", "themes", "drivers", "kano", "report?figure=nps", "crosstab"} { // every page leads to the guess
			manager.Get("/app/surveys/dealers/"+path).Expect(apptest.Status(200), apptest.At("/app/surveys/dealers/guess"), apptest.Has("input[name='g.policy.margin']"), apptest.None("td"))
		}
		for _, path := range []string{"charts/nps.svg", "drivers/stated.svg", "kano/classes.svg"} { // and no picture is drawn
			manager.Get("/app/surveys/dealers/" + path).Expect(apptest.Status(403))
		}
		manager.Get("/app/reports").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice", "Before you see the results"), apptest.None(".card .value"))
		manager.Get("/app/chain").Expect(apptest.Status(200), apptest.None(".hero"))
		manager.Get("/app/policies/reactions").Expect(apptest.Status(200))
		analyst.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.Has(".hero .value"))
		frozen := analyst.Get("/app/proposals/new?evidence="+url.QueryEscape("/app/surveys/dealers/report?figure=nps")).Form("main form[action='/app/proposals']").
			Set("title", "Margin").Set("problem", "Too thin").Submit().Expect(apptest.Status(200), apptest.Has(".evidence table")).URL.Path
		manager.Get(frozen).Expect(apptest.Status(200), apptest.None(".evidence table"), apptest.Says(".evidence", "guess the results"), apptest.None(".evidence [title='SHA-256']"))

		form := func() *apptest.Form { return manager.Get("/app/surveys/dealers/guess").Form("form[action$='/guess']") }
		p := form().Set("g.policy.margin", "4.5").Set("g.nps", "900").Submit()
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".error-summary"), apptest.Holds("g.policy.margin", "4.5"), apptest.Says(".field-error", "from 1 to 5"))
		p = form().Set("g.policy.margin", "4.5").Set("g.policy.ads", "3.2").Set("g.policy.credit", "3.9").Set("g.nps", "-50").Submit()
		p.Expect(apptest.Status(200), apptest.At("/app/surveys/dealers/guess"), apptest.WellMade(), apptest.Says(".hero .value", "/ 4"), apptest.Says("tbody tr:first-child", "too high"), apptest.Says("tbody tr:first-child", "n 60"))
		manager.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.At("/app/surveys/dealers/report"), apptest.Has(".hero .value"))
		manager.Get(frozen).Expect(apptest.Status(200), apptest.Has(".evidence table"))

		// once entered it stays
		token := manager.Get("/app/surveys/dealers/report").Find("input[name=_csrf]").AttrOr("value", "")
		manager.Post("/app/surveys/dealers/guess", url.Values{
			"_csrf": {token}, "g.policy.margin": {"2"}, "g.policy.ads": {"2"}, "g.policy.credit": {"2"}, "g.nps": {"2"},
		}).Expect(apptest.Status(409))
		analyst.Get("/app/surveys/dealers/guess").Expect(apptest.Status(200), apptest.Says("main", "1 manager has guessed"), apptest.Says("tbody tr:first-child", "4.5"))
		logged := a.LogIn(t, access.Admin).Get("/app/audit")
		logged.Expect(apptest.Says("main", "开始了一轮预估"), apptest.Says("main", "填写了预估"))
	})
}

func TestAWindowThatHasClosedHidesNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s, r := openInsight(t, a, "dealers", "dealer", survey.Identified), rand.New(rand.NewPCG(1, 2))
		s.take(20, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })
		yesterday, err := a.At(t.Context(), func() time.Time { return time.Now().Add(-49 * time.Hour) })
		if err != nil {
			t.Fatal(err)
		}
		if err := yesterday.Guess.Open(t.Context(), access.Machine("test"), "dealers", calendar.Of(time.Now().Add(-49*time.Hour), a.Zone)); err != nil {
			t.Fatal(err)
		}
		manager := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Manager}, Language: language.English})
		manager.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.At("/app/surveys/dealers/report"))
		manager.Get("/app/surveys/dealers/guess").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero", "you have entered no guess"), apptest.Says("main", "When the round was opened 20 answers were in"), apptest.None("form[action$='/guess']"))
	})
}

func TestTheChainIsWalkedFromConsumersToDealers(t *testing.T) { // M45
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for _, dealers := range []int{19, 40} {
			r := rand.New(rand.NewPCG(5, 6))
			from, to := fmt.Sprintf("consumers%d", dealers), fmt.Sprintf("dealers%d", dealers)
			consumers, asked := openInsight(t, a, from, "consumer", survey.Confidential), openInsight(t, a, to, "dealer", survey.Confidential)
			moods := make([]float64, dealers)
			for i := range moods {
				moods[i] = r.NormFloat64()
			}
			leaning := func(mood float64) answer.Data {
				d := clampNPS(typical(r))
				d["osat"] = math.Max(1, math.Min(5, math.Round(3+mood+.5*r.NormFloat64())))
				return d
			}
			code := func(i int) string { return fmt.Sprintf("D-%03d", i%dealers) }
			consumers.take(6*dealers, func(i int) (answer.Data, audience.Attributes) {
				return leaning(moods[i%dealers]), audience.Attributes{"dealer": code(i), "outlet": code(i) + "-A"}
			})
			asked.take(dealers, func(i int) (answer.Data, audience.Attributes) {
				return leaning(moods[i]), audience.Attributes{"dealer": code(i)}
			})
			at := "/app/chain?voice=osat&score=osat&consumers=" + from + "&dealers=" + to
			analyst := reader(t, a, language.English)
			p := analyst.Get(at)
			p.Expect(apptest.Status(200), apptest.WellMade())
			if dealers < 20 {
				p.Expect(apptest.Says(".hero .value", "–"), apptest.Says(".hero", "Not shown: too few dealers"), apptest.None("picture"))
				continue
			}
			p.Expect(apptest.Says(".hero", "the two go together"), apptest.Says(".hero .of", "40 dealers"), apptest.Has("picture"), apptest.Says("main", "not searched for the best fit"), apptest.Says("main", "Bunch 1: 8 dealers"))
			for _, word := range []string{"causes", "because of", "leads to"} {
				if strings.Contains(p.Text("main"), word) {
					t.Errorf("the page claims a cause: %q", word)
				}
			}
			for i := range dealers { // confidence was promised: no dealer by code, in no picture either
				p.Expect(apptest.Secret(code(i)))
			}
			if svg := string(analyst.Get(strings.Replace(at, "/app/chain?", "/app/chain/points.svg?", 1)).Body); strings.Contains(svg, "D-0") {
				t.Error("the picture names a dealer")
			}
			analyst.Get(at + "&lag=99").Expect(apptest.Status(400))
		}
	})
}

func TestMovesOfFivePointsAreCalledOutByQuarter(t *testing.T) { // M38
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		s := openInsight(t, a, "consumers", "consumer", survey.Confidential)
		for at, happy := range map[time.Time]int{time.Date(2026, 8, 20, 2, 0, 0, 0, time.UTC): 30, time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC): 10} {
			s.at = at
			s.take(60, func(i int) (answer.Data, audience.Attributes) {
				price := 2.0
				if i < happy {
					price = 5
				}
				return answer.Data{"osat": float64(i%5 + 1), "policy": map[string]any{"margin": price, "ads": 3.0, "credit": float64(i%5 + 1)}}, regions(i)
			})
		}
		p := reader(t, a, language.English).Get("/app/surveys/consumers/watch")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".hero li", 1), apptest.Says(".hero li", "Margin"), apptest.Says(".hero li", "fell from 50% to 17%"),
			apptest.Says(".hero li", "n 60 and 60"), apptest.Says("thead", "2026-Q3"), apptest.Says("thead", "2026-Q4"), apptest.Says("details", "does not say why"))
	})
}

func TestAReportSaysHowItIsReadAndWhatToMind(t *testing.T) { // M23
	a := apptest.Start(t, dbtest.SQLite(t))
	s, r := openInsight(t, a, "dealers", "dealer", survey.Confidential), rand.New(rand.NewPCG(1, 2))
	s.take(20, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })
	analyst := reader(t, a, language.English)
	p := analyst.Get("/app/surveys/dealers/report")
	p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice.warn", "Only 20 answers: take the figures as hints"), apptest.Says("details", "How to read this page"), apptest.Says("details", "19 of 20"))
	if strings.Contains(p.Text("main"), "before and after only") {
		t.Error("one wave is warned of before and after")
	}
	s.take(20, func(i int) (answer.Data, audience.Attributes) { return clampNPS(typical(r)), regions(i) })
	waitASecond(a)
	analyst.Get("/app/surveys/dealers/report").Expect(apptest.Status(200), apptest.None(".notice.warn"))
}
