package reviewweb_test

import (
	"testing"

	"dealervoice/analysis/review"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/companytest"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// What people judged trains a model: it learns from chosen answers only, is compared
// on those held back, and can be taken out of use again.
func TestJudgedAnswersTrainAModelThatIsComparedAndTakenBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		voices(t, a, survey.Identified, 320)
		c := companytest.Analyst(t, a)
		p := c.Get("/app/review/tagger/models").Expect(apptest.Status(200), apptest.WellMade())
		p.Form("form[action$='/train']").Submit().Expect(apptest.Status(409), apptest.WellMade(), apptest.Has(".error-summary"))

		ctx, by := t.Context(), access.Machine("test")
		by.UserID = "coder"
		held, chosen := 0, 0
		for chosen < 55 {
			d, err := a.Review.Desk(ctx, by, review.Query{Survey: "dealers"})
			if err != nil || d.Item == nil {
				t.Fatalf("after %d and %d: %+v, %v", held, chosen, d.Progress, err)
			}
			if d.Item.Held {
				held++
			} else {
				chosen++
			}
			say := []review.Label{}
			for _, th := range d.Item.Found {
				say = append(say, review.Label{Theme: th.ID, Polarity: th.Polarity})
			}
			if _, err := a.Review.Judge(ctx, by, review.Decision{Survey: "dealers", Handle: d.Item.Handle, Themes: say}); err != nil {
				t.Fatal(err)
			}
		}
		labels, err := a.Review.Labels(ctx)
		if err != nil || len(labels) != held+chosen || held < 50 {
			t.Fatalf("%d labels of %d held and %d chosen, %v", len(labels), held, chosen, err)
		}
		p.Form("form[action$='/train']").Submit().Expect(apptest.Status(200), apptest.Via(303))
		a.Work()
		m, err := a.Coding.OpenModels(ctx, by)
		if err != nil || len(m.Models) != 1 || m.Models[0].Labels != chosen || m.Models[0].Held == nil || m.Models[0].Held.After.Rows != held {
			t.Fatalf("%+v, %v", m.Models, err)
		}
		p = c.Get("/app/review/tagger/models").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("main", "模型 1"), apptest.Says("main", "之前"))
		if m.InUse.Model == 1 {
			p.Form("form[action$='/back']").Submit().Expect(apptest.Status(200), apptest.Via(303), apptest.Says(".hero", "只凭主题"))
		}
	})
}
