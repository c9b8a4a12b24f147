package analysisweb_test

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/companytest"
	"dealervoice/survey"
	"dealervoice/survey/answer"
)

// company is the company of these tests, by the names they use.
type company struct{ *companytest.Company }

func openCompany(t *testing.T, a *apptest.App, mode survey.Mode) *company {
	t.Helper()
	return &company{companytest.Open(t, a, mode)}
}

func (c *company) answer(wave int, place string, d answer.Data) { c.Answer(wave, place, d) }

func (c *company) take() { c.Take() }

func (c *company) worked() { c.Worked() }

// waitASecond lets snapshots that were believed for a second be looked at again.
func waitASecond(programs ...*apptest.App) { companytest.WaitASecond(programs...) }
