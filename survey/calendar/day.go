package calendar

import (
	"fmt"
	"time"

	"dealervoice/survey/port"
)

// Day is a calendar day as "2026-11-23". The empty Day means none. Days compare
// with < and > as they follow each other.
type Day string

// Parse reads an ISO day; a day that does not exist (2026-02-30) is an error.
func Parse(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return "", fmt.Errorf("read day %q: %w", s, err)
	}
	return Day(t.Format(time.DateOnly)), nil
}

// Of is the day on which the instant falls in the zone.
func Of(t time.Time, zone *time.Location) Day {
	return Day(t.In(zone).Format(time.DateOnly))
}

// Valid tells whether the day exists in the calendar; the empty one does not.
func (d Day) Valid() bool {
	p, err := Parse(string(d))
	return err == nil && p == d
}

// Plus is the day n days later (earlier where n < 0). An invalid day stays as it is.
func (d Day) Plus(n int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return Day(t.AddDate(0, 0, n).Format(time.DateOnly))
}

// Start is the instant at which the day begins in the zone.
func (d Day) Start(zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, string(d), zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("read day %q: %w", string(d), err)
	}
	return t, nil
}

// Calendar tells which day it is: a clock and the zone in which days begin.
type Calendar struct {
	Clock port.Clock
	Zone  *time.Location
}

// Today is the day on which the clock stands.
func (c Calendar) Today() Day { return Of(c.Clock(), c.Zone) }

// Now is the clock's instant as it is stored: UTC, to the microsecond.
func (c Calendar) Now() time.Time { return c.Clock().UTC().Truncate(time.Microsecond) }
