package surveyweb_test

import (
	"context"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/cmd/internal/demo"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// A definition with faults of several kinds, as somebody would paste it.
const faulty = `{
  "title": "T",
  "pages": [{"name": "p1", "elements": [
    {"type": "teleport", "name": "q1"},
    {"type": "radiogroup", "name": "q2", "choices": ["a", "a"]},
    {"type": "text", "name": "q3", "visibleIf": "{q2} = "}
  ]}]
}`

// TestThePagesAsTheyAreDrawn opens every page about surveys and dealers of the
// demo company on a phone and on a desk, in both languages.
func TestThePagesAsTheyAreDrawn(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	if err := demo.Load(context.Background(), a.App, apptest.Password); err != nil {
		t.Fatal(err)
	}
	b := browsertest.Start(t)
	for name, c := range map[string]struct {
		screen browsertest.Screen
		tag    language.Tag
	}{
		"phone zh": {browsertest.Phone, language.Chinese}, "desk zh": {browsertest.Desktop, language.Chinese},
		"phone en": {browsertest.Phone, language.English}, "desk en": {browsertest.Desktop.InDark(), language.English},
	} {
		email := string(c.tag) + name[:4] + "@example.com"
		_, err := a.Accounts.Add(context.Background(), access.Machine("test"), account.NewUser{
			Email: email, Name: "Kim", Password: apptest.Password, Roles: []access.Role{access.Analyst},
			Scope: access.Scope{Level: access.All}, Language: c.tag,
		})
		if err != nil {
			t.Fatal(err)
		}
		p := b.Open(c.screen.In(c.tag), a.URL+"/login")
		p.Fill("#email", email).Fill("#password", apptest.Password).Go("button.primary")
		look(t, name, p, a.URL)
	}
}

func look(t *testing.T, name string, p *browsertest.Page, base string) {
	visit := func(page, path string) {
		t.Helper()
		p.Visit(base + path).Look(name + " " + page)
	}
	visit("surveys", "/app/surveys")
	visit("survey", "/app/surveys/dealer-quarterly")
	visit("write", "/app/surveys/new")
	p.Fill("#source", faulty).Go("button[value=save]").Look(name + " write with faults")
	visit("invitations", "/app/surveys/dealer-quarterly/invitations?wave=1")
	visit("invite", "/app/surveys/dealer-quarterly/invitations")
	p.Click("input[value=all]").Choose("#tier", "A").Go("button[value=page]").Look(name + " links")
	visit("unlinkable", "/app/surveys/consumer-after-purchase/invitations")
	visit("dealers", "/app/dealers?region=华东")
	visit("dealer", "/app/dealers/D-001")
	visit("import", "/app/dealers/import")
	p.Fill("#text", "code,name,region,phone\nD-001,新名字,华东,1\nD-900,,华东,1\n").Go("button[value=check]").Look(name + " import with faults")
	p.Fill("#text", "code,name,region,tier,phone\nD-001,新名字,华南,A,1\nD-900,新店,华东,B,1\n").Go("button[value=check]").Look(name + " import plan")
}
