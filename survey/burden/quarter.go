package burden

import (
	"fmt"
	"time"

	"dealervoice/survey/calendar"
)

// quarter is a quarter of the calendar.
type quarter struct{ first, next calendar.Day }

// quarterOf is the quarter that a day lies in.
func quarterOf(d calendar.Day) (quarter, error) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return quarter{}, fmt.Errorf("read day %q: %w", string(d), err)
	}
	first := time.Date(t.Year(), t.Month()-(t.Month()-1)%3, 1, 0, 0, 0, 0, time.UTC)
	day := func(t time.Time) calendar.Day { return calendar.Day(t.Format(time.DateOnly)) }
	return quarter{day(first), day(first.AddDate(0, 3, 0))}, nil
}

// period is the quarter in instants.
func (q quarter) period(zone *time.Location) (Period, error) {
	from, err := q.first.Start(zone)
	if err != nil {
		return Period{}, err
	}
	to, err := q.next.Start(zone)
	return Period{from.UTC(), to.UTC()}, err
}
