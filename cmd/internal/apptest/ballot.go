package apptest

import (
	"testing"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Settle ends an unlinkable survey and lets its last ballots be mixed in: their
// answers are stored then, and its key is gone.
func (a *App) Settle(t testing.TB, slug string) {
	t.Helper()
	if err := a.Surveys.Close(t.Context(), access.Machine("test"), slug); err != nil {
		t.Fatalf("close %s: %v", slug, err)
	}
	a.Later(survey.Grace + time.Minute)
	if err := a.Feedback.SweepBallots(t.Context(), nil); err != nil {
		t.Fatalf("settle %s: %v", slug, err)
	}
}
