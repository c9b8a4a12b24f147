package apptest

// What tests ask of the program behind its pages: what is stored, and whether
// its log is calm.

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Responses reads all responses of a survey, those held back included.
func (a *App) Responses(t testing.TB, p survey.Published) []feedback.Response {
	t.Helper()
	var list []feedback.Response
	q := feedback.Query{Survey: p.Survey.ID, Quarantined: true}
	err := a.Feedback.Each(context.Background(), access.Machine("test"), q, func(r feedback.Response) error {
		list = append(list, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Sole is the one response of a survey, its answers as JSON.
func (a *App) Sole(t testing.TB, p survey.Published) (feedback.Response, string) {
	t.Helper()
	list := a.Responses(t, p)
	if len(list) != 1 {
		t.Fatalf("%d responses are stored, want one", len(list))
	}
	raw, err := json.Marshal(list[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	return list[0], string(raw)
}

// Count counts the rows of a table.
func (a *App) Count(t testing.TB, table string) (n int) {
	t.Helper()
	if err := a.DB.Read(context.Background()).Raw("SELECT count(*) FROM " + table).Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

// Calm wants the log to hold no failure.
func (a *App) Calm(t testing.TB) {
	t.Helper()
	for line := range strings.SplitSeq(a.Logged(), "\n") {
		if strings.Contains(line, "level=ERROR") || strings.Contains(line, "panic") {
			t.Errorf("the log says: %.2000s", line)
		}
	}
}
