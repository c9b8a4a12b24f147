package app_test

import (
	"context"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

const keptAYear = `{"title":"Kept","dv":{"privacy":{"mode":"identified","retentionMonths":12}},"pages":[{"name":"p","elements":[{"type":"comment","name":"why"}]}]}`

// Answers are kept as long as was promised, and then they go, with all that tells
// who was asked; the survey and the trail stay.
func TestAnswersGoWhenTheirTimeHasCome(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, machine := t.Context(), access.Machine("test")
		if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: "kept", Source: []byte(keptAYear)}); err != nil {
			t.Fatalf("%v %+v", err, report)
		}
		if _, err := a.Surveys.Publish(ctx, machine, "kept"); err != nil {
			t.Fatal(err)
		}
		var dealers []audience.Dealer
		for _, code := range []audience.Code{"D-1", "D-2", "D-3"} {
			dealers = append(dealers, audience.Dealer{Code: code, Name: "永盛", Region: "华东", Tier: "A"})
		}
		issued, err := a.Surveys.Invite(ctx, machine, "kept", dealers)
		if err != nil {
			t.Fatal(err)
		}
		for _, is := range issued[:2] {
			p := a.Visitor(language.Chinese).Get("/i/" + is.Token.Reveal())
			p.Expect(apptest.Says(".privacy", "12 months"))
			p.Form("form[method=post]").Set("why", "返利太慢").Press("button.go").Expect(apptest.Status(200))
		}
		a.Work()
		sweep := func() {
			t.Helper()
			if err := a.Feedback.SweepAnswers(ctx, nil); err != nil {
				t.Fatal(err)
			}
		}
		a.Later(3 * 366 * 24 * time.Hour)
		sweep()
		if n := a.Count(t, "responses"); n != 2 {
			t.Fatalf("%d answers of a survey that has not ended", n)
		}
		if err := a.Surveys.Close(ctx, machine, "kept"); err != nil {
			t.Fatal(err)
		}
		a.Later(360 * 24 * time.Hour)
		sweep()
		if n := a.Count(t, "responses"); n != 2 {
			t.Fatalf("%d answers before their time", n)
		}
		a.Later(10 * 24 * time.Hour)
		sweep()
		sweep() // and nothing the second time
		for _, table := range []string{"responses", "participations", "invitations", "invitation_links", "readings"} {
			if n := a.Count(t, table); n != 0 {
				t.Errorf("%d rows are left in %s", n, table)
			}
		}
		if a.Count(t, "surveys") != 1 || a.Count(t, "survey_versions") != 1 {
			t.Error("the survey is gone")
		}
		var lines []string
		err = a.DB.Read(context.Background()).Raw("SELECT detail FROM audit WHERE action = 'survey.expire'").Scan(&lines).Error
		if err != nil || len(lines) != 1 || lines[0] != `{"answers":2}` {
			t.Errorf("written down: %v, %v", lines, err)
		}
	})
}
