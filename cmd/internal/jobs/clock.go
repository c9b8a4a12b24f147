package jobs

// Due times and leases go by the database's clock; here is how each says it.

import (
	"strconv"
	"time"

	"dealervoice/cmd/internal/db"
)

// now is the SQL expression of the present instant. On PostgreSQL the clock,
// not the beginning of the transaction. On SQLite text in the form that the
// driver writes instants in, to the millisecond.
func now(d *db.DB) string {
	if d.Dialect() == db.PostgreSQL {
		return "clock_timestamp()"
	}
	return "strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')"
}

// later is the SQL expression of the instant that lies ahead by a duration.
func later(d *db.DB, by time.Duration) string {
	seconds := strconv.FormatFloat(by.Seconds(), 'f', 3, 64)
	if d.Dialect() == db.PostgreSQL {
		return "clock_timestamp() + interval '" + seconds + " seconds'"
	}
	return "strftime('%Y-%m-%d %H:%M:%f+00:00', 'now', '+" + seconds + " seconds')"
}
