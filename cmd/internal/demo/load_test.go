package demo_test

import (
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/demo"
	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/feedback/proposal"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

func TestTheDemoCompanyIsWhole(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, by := t.Context(), access.Machine("test")
		if err := demo.Load(ctx, a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		dealers, err := a.Roster.All(ctx, by, audience.Query{})
		if err != nil || len(dealers) != 60 {
			t.Errorf("%d dealers, %v", len(dealers), err)
		}
		if f, err := a.Roster.Facets(ctx, by); err != nil || len(f.Regions) != 5 {
			t.Errorf("regions %v, %v", f.Regions, err)
		}
		for _, slug := range questionnaire.Slugs() {
			if p, err := a.Surveys.Published(ctx, slug); err != nil || p.Survey.State != survey.Open {
				t.Errorf("%s: %+v, %v", slug, p.Survey, err)
			}
		}
		if policies, err := a.Policies.All(ctx, by); err != nil || len(policies) != 5 {
			t.Errorf("%d policies, %v", len(policies), err)
		}
		if book, err := a.Process.Book(ctx, by); err != nil || book.InForce == nil || book.InForce.Number != 1 {
			t.Errorf("process in force %+v, %v", book.InForce, err)
		}
		if list, err := a.Proposals.List(ctx, by, proposal.Query{Limit: 10}); err != nil || len(list) != 1 {
			t.Errorf("%d proposals, %v", len(list), err)
		}
	})
}

// What was planted must be found by the product's own analysis.
func TestWhatWasPlantedIsFound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, by := t.Context(), access.Machine("test")
		if err := demo.Load(ctx, a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		a.Work()
		mean := func(figure, by1, value string) float64 {
			cells, err := a.Analysis.Cells(ctx, by, analysis.Query{Survey: "dealer-quarterly", Figure: figure, By: []string{by1}, Measures: []analysis.Measure{analysis.Mean}})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cells {
				for _, k := range c.Keys {
					if k.Dim == by1 && k.Value == value && !c.Suppressed {
						return c.Value
					}
				}
			}
			t.Fatalf("no mean of %s for %s %s: %+v", figure, by1, value, cells)
			return 0
		}
		for _, hit := range []string{"西南", "东北"} {
			for _, spared := range []string{"华东", "华南", "华北"} {
				if h, s := mean("d15.target", "region", hit), mean("d15.target", "region", spared); h >= s {
					t.Errorf("targets: %s %.2f is not below %s %.2f", hit, h, spared, s)
				}
			}
		}
		if first, second := mean("d10.availability", "wave", "1"), mean("d10.availability", "wave", "2"); second >= first {
			t.Errorf("availability rose from %.2f to %.2f although stockouts got worse", first, second)
		}
	})
}
