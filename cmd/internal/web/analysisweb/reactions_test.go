package analysisweb_test

import (
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback/proposal"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
	"dealervoice/survey/policy"
)

// register puts a policy with a pilot in 华东 into the register and links it to
// the question on rebates and to their theme.
func register(t *testing.T, a *apptest.App) policy.ID {
	t.Helper()
	ctx, by := t.Context(), access.Machine("test")
	text := func(s string) language.Text { return language.Text{ZH: s, EN: s} }
	p, err := a.Policies.Register(ctx, by, policy.Registration{
		Type: policy.TypeRebate, Title: text("Rebate"),
		First: policy.Draft{Summary: text("quarterly"), Clauses: []policy.Clause{{Text: text("paid each quarter")}}, From: "2026-01-01"},
	})
	if err != nil {
		t.Fatal(err)
	}
	pilot := policy.Draft{
		Summary: text("monthly"), Clauses: []policy.Clause{{Text: text("paid each month")}}, From: "2026-11-01",
		Reach: policy.Reach{Regions: []string{"华东"}}, Note: "pilot", After: 1,
	}
	if _, err := a.Policies.Revise(ctx, by, p.ID, pilot); err != nil {
		t.Fatal(err)
	}
	for _, target := range []policy.Target{{Survey: "dealers", Question: "policy", Row: "rebate"}, {Theme: "money.rebate"}} {
		if err := a.Policies.Link(ctx, by, p.ID, policy.Link{Target: target}); err != nil {
			t.Fatal(err)
		}
	}
	return p.ID
}

func TestReactionsAreThoseToTheVersionInForce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Confidential)
		for i := range 20 { // the pilot: 5 blame, 5 neutral, 10 praise
			c.answer(1, "华东", answer.Data{"nps": 8.0, "policy": map[string]any{"rebate": []float64{2, 3, 4, 5}[i%4]}})
		}
		for i := range 20 { // elsewhere: 10 blame, 10 neutral, and they say why
			d := answer.Data{"nps": 5.0, "policy": map[string]any{"rebate": []float64{1, 3}[i%2]}}
			if i%2 == 0 {
				d["why"] = "返利总是拖着不兑现"
			}
			c.answer(1, "华南", d)
		}
		c.take()
		id := register(t, a)
		analyst := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		p := analyst.Get("/app/policies/reactions")
		p.Expect(apptest.Status(200), apptest.WellMade(),
			apptest.Says("#p-rebate-1- td", "38%"), apptest.Says("#p-rebate-1-", "40"), // 15 of 40 blame
			apptest.Says("#p-rebate-1-1 td", "50%"), apptest.Says("#p-rebate-1-2 td", "25%"))
		for _, file := range []string{"asked.svg", "said.png"} {
			analyst.Get("/app/policies/reactions/" + file).Expect(apptest.Status(200))
		}
		analyst.Get("/app/policies/reactions/nothing.svg").Expect(apptest.Status(404))

		r, err := a.Analysis.Reactions(t.Context(), access.Machine("test"), analysis.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		said := r.Policies[0].Said
		if said.Negative.Count != 10 || said.N() != 10 {
			// ten of one opinion are hidden: who knows of one would know what they said
			if !said.Hidden() || said.Negative.Reason != analysis.Guarded {
				t.Errorf("said: %+v", said)
			}
		}
		short, err := a.Analysis.PolicyReactions().ByVersion(t.Context(), access.Machine("test"), id)
		if err != nil || len(short) != 2 || short[1].Version != 2 || short[1].Positive.Count != 10 || short[1].N != 20 {
			t.Errorf("by version: %+v, %v", short, err)
		}
	})
}

func TestAFigureIsEvidenceAsItStands(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		openCompany(t, a, survey.Confidential).worked()
		id := register(t, a)
		ctx, by := t.Context(), access.Machine("test")
		f, err := a.Analysis.Evidence().Now(ctx, by, analysis.FigureRef("dealers", "nps", analysis.Filter{}))
		if err != nil {
			t.Fatal(err)
		}
		v := f.Snapshot.Values[0]
		if f.Kind != proposal.KindQuestion || f.Snapshot.N != 40 || v.Value != 20 || int(v.Low) != -5 || int(v.High) != 45 || f.Snapshot.Unit != proposal.Points || f.Caption.EN != "Would you recommend us" {
			t.Errorf("%+v", f)
		}
		east := analysis.Filter{Is: []analysis.Condition{{Dim: "region", Values: []string{"华东"}}}}
		f, err = a.Analysis.Evidence().Now(ctx, by, analysis.FigureRef("dealers", "policy", east))
		if err != nil || f.Snapshot.N != 20 || len(f.Snapshot.Values) != 2 || f.Snapshot.Filter[0].Value.ZH != "华东" || f.Snapshot.Filter[0].Name.EN != "Region" {
			t.Errorf("%+v, %v", f, err)
		}
		f, err = a.Analysis.Evidence().Now(ctx, by, analysis.ReactionRef(id, 1, analysis.Filter{}))
		if err != nil || f.Kind != proposal.KindPolicy || f.Snapshot.Policy != string(id) || f.Snapshot.N != 20 {
			t.Errorf("%+v, %v", f, err)
		}
		f, err = a.Analysis.Evidence().Now(ctx, by, analysis.ThemeRef("dealers", "supply.stockout", analysis.Filter{}))
		if err != nil || f.Snapshot.Withheld == "" || len(f.Snapshot.Values) != 0 {
			t.Errorf("ten people of one opinion: %+v, %v", f, err)
		}
		for _, ref := range []string{
			"/app/surveys/dealers/report", "/app/surveys/dealers/report?figure=nowhere", "/app/surveys/nowhere/report?figure=nps", "/app/policies/reactions?policy=nowhere",
			"/app/surveys/dealers/report?figure=why", "/app/users", "%zz", "/app/surveys/dealers/report?figure=nps&nowhere=1", "/app/policies/reactions?policy=" + string(id) + "&version=9",
		} {
			if _, err := a.Analysis.Evidence().Now(ctx, by, ref); fault.KindOf(err) != fault.KindNotFound {
				t.Errorf("%s: %v", ref, err)
			}
		}
	})
}
