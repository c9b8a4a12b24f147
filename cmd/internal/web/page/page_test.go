package page

import (
	"math"
	"testing"

	"dealervoice/survey/access"
)

func TestNumbersAsReadersExpectThem(t *testing.T) {
	var w Words
	for _, c := range []struct{ got, want string }{
		{w.Num(12345), "12,345"}, {w.Num(-1234567), "−1,234,567"}, {w.Num(999), "999"},
		{w.Dec(3.456, 1), "3.5"}, {w.Dec(-0.04, 1), "0.0"}, {w.Dec(math.NaN(), 1), "–"}, {w.Dec(1234.5, 1), "1,234.5"},
		{w.Pct(0.1234, 40), "12%"}, {w.Pct(0.1234, 1000), "12.3%"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDoorsShowOnlyWhatTheViewerMayOpen(t *testing.T) {
	rep := access.Viewer{Roles: []access.Role{access.Rep}}
	for _, d := range doorsFor(rep, "/app/process") {
		if d.Key == "door.house" {
			t.Error("a rep must not see the machine room")
		}
		if d.Active != (d.Key == "door.improve") {
			t.Errorf("door %s active: %v", d.Key, d.Active)
		}
	}
}

func TestTheReportOfASurveyIsBehindTheDoorUnderstand(t *testing.T) {
	analyst := access.Viewer{Roles: []access.Role{access.Analyst}}
	for _, d := range doorsFor(analyst, "/app/surveys/dealer-quarterly/report") {
		if d.Active != (d.Key == "door.understand") {
			t.Errorf("door %s active: %v", d.Key, d.Active)
		}
	}
}
