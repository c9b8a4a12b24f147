package respondweb_test

// The same answers through form and import give the same decision; an import is
// recorded, and refused to those who may not.

import (
	"context"
	"encoding/json"
	"iter"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/fault"
)

// rowsOf yields rows.
func rowsOf(list ...feedback.Row) iter.Seq2[feedback.Row, error] {
	return func(yield func(feedback.Row, error) bool) {
		for _, r := range list {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestFormAndImportDecideAlike(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		byForm, byImport := publish(t, a, "form", small), publish(t, a, "import", small)
		c := visitor(a)
		for body, data := range map[string]answer.Data{
			"q1=1&q2=x&q3=%EF%BC%97":     {"q1": "1", "q2": "x", "q3": "７"},
			"q1=2&q4=a&q4=b&q5=%20":      {"q1": "2", "q4": []any{"a", "b"}, "q5": " "},
			"q2=x":                       {"q2": "x"},
			"q1=3":                       {"q1": "3"},
			"q1=1&q4=none&q4=a":          {"q1": "1", "q4": []any{"none", "a"}},
			"q1=1&q3=1_000":              {"q1": "1", "q3": "1_000"},
			"q1=1&q2=a%0D%0Ab&q5=%00NUL": {"q1": "1", "q2": "a\r\nb", "q5": "\x00NUL"},
		} {
			formTook := raw(c, "/s/form", body+"&_end=1&_sid="+sid(t, c, "/s/form")).Status == 303
			done, err := a.Feedback.Import(context.Background(), machine, feedback.Import{
				Into: byImport, Editions: a.Surveys, Rows: rowsOf(feedback.Row{Line: 1, Data: data}), Refused: func(feedback.Row, error) {},
			})
			if err != nil || (done.Added == 1) != formTook {
				t.Errorf("%s: the form took it: %v, the import: %+v, %v", body, formTook, done, err)
			}
		}
		if one, two := contents(t, a.Feedback, byForm.Survey.ID), contents(t, a.Feedback, byImport.Survey.ID); len(one) != 3 || !equal(one, two) {
			t.Errorf("the form stored %v, the import %v", one, two)
		}
	})
}

// contents are the stored answers, each with how often it stands.
func contents(t *testing.T, s *feedback.Service, id survey.ID) map[string]int {
	t.Helper()
	out := map[string]int{}
	err := s.Each(context.Background(), machine, feedback.Query{Survey: id}, func(r feedback.Response) error {
		raw, err := json.Marshal(r.Data)
		out[string(raw)]++
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func equal(a, b map[string]int) bool {
	if len(a) != len(b) {
		return false
	}
	for k, n := range a {
		if b[k] != n {
			return false
		}
	}
	return true
}

func TestAnImportIsWrittenDownAndForTheRightPeople(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		into := publish(t, a, "small", small)
		var list []feedback.Row
		for i := range 450 {
			list = append(list, feedback.Row{Line: i + 1, ID: feedback.ID(rune('一' + i)), Data: answer.Data{"q1": "1"}})
		}
		in := feedback.Import{Into: into, Editions: a.Surveys, Rows: rowsOf(list...), Refused: func(feedback.Row, error) {}}
		before := count(t, a, "audit")
		for _, role := range access.Roles() {
			v := access.Viewer{UserID: "u", Roles: []access.Role{role}, Scope: access.Scope{Level: access.All}}
			done, err := a.Feedback.Import(context.Background(), v, in)
			if !v.May(access.ResponseImport) {
				if fault.KindOf(err) != fault.KindForbidden || done.Rows != 0 {
					t.Errorf("%s: %+v, %v", role, done, err)
				}
				continue
			}
			if err != nil || done.Rows != 450 || done.Added+done.Same != 450 {
				t.Errorf("%s: %+v, %v", role, done, err)
			}
		}
		if n := count(t, a, "responses"); n != 450 {
			t.Errorf("%d responses", n)
		}
		if n := count(t, a, "audit") - before; n != 6 { // two roles may, three batches each
			t.Errorf("%d lines in the audit trail", n)
		}
		calm(t, a)
	})
}
