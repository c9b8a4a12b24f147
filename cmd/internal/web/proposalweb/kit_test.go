package proposalweb_test

import (
	"context"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/demo"
	"dealervoice/survey/language"
)

// company is the demo company on a running program.
type company struct {
	*apptest.App
	t      testing.TB
	people map[string]*apptest.Client // logged in already, by e-mail
}

// TestProposals runs everything with one demo company a database: loading it
// takes longer than using it. What changes the company for good comes last.
func TestProposals(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if err := demo.Load(context.Background(), a.App, apptest.Password); err != nil {
			t.Fatal(err)
		}
		people := map[string]*apptest.Client{}
		for _, c := range []struct {
			name string
			run  func(t *testing.T, c company)
		}{
			{"every page is well made in both languages for every part", everyPageIsWellMadeInBothLanguagesForEveryPart},
			{"each part sees what waits for it", eachPartSeesWhatWaitsForIt},
			{"a department that is not asked cannot sign", aDepartmentThatIsNotAskedCannotSign},
			{"who may not move is told so", whoMayNotMoveIsToldSo},
			{"two tabs do not overwrite each other", twoTabsDoNotOverwriteEachOther},
			{"each language is written by itself", eachLanguageIsWrittenByItself},
			{"a new action is added changed and left out", aNewActionIsAddedChangedAndLeftOut},
			{"a figure may go to another proposal", aFigureMayGoToAnotherProposal},
			{"a rep with few dealers sees no figure to attach", aRepWithFewDealersSeesNoFigureToAttach},
			{"the evidence is frozen by the server not by the form", theEvidenceIsFrozenByTheServerNotByTheForm},
			{"frozen evidence stays in the part of the market it was taken in", frozenEvidenceStaysInItsPartOfTheMarket},
			{"what people write is shown as text", whatPeopleWriteIsShownAsText},
			{"from a reaction to a new version", fromAReactionToANewVersion},
		} {
			t.Run(c.name, func(t *testing.T) { c.run(t, company{a, t, people}) })
		}
	})
}

// enter logs a person of the company in.
func (c company) enter(email string) *apptest.Client {
	c.t.Helper()
	if known, ok := c.people[email]; ok {
		known.T = c.t
		return known
	}
	v := c.Visitor(language.Chinese)
	v.T = c.t
	c.people[email] = v
	v.Get("/login").Form("form[action='/login']").Set("email", email).Set("password", apptest.Password).Submit().
		Expect(apptest.Status(200), apptest.At("/app"))
	return v
}

// path leaves the query of an address out.
func path(address string) string {
	p, _, _ := strings.Cut(address, "?")
	return p
}
