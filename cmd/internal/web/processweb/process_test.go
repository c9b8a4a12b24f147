package processweb_test

import (
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	demo "dealervoice/cmd/internal/demo/process"
	"dealervoice/survey/access"
)

func TestAProcessIsImportedOnceAndReadByAll(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		rep, manager := a.LogIn(t, access.Rep), a.LogIn(t, access.Manager)
		rep.Get("/app/process").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has(".empty"), apptest.None(".empty a"))
		rep.Get("/app/process/import").Expect(apptest.Status(403))
		rep.Get("/app/process/1").Expect(apptest.Status(404))
		rep.Get("/app/process/diff").Expect(apptest.Status(404))
		rep.Get("/app/proposals").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has(".empty"))
		form := manager.Get("/app/process").Follow(".empty a").Expect(apptest.Status(200), apptest.WellMade())

		bad := strings.NewReplacer(`"due_hours": 48`, `"due_hours": "bald"`, `"role": "order_desk"`, `"role": "nobody"`).Replace(string(demo.JSON))
		form.Form("main form").Attach("file", apptest.File{Name: "process.json", Content: []byte(bad)}).Press("button.primary").
			Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "stages[3].actions[2].due_hours：这里应该是数字"))
		form.Form("main form").Set("source", "{\n\n!").Press("button.primary").
			Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "第 3 行不是正确的 JSON"), apptest.Holds("source", "{\r\n\r\n!"))
		rep.Get("/app/process").Expect(apptest.Has(".empty"))

		checked := form.Form("main form").Attach("file", apptest.File{Name: "process.json", Content: demo.JSON}).Press("button[value=check]").
			Expect(apptest.Status(200), apptest.WellMade(), apptest.Says(".notice.good", "共 8 个步骤"), apptest.Count(".flow .stage", 8))
		rep.Get("/app/process").Expect(apptest.Has(".empty"))
		checked.Form("main form").Press("button.primary").Expect(apptest.Status(200), apptest.At("/app/process"), apptest.WellMade(),
			apptest.Says("h1", "第 1 版"), apptest.Says(".meter-card", "未达到"), apptest.Says(".meter-card", "参与人数为0"), apptest.Says(".figure .value", "0%"),
			apptest.Count(".flow .stage", 8), apptest.Count(".actions tbody tr", 26))

		manager.Get("/app/process/import").Expect(apptest.Status(200), apptest.WellMade(), apptest.None("main form"))
		checked.Form("main form").Press("button.primary").Expect(apptest.Status(409), apptest.WellMade(), apptest.Says(".error-summary", "只能通过提案修改"))
		rep.Get("/app/process").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has("a[href='/app/proposals/new?action=A403']"))
		rep.Get("/app/process/1").Expect(apptest.Status(200), apptest.WellMade())
		rep.Get("/app/process/diff?from=1&to=1").Expect(apptest.Status(200), apptest.WellMade(), apptest.Has(".empty"))
		for _, missing := range []string{"/app/process/2", "/app/process/x", "/app/process/diff?to=9", "/app/process/diff?from=x"} {
			rep.Get(missing).Expect(apptest.Status(404))
		}
	})
}

// From an action of the book to the form that changes it.
func TestAnActionLeadsToAProposalAboutIt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		manager, rep := a.LogIn(t, access.Manager), a.LogIn(t, access.Rep)
		manager.Get("/app/process/import").Form("main form").Attach("file", apptest.File{Name: "process.json", Content: demo.JSON}).Press("button.primary")
		rep.Get("/app/process").Follow("a[href='/app/proposals/new?action=A403']").Form("main form[action='/app/proposals']").
			Set("title", "当天答复").Set("problem", "等两天").Submit().
			Expect(apptest.Status(200), apptest.At("/app/proposals/1/change"), apptest.WellMade(), apptest.Holds("due_hours", "48"),
				apptest.Holds("allowed.basis", "atp", "asked_production", "estimate", "none"))
	})
}
