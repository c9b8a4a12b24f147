package surveyweb_test

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey/access"
)

// A definition that cannot be kept is not praised for being free of errors.
func TestADefinitionThatCannotBeKeptIsNotCalledClean(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := a.LogIn(t, access.Analyst)
		for _, source := range []string{`{"title":"a\u0000b","pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, ""} {
			c.Get("/app/surveys/new").Form("form.card").Set("slug", "nul").Set("source", source).Press("button.primary").
				Expect(apptest.Status(422), apptest.WellMade(), apptest.None("#findings .good"), apptest.None("#findings-title.good"), apptest.Has(".error-summary"))
		}
		if n := a.Count(t, "surveys"); n != 0 {
			t.Errorf("%d surveys", n)
		}
	})
}
