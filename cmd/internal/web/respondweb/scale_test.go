package respondweb_test

// Scales with words for some of their numbers.

import (
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
)

const scales = `{"title":{"default":"S","zh-cn":"度"},"pages":[{"name":"a","elements":[
	{"type":"rating","name":"seven","title":"Seven","rateValues":[{"value":1,"text":"Not at all"},2,3,{"value":4,"text":"So-so"},5,6,{"value":7,"text":"Fully"}]},
	{"type":"rating","name":"ends","title":"Ends","rateValues":[{"value":1,"text":"Never"},2,3,{"value":4,"text":"Always"}]},
	{"type":"rating","name":"all","title":"All","rateValues":[{"value":1,"text":"Rather bad"},{"value":2,"text":"Neither of both"},{"value":3,"text":"Rather good"}]},
	{"type":"rating","name":"odd","title":"Odd","rateValues":[{"value":1,"text":"Bad"},{"value":2,"text":"Still bad"},3,4,{"value":5,"text":"Good"}]}]}]}`

// TestNumbersAndWordsAreNotMixedInAScale shows the words of ends and middle
// below a row of numbers; where other numbers have words, too, each is a line.
func TestNumbersAndWordsAreNotMixedInAScale(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "scales", scales)
	p := visitor(a).Get("/s/scales")
	p.Expect(apptest.Status(200), apptest.WellMade(), apptest.Count("#q1 .scale.n7:not(.list) span", 7), apptest.Says("#q1 .scale", "1"), apptest.Says("#q1 .ends", "1 = Not at all"),
		apptest.Says("#q1 .ends", "4 = So-so"), apptest.Says("#q1 .ends", "7 = Fully"), apptest.Attr("#q1", "aria-describedby", "q1s"),
		apptest.Count("#q2 .ends span", 2), apptest.Says("#q2 .ends", "4 = Always"), apptest.None("#q3 .ends"), apptest.Says("#q3 .scale", "Neither of both"), apptest.None("#q4 .ends"), apptest.Says("#q4 .scale", "Still bad"))
	if got := p.Text("#q1 .scale"); got == "" || got[0] != '1' {
		t.Errorf("the seven-point scale says %q", got)
	}
}
