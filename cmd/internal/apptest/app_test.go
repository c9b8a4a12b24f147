package apptest_test

import (
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

func TestTheProgramCanBeEnteredOnBothDatabases(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		stranger := a.Visitor(language.English)
		stranger.Get("/healthz").Expect(apptest.Status(200))
		login := stranger.Get("/app")
		login.Expect(apptest.Status(200), apptest.At("/login"), apptest.Has("form[action='/login']"), apptest.WellMade())
		refused := login.Form("form[action='/login']").Set("email", "nobody@example.com").Set("password", "wrong").Submit()
		refused.Expect(apptest.Status(422), apptest.Has(".error-summary"), apptest.Holds("email", "nobody@example.com"), apptest.WellMade())

		staff := a.LogIn(t, access.Admin)
		staff.Get("/app").Expect(apptest.Status(200), apptest.WellMade())
		a.Work()

		staff.Forget()
		staff.Get("/app").Expect(apptest.At("/login"))
		if log := a.Logged(); log == "" || strings.Contains(log, apptest.Password) {
			t.Errorf("the log is empty or tells the password:\n%s", log)
		}
	})
}

func TestStatementsOfARequestCanBeCounted(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		staff := a.LogIn(t, access.Admin)
		reads, writes := a.Statements(func() { staff.Get("/app") })
		if reads == 0 || reads > 10 || writes > 1 {
			t.Errorf("the start page costs %d reads and %d writes", reads, writes)
		}
		if reads, writes := a.Statements(func() { staff.Get("/healthz") }); reads+writes != 0 {
			t.Errorf("health costs %d reads and %d writes", reads, writes)
		}
	})
}
