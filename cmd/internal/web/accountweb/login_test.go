package accountweb_test

import (
	"strconv"
	"strings"
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/demo/process"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func TestWhoTriesTooOftenIsToldWhenToComeBack(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.Visitor(language.English)
		c.T = t
		try := func() *apptest.Page {
			return c.Get("/login").Form("form[action='/login']").Set("email", "somebody@example.com").Set("password", "wrong").Submit()
		}
		last := try()
		for range 40 {
			if last.Status == 429 {
				break
			}
			last.Expect(apptest.Status(422))
			if h := last.Header.Get("Retry-After"); h != "" {
				t.Errorf("a mistake is told to wait %s s", h)
			}
			last = try()
		}
		last.Expect(apptest.Status(429), apptest.WellMade(), apptest.Holds("email", "somebody@example.com"))
		if wait, err := strconv.Atoi(last.Header.Get("Retry-After")); err != nil || wait < 60 || wait > 3600 || wait%60 != 0 {
			t.Errorf("Retry-After: %q", last.Header.Get("Retry-After"))
		}
	})
}

// Lists without an end are lists, not "null"; a kind that nobody has is empty.
func TestTheTrailIsWellMadeHoweverItIsAsked(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogIn(t, access.Admin)
		for _, at := range []string{"/app/audit", "/app/audit?kind=user", "/app/audit?kind=nothing", "/app/audit?before=1", "/app/audit?before=x", "/app/audit?before=-5"} {
			p := c.Get(at)
			p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Secret("null"), apptest.Secret("<nil>"))
		}
		c.Get("/app/audit").Expect(apptest.Says("main td", "登录"), apptest.Says("main td", "新建了账号"), apptest.Says("main td", "角色 管理员"), apptest.Says("main td", "系统自动"), apptest.None("main code"), apptest.Secret("user."))
		c.Get("/app/audit?kind=nothing").Expect(apptest.Has(".empty"))
	})
}

// People read names of departments; only programs read ids.
func TestDepartmentsAreNamedAndChosen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogIn(t, access.Admin)
		c.Get("/app/users/new").Expect(apptest.WellMade(), apptest.Has("input[name=department]")) // there is no process yet
		if _, err := a.Process.Import(t.Context(), access.Machine("test"), process.JSON); err != nil {
			t.Fatal(err)
		}
		f := c.Get("/app/users/new").Form("main form.card")
		f.Set("email", "f@example.com").Set("name", "Fang").Set("password", "long enough words").Set("roles", "support").Set("department", "finance").Set("scope", "all")
		p := f.Press("button.primary")
		p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Says("main td", "支持部门 财务"))
	})
}

// One person is one account, however the address is typed; letters of other alphabets
// that only look alike are somebody else (D6).
func TestAnAddressIsOneHoweverItIsTyped(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Email: "Sofia.Fisher@Example.com"})
		enter := func(email string) *apptest.Page {
			f := a.Visitor(language.English).Get("/login").Form("main form")
			return f.Set("email", email).Set("password", apptest.Password).Press("button.primary")
		}
		for name, email := range map[string]string{
			"as it was given": "Sofia.Fisher@Example.com", "full-width letters": "ｓｏｆｉａ．ｆｉｓｈｅｒ＠ｅｘａｍｐｌｅ．ｃｏｍ",
			"a ligature": "so\uFB01a.\uFB01sher@example.com", "capitals and spaces": "  SOFIA.FISHER@EXAMPLE.COM ",
		} {
			if p := enter(email); p.Status != 200 || p.Find("main h1").Text() == "" || p.Find("input[type=password]").Length() > 0 {
				t.Errorf("%s does not get in", name)
			}
		}
		for name, email := range map[string]string{
			"a Cyrillic o": "s\u043Efia.fisher@example.com", "a zero-width joiner": "sofia\u200D.fisher@example.com",
			"a thousand marks": "sofia.fisher@example.com" + strings.Repeat("\u0301", 1000), "a turned line": "\u202Esofia.fisher@example.com",
		} {
			if p := enter(email); p.Status >= 500 || p.Find("input[type=password]").Length() == 0 {
				t.Errorf("%s: %d", name, p.Status)
			}
		}
		admin := a.LogIn(t, access.Admin)
		n := a.Count(t, "users")
		f := admin.Get("/app/users/new").Form("main form.card").Set("email", "so\uFB01a.\uFB01sher@example.com").Set("name", "Other").Set("password", "long enough words").Set("roles", "analyst").Set("scope", "all")
		f.Press("button.primary").Expect(apptest.Status(422), apptest.WellMade(), apptest.Says(".error-summary", "已经"))
		if now := a.Count(t, "users"); now != n {
			t.Errorf("%d accounts, before %d", now, n)
		}
		a.Calm(t)
	})
}
