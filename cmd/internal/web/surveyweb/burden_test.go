package surveyweb_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/burden"
	"dealervoice/survey/fault"
)

// campaign publishes a survey of so many minutes.
func campaign(t *testing.T, a *apptest.App, slug string, minutes int) {
	t.Helper()
	ctx, m := context.Background(), access.Machine("test")
	source := fmt.Sprintf(`{"title":{"default":%q},"dv":{"minutes":%d},"pages":[{"name":"p","elements":[{"type":"comment","name":"why"}]}]}`, slug, minutes)
	if _, report, err := a.Surveys.Import(ctx, m, survey.Import{Slug: slug, Source: []byte(source)}); err != nil {
		t.Fatalf("%v %+v", err, report)
	}
	if _, err := a.Surveys.Publish(ctx, m, slug); err != nil {
		t.Fatal(err)
	}
}

func TestTheThirdCampaignBeyondTheBudgetIsRefusedWithTheReasonAndTheNextFreeDay(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, m := context.Background(), access.Machine("test")
		if _, err := a.Roster.Import(ctx, m, "code,name,region\nD-1,永盛商贸,华东\nD-2,恒丰贸易,华北\n"); err != nil {
			t.Fatal(err)
		}
		c := a.LogIn(t, access.Analyst)
		c.Get("/app/burden").Expect(apptest.Status(200), apptest.WellMade(), apptest.Holds("minutes", "60"), apptest.Has(".empty"))
		c.Get("/app/burden").Form("form[action='/app/burden']").Set("minutes", "x").Set("surveys", "0").Submit().
			Expect(apptest.Status(422), apptest.WellMade(), apptest.Has("#minutes-error"), apptest.Has("#surveys-error"))
		c.Get("/app/burden").Form("form[action='/app/burden']").Set("minutes", "30").Set("surveys", "2").Submit().
			Expect(apptest.At("/app/burden"), apptest.Holds("minutes", "30"), apptest.Holds("surveys", "2"))

		invite := func(slug, code string) error {
			d, err := a.Roster.Find(ctx, m, audience.Code(code))
			if err != nil {
				t.Fatal(err)
			}
			_, err = a.Surveys.Invite(ctx, m, slug, []audience.Dealer{d})
			return err
		}
		for slug, minutes := range map[string]int{"first": 10, "second": 10, "third": 5, "long": 31} {
			campaign(t, a, slug, minutes)
		}
		for _, slug := range []string{"first", "second", "first"} { // a new link costs nothing
			if err := invite(slug, "D-1"); err != nil {
				t.Fatalf("%s: %v", slug, err)
			}
		}
		if err := invite("third", "D-1"); fault.KindOf(err) != fault.KindConflict || len(fault.From(err).Fields) != 1 || fault.From(err).Fields[0].Key != "burden.surveys" {
			t.Errorf("the third: %v", err)
		}
		p := c.Get("/app/surveys/third/invitations").Form("form.card").Set("who", "new").Press("button[value=page]")
		today, _ := time.Parse(time.DateOnly, string(a.Roster.Today()))
		free := time.Date(today.Year(), today.Month()-(today.Month()-1)%3+3, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		p.Expect(apptest.Status(409), apptest.WellMade(), apptest.Count("tbody tr", 1), apptest.Says("tbody th", "永盛商贸"), apptest.Says("tbody td", "上限是 2 份"), apptest.Says("tbody td", free))
		p.Form("form[action$=invitations]").Submit().Expect(apptest.Status(200), apptest.Says("tbody", "恒丰贸易"), apptest.Count("tbody tr", 1))
		if err := invite("long", "D-2"); fault.From(err) == nil || fault.From(err).Fields[0].Key != "burden.too_long" {
			t.Errorf("a survey beyond any budget: %v", err)
		}
		c.Get("/app/burden").Expect(apptest.Count("tbody tr", 2), apptest.Says("tbody tr:first-child", "永盛商贸"), apptest.Says("tbody tr:first-child .tag", "已用完"))

		a.Later(93 * 24 * time.Hour) // the next quarter
		if err := invite("third", "D-1"); err != nil {
			t.Errorf("in the next quarter: %v", err)
		}
		if err := a.Burden.Set(ctx, m, burden.Budget{Minutes: 8, Surveys: 50}); err != nil {
			t.Fatal(err)
		}
		if err := invite("third", "D-2"); err != nil {
			t.Errorf("asked in the wave before: %v", err)
		}
		campaign(t, a, "fourth", 4)
		if err := invite("fourth", "D-1"); fault.From(err) == nil || fault.From(err).Fields[0].Key != "burden.minutes" || !strings.Contains(err.Error(), "burden.refused") {
			t.Errorf("beyond the minutes: %v", err)
		}
	})
}
