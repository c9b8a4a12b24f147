package calendar_test

import (
	"testing"
	"time"

	"dealervoice/survey/calendar"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func TestTheDayIsReckonedInTheZone(t *testing.T) {
	// 17:30 in London is half past one of the next day in Shanghai.
	at := time.Date(2026, 11, 22, 17, 30, 0, 0, time.UTC)
	if got := calendar.Of(at, shanghai(t)); got != "2026-11-23" {
		t.Errorf("day = %s", got)
	}
	start, err := calendar.Day("2026-11-23").Start(shanghai(t))
	if err != nil || !start.Equal(time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("start = %v, %v", start, err)
	}
}

func TestParseRefusesWhatIsNoDay(t *testing.T) {
	for _, s := range []string{"", "2026-02-30", "2026-2-3", "23/11/2026", "2026-11-23T00:00:00Z"} {
		if d, err := calendar.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %q", s, d)
		}
	}
	if calendar.Day("").Valid() || calendar.Day("2026-02-30").Valid() || !calendar.Day("2024-02-29").Valid() {
		t.Error("Valid disagrees with the calendar")
	}
}

func TestPlusCrossesMonthsAndLeapDays(t *testing.T) {
	if got := calendar.Day("2024-02-28").Plus(2); got != "2024-03-01" {
		t.Errorf("got %s", got)
	}
	if got := calendar.Day("2026-01-01").Plus(-1); got != "2025-12-31" {
		t.Errorf("got %s", got)
	}
}

func TestCalendarStoresInstantsInUTCToTheMicrosecond(t *testing.T) {
	at := time.Date(2026, 11, 23, 0, 10, 0, 123456789, shanghai(t))
	c := calendar.Calendar{Clock: func() time.Time { return at }, Zone: shanghai(t)}
	if c.Today() != "2026-11-23" {
		t.Errorf("today = %s", c.Today())
	}
	if got := c.Now(); got.Location() != time.UTC || got.Nanosecond() != 123456000 {
		t.Errorf("now = %v", got)
	}
}
