package usageweb_test

import (
	"testing"
	"time"

	"dealervoice/analysis/review"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/companytest"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

func TestTheHouseSeesWhatTheSystemAchieves(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := companytest.Open(t, a, survey.Identified)
		analyst := a.LogIn(t, access.Analyst)
		analyst.Get("/app/usage").Expect(apptest.Status(200), apptest.WellMade(), apptest.Count(".empty", 2))
		c.Worked() // ten answers about stockouts
		analyst.Get("/app/surveys/dealers/report").Expect(apptest.Status(200))
		if n := a.Count(t, "report_reads"); n != 0 {
			t.Errorf("%d readings of a survey that takes answers", n)
		}
		by := access.Machine("test")
		if err := a.Surveys.Close(t.Context(), by, "dealers"); err != nil {
			t.Fatal(err)
		}
		analyst.Get("/app/usage").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".tag.warn", "还没人看"))
		a.Later(3 * time.Hour)
		analyst.Get("/app/surveys/dealers/report").Expect(apptest.Status(200))
		a.Later(2 * time.Hour)
		for range 2 {
			analyst.Get("/app/surveys/dealers/report").Expect(apptest.Status(200))
			a.LogIn(t, access.Manager).Get("/app/surveys/dealers/report").Expect(apptest.Status(200))
		}
		d, err := a.Review.Desk(t.Context(), by, review.Query{Survey: "dealers"})
		if err != nil || d.Item == nil {
			t.Fatalf("%+v, %v", d, err)
		}
		say := review.Decision{Survey: "dealers", Handle: d.Item.Handle, Themes: []review.Label{{Theme: "supply.stockout", Polarity: -1}}}
		if _, err := a.Review.Judge(t.Context(), by, say); err != nil {
			t.Fatal(err)
		}
		p := analyst.Get("/app/usage").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".hero .figure .value", "90%"), apptest.Says(".hero .of", "10 条有主题的回答里有 9 条"),
			apptest.Says("td", "3.0 小时"), apptest.None(".tag.warn"))
		if got := p.Find("td[data-label='看过的人']").Text(); got != "3" {
			t.Errorf("%q readers", got)
		}
		a.LogIn(t, access.Rep).Get("/app/usage").Expect(apptest.Status(403))
	})
}
