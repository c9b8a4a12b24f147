package digest

import (
	"fmt"
	"slices"
	"time"

	"dealervoice/survey/calendar"
)

// Rhythm is how often somebody wants a digest.
type Rhythm string

// The rhythms.
const (
	Off    Rhythm = "off"
	Weekly Rhythm = "weekly"
	Daily  Rhythm = "daily"
)

// Rhythms lists them as pages offer them.
func Rhythms() []Rhythm { return []Rhythm{Off, Weekly, Daily} }

// Valid tells whether the rhythm is one.
func (r Rhythm) Valid() bool { return slices.Contains(Rhythms(), r) }

// Period is what one digest is about: whole days, both ends included.
type Period struct {
	Rhythm Rhythm
	From   calendar.Day
	To     calendar.Day
}

// Key names the period: one digest for each person and key.
func (p Period) Key() string { return string(p.Rhythm) + " " + string(p.To) }

// hour is from when on a digest is sent.
const hour = 7

// last is the newest period that is over. Without a rhythm it is a week's.
func last(r Rhythm, days calendar.Calendar) Period {
	today := days.Today()
	if r == Daily {
		return Period{Rhythm: Daily, From: today.Plus(-1), To: today.Plus(-1)}
	}
	at, _ := time.Parse(time.DateOnly, string(today)) // the calendar gives days that are
	sunday := today.Plus(-(int(at.Weekday())+6)%7 - 1)
	return Period{Rhythm: Weekly, From: sunday.Plus(-6), To: sunday}
}

// due tells whether a digest of the period may go out to somebody who chose at the
// instant.
func (p Period) due(chosen time.Time, days calendar.Calendar) (bool, error) {
	start, err := p.To.Plus(1).Start(days.Zone)
	if err != nil {
		return false, fmt.Errorf("when a digest is due: %w", err)
	}
	from := start.Add(hour * time.Hour)
	return !days.Clock().Before(from) && chosen.Before(from), nil
}
