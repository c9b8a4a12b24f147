package answer_test

import (
	"os"
	"slices"
	"testing"

	"dealervoice/survey/answer"
	"dealervoice/survey/answer/answertest"
)

// vectors reads what survey-core made once. That it still makes the same of what
// it is given today is what package oracle looks at.
func vectors(t testing.TB, file string) []answertest.Vector {
	t.Helper()
	lines, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return answertest.Vectors(t, lines)
}

// occasion is the one the vectors were made on.
func occasion() answer.Occasion { return answertest.Occasion() }

// seen is the occasion on which all pages were shown.
func seen() answer.Occasion { return answertest.Seen() }

// TestDecisionsAgreeWithSurveyCore decides on the vectors that survey-core made,
// as package answertest says: the shared ones; more.jsonl, types and properties
// that these lack; types.jsonl, sliders, files, pictures, totals of matrices,
// panels that go over chosen options, keys that questions share; fresh.jsonl,
// surveys that nobody answered yet; entered.jsonl, answers entered one after the
// other, so that triggers, setValueIf, resetValueIf, defaults and answers that go
// when their question hides do what they do there; grown.jsonl, panels and rows
// whose number is computed, what is asked under the rows of a matrix, areas of a
// picture. The scripts beside them made them and say how.
//
// Those named here differ, and no other one may. They are survey-core's
// accidents, which nobody who fills in a form meets:
//   - t10-6: a hidden field of panels that stand on a page which survey-core never
//     showed keeps its answer there;
//   - f2-166: a default and a setValueExpression that wait for each other;
//   - e2-18: a required panel with nothing but HTML left in it can never be
//     satisfied there;
//   - e2-135: a cell that was hidden before its matrix was given as a whole;
//   - g3-98, g3-250, g3-259, g3-285: rows that are counted, but that survey-core
//     has not made yet when it looks whether they are answered. A page shows them
//     and asks for what must be in them.
func TestDecisionsAgreeWithSurveyCore(t *testing.T) {
	for _, c := range []struct {
		file   string
		least  int
		decide answertest.Deciding
		differ []string
	}{
		{"definitions", 300, answertest.Given, nil},
		{"more", 400, answertest.Given, nil},
		{"types", 600, answertest.Given, []string{"t10-6"}},
		{"fresh", 200, answertest.Fresh, []string{"f2-166"}},
		{"entered", 250, answertest.Entered, []string{"e2-135", "e2-18"}},
		{"grown", 300, answertest.Given, []string{"g3-250", "g3-259", "g3-285", "g3-98"}},
	} {
		t.Run(c.file, func(t *testing.T) {
			all := vectors(t, "testdata/"+c.file+".jsonl")
			if got := answertest.Differing(t, all, c.decide); len(all) < c.least || !slices.Equal(got, c.differ) {
				t.Errorf("of %d vectors %v differ, want %v", len(all), got, c.differ)
			}
		})
	}
}
