package uploadweb_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

const asked = `{"title":{"default":"F","zh-cn":"文件"},"dv":{"privacy":{"mode":%q,"minCell":5}},"pages":[{"name":"a","elements":[
	{"type":"paneldynamic","name":"stores","panelCount":1,"templateElements":[{"type":"file","name":"note","title":"Note"}]}]}]}`

var machine = access.Machine("test")

// publish makes the survey with a mode and returns a personal link of a dealer
// in the region.
func publish(t *testing.T, a *apptest.App, mode, region string) string {
	t.Helper()
	ctx := context.Background()
	if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: mode, Source: fmt.Appendf(nil, asked, mode)}); err != nil {
		t.Fatalf("%v %+v", err, report)
	}
	if _, err := a.Surveys.Publish(ctx, machine, mode); err != nil {
		t.Fatal(err)
	}
	issued, err := a.Surveys.Invite(ctx, machine, mode, []audience.Dealer{{Code: "D1", Name: "永盛商贸", Region: region, Area: "苏南", Tier: "A", Rep: "li@example.com"}})
	if err != nil {
		t.Fatal(err)
	}
	return "/i/" + issued[0].Token.Reveal()
}

// send answers with a paper.
func send(t *testing.T, a *apptest.App, link string) {
	t.Helper()
	f := a.Visitor(language.Chinese).Get(link).Form("form[method=post]")
	f.Attach("stores[0].note", apptest.File{Name: `<b>送货"单".txt`, Content: []byte("=SUM(1)")}).Press("button.go").Expect(apptest.Says("h1", "谢谢"))
}

func TestFilesAreHandedToThoseWhoMaySeeTheAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		send(t, a, publish(t, a, "identified", "华东"))
		analyst := a.LogIn(t, access.Analyst)
		p := analyst.Get("/app/surveys/identified/files")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("tbody th", `<b>送货"单".txt`), apptest.Says("tbody", "华东"), apptest.Says("tbody", "stores"))
		link := p.Find("tbody a").AttrOr("href", "")
		file := analyst.Get(link)
		file.Expect(apptest.Status(200))
		if file.Body != "=SUM(1)" || !strings.HasPrefix(file.Header.Get("Content-Type"), "text/plain") {
			t.Errorf("the file: %q %q", file.Header.Get("Content-Type"), file.Body)
		}
		for name, want := range map[string]string{"Content-Disposition": "attachment", "Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"} {
			if got := file.Header.Get(name); !strings.Contains(got, want) || strings.Contains(got, "<b>") {
				t.Errorf("%s: %q", name, got)
			}
		}
		var entries int
		if err := a.DB.Read(context.Background()).Raw("SELECT count(*) FROM audit WHERE action = 'answer.file'").Scan(&entries).Error; err != nil || entries != 1 {
			t.Errorf("%d downloads are written down, %v", entries, err)
		}

		elsewhere := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Scope: access.Scope{Level: "region", Value: "华南"}})
		elsewhere.Get(link).Expect(apptest.Status(404))
		elsewhere.Get("/app/surveys/identified/files").Expect(apptest.Status(200), apptest.None("tbody a"))
		other := "x"
		if strings.HasSuffix(link, other) {
			other = "y"
		}
		analyst.Get(link[:len(link)-1] + other).Expect(apptest.Status(404))
		a.LogIn(t, access.Rep).Get(link).Expect(apptest.Status(403))
		a.Visitor(language.Chinese).Send(apptest.Request{Path: link}).Expect(apptest.Status(http.StatusSeeOther))
	})
}

func TestAPromiseHoldsForFilesToo(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		send(t, a, publish(t, a, "confidential", "华东"))
		a.LogIn(t, access.Analyst).Get("/app/surveys/confidential/files").Expect(apptest.Status(403))
		voice := a.LogIn(t, access.VoiceOfficer)
		link := voice.Get("/app/surveys/confidential/files").Find("tbody a").AttrOr("href", "")
		voice.Get(link).Expect(apptest.Status(200))
		a.LogIn(t, access.Analyst).Get(link).Expect(apptest.Status(403))

		ctx := context.Background()
		if _, report, err := a.Surveys.Import(ctx, machine, survey.Import{Slug: "unlinkable", Source: fmt.Appendf(nil, asked, "unlinkable")}); err != nil {
			t.Fatalf("%v %+v", err, report)
		}
		if _, err := a.Surveys.Publish(ctx, machine, "unlinkable"); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("an unlinkable survey asks for files, which name who sends them: %v", err)
		}
	})
}
