package analysisweb_test

import (
	"testing"

	"dealervoice/cmd/internal/account"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/language"
)

// Where confidence was promised, a page that was looked at moves when the fifth
// new answer is in, and not before; each time within two seconds.
func TestConfidentialPagesMoveWithTheFifthNewAnswer(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Confidential)
		analyst := a.LogInAs(t, account.NewUser{Roles: []access.Role{access.Analyst}, Language: language.English})
		look := func() *apptest.Page {
			waitASecond(a)
			return analyst.Get("/app/surveys/dealers/report?figure=nps")
		}
		give := func(n int) {
			for i := range n {
				c.answer(1, "华东", answer.Data{"nps": float64(i % 11)})
			}
			c.take()
		}
		give(12)
		look().Expect(apptest.Status(200), apptest.Says(".hero", "n 12"))
		for range 4 {
			give(1)
			look().Expect(apptest.Says(".hero", "n 12"))
		}
		give(1)
		look().Expect(apptest.Says(".hero", "n 17"))
	})
}
