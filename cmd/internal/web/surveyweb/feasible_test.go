package surveyweb_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// dealersOf is a roster: six of the east with tier A, two of the west with B.
func dealersOf() string {
	var b strings.Builder
	b.WriteString("code,name,region,tier\n")
	for i := range 8 {
		region, tier := "华东", "A"
		if i > 5 {
			region, tier = "西部", "B"
		}
		fmt.Fprintf(&b, "D-%d,经销商%d,%s,%s\n", i, i, region, tier)
	}
	return b.String()
}

func TestWhatTheAudienceCannotMeetIsAnErrorBeforePublishing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, m := context.Background(), access.Machine("test")
		source := func(dv, questions string) string {
			return fmt.Sprintf(`{"title":{"default":"F"},"dv":{"audience":"dealer",%s},"pages":[{"name":"p","elements":[%s]}]}`, dv, questions)
		}
		const choice, comment = `{"type":"radiogroup","name":"c","choices":["a","b"]}`, `{"type":"comment","name":"why"}`
		confidential, identified := `"privacy":{"mode":"confidential"}`, `"privacy":{"mode":"identified"}`
		check := func(s string) []string {
			t.Helper()
			r, err := a.Surveys.CheckSource(ctx, []byte(s))
			if err != nil {
				t.Fatal(err)
			}
			var paths []string
			for _, f := range r.Errors {
				if f.Code != "audience" {
					t.Errorf("%s", f)
				}
				paths = append(paths, f.Path)
			}
			return paths
		}
		if r, err := a.Surveys.CheckSource(ctx, []byte(source(confidential, comment))); err != nil || len(r.Errors) != 0 || !strings.Contains(fmt.Sprint(r.Warnings), "roster is empty") {
			t.Errorf("without a roster: %+v, %v", r, err)
		}
		if _, err := a.Roster.Import(ctx, m, dealersOf()); err != nil {
			t.Fatal(err)
		}
		for _, x := range []struct {
			name, source string
			want         []string
		}{
			{"eight are enough for how answers spread", source(confidential, choice), nil},
			{"and too few for texts", source(confidential, comment), []string{"pages[0].elements[0]"}},
			{"which names may stand beside", source(identified, comment), nil},
			{"a stern threshold", source(`"privacy":{"mode":"confidential","minCell":9}`, choice), []string{"dv.privacy"}},
			{"a small group", source(confidential+`,"breakdowns":[["tier"],["exclusive"]]`, choice), []string{"dv.breakdowns[0]"}},
			{"no group too small", source(identified+`,"breakdowns":[["tier"]]`, choice), nil},
			{"a quota of more than there are", source(identified+`,"quotas":{"cells":[{"id":"west","if":"{region} = '西部' and {c} = 'a'","limit":3},{"id":"either","if":"{region} = '西部' or {c} = 'a'","limit":8},{"id":"not","if":"{region} != '西部'","limit":7},{"id":"all","limit":9}]}`, choice),
				[]string{"dv.quotas.cells[0]", "dv.quotas.cells[2]", "dv.quotas.cells[3]"}},
			{"for anybody", strings.Replace(source(confidential, comment), `"dealer"`, `"consumer"`, 1), nil},
		} {
			if got := check(x.source); strings.Join(got, " ") != strings.Join(x.want, " ") {
				t.Errorf("%s: %v, want %v", x.name, got, x.want)
			}
		}

		// One validator: the page, publishing, and the draft that is taken in.
		bad := source(confidential+`,"breakdowns":[["tier"]]`, choice)
		_, report, err := a.Surveys.Import(ctx, m, survey.Import{Slug: "small", Source: []byte(bad)})
		if err != nil || !strings.Contains(fmt.Sprint(report.Warnings), "B (2)") {
			t.Fatalf("%v %+v", err, report)
		}
		if _, err := a.Surveys.Publish(ctx, m, "small"); fault.KindOf(err) != fault.KindInvalid || fault.From(err).Fields[0].Code != "audience" {
			t.Errorf("published: %v", err)
		}
		c := a.LogIn(t, access.Analyst)
		c.Get("/app/surveys/small").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("td", "经销商不够"), apptest.None("form[action$=publish]"))
		c.Get("/app/surveys/new").Form("form[enctype]").Set("source", bad).Press("button[value=check]").
			Expect(apptest.Status(200), apptest.Says("td", "B (2)"))
		if err := a.Surveys.Close(ctx, m, "small"); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("it was published: %v", err)
		}
	})
}
