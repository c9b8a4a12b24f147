package companytest

import (
	"testing"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/access"
	"dealervoice/survey/language"
)

// Analyst logs an analyst in who reads Chinese.
func Analyst(t *testing.T, a *apptest.App) *apptest.Client {
	t.Helper()
	return a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.Chinese})
}

// Theme is how a theme is spoken of, by the figures of the report as they are now.
func Theme(t *testing.T, a *apptest.App, id string) analysis.Theme {
	t.Helper()
	WaitASecond(a)
	r, err := a.Analysis.Themes(t.Context(), access.Machine("test"), "dealers", analysis.QuoteQuery{Theme: id})
	if err != nil {
		t.Fatal(err)
	}
	return *r.Chosen
}
