package analysisweb_test

import (
	"testing"
	"time"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
	"dealervoice/survey/answer"
)

// Where staff know who answered, a new answer is in the figures by itself soon after
// it came. How soon is told (two seconds are the aim), and decides nothing here: the
// test waits for it as long as a drowned machine may need.
func TestANewAnswerToAnIdentifiedSurveyIsCountedByItself(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := openCompany(t, a, survey.Identified)
		c.answer(1, "华东", answer.Data{"nps": 9.0})
		c.take()
		for n := 1; n <= 3; n++ {
			if got := shown(t, a, analysis.Filter{}); got < n-1 { // somebody looks just before
				t.Fatalf("%d answers before, want %d", got, n)
			}
			if n > 1 {
				c.answer(1, "华南", answer.Data{"nps": 3.0})
				c.take()
			}
			came := time.Now()
			for shown(t, a, analysis.Filter{}) < n {
				if time.Since(came) > time.Minute {
					t.Fatalf("answer %d is not counted", n)
				}
				time.Sleep(20 * time.Millisecond)
			}
			t.Logf("answer %d was counted %d ms after it was stored", n, time.Since(came).Milliseconds())
		}
	})
}
