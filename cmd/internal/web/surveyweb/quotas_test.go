package surveyweb_test

import (
	"context"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

func TestThePageOfQuotasShowsEachCell(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		ctx, m := context.Background(), access.Machine("test")
		for slug, mode := range map[string]string{"open": "identified", "veiled": "confidential"} {
			source := `{"title":{"default":"Q"},"dv":{"privacy":{"mode":"` + mode + `"},"quotas":{"target":20,"cells":[{"id":"a","title":{"zh-CN":"甲组 <b>"},"if":"{q} = 'a'","percent":50},{"id":"all","limit":20}]}},"pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`
			if _, report, err := a.Surveys.Import(ctx, m, survey.Import{Slug: slug, Source: []byte(source)}); err != nil {
				t.Fatalf("%v %+v", err, report)
			}
			if _, err := a.Surveys.Publish(ctx, m, slug); err != nil {
				t.Fatal(err)
			}
			a.Visitor("zh-CN").Get("/s/"+slug).Form("form[method=post]").Set("q", "a").Press("button.go").Expect(apptest.At("/s/" + slug + "/done"))
		}
		c := a.LogIn(t, access.Analyst)
		c.Get("/app/surveys/open").Expect(apptest.Has("a[href='/app/surveys/open/quotas']"))
		c.Get("/app/surveys/open/quotas").Expect(apptest.Status(200), apptest.WellMade(), apptest.Count("tbody tr", 2), apptest.Says("tbody tr:first-child th", "甲组 <b>"),
			apptest.Says("tbody tr:first-child td.num:nth-of-type(2)", "10"), apptest.Says("tbody tr:first-child td.num:nth-of-type(3)", "1"), apptest.Says("dl.facts", "30 分钟"))
		c.Get("/app/surveys/veiled/quotas").Expect(apptest.Status(200), apptest.Says("tbody tr:first-child td.num:nth-of-type(3)", "< 5"))
		east := a.LogInAs(t, account.NewUser{Email: "east-q@example.com", Name: "E", Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: access.Region, Value: "华东"}})
		east.Get("/app/surveys/open/quotas").Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("tbody tr:first-child td.num:nth-of-type(3)", "–"))
	})
}
