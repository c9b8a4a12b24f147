package db

// Which failures pass by themselves, and how often they are tried again.

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrBusy says that the database was locked by others for too long: try later.
var ErrBusy = errors.New("database busy")

// attempts bounds how often a transaction is run.
const attempts = 6

// retry runs unit until it succeeds, fails for good, or has been tried often
// enough. The pauses double from 5 ms, each drawn at random below its bound
// ("full jitter"), so that two that collided do not collide again.
func retry(ctx context.Context, unit func() error) error {
	pause := 5 * time.Millisecond
	for n := 1; ; n++ {
		err := unit()
		if err == nil || n == attempts || !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, context.Cause(ctx))
		case <-time.After(rand.N(pause) + time.Millisecond):
		}
		pause *= 2
	}
}

// passing tells failures that vanish when the whole transaction is run again:
// PostgreSQL's serialization failure (40001) and deadlock (40P01), SQLite's
// busy and locked. A lost connection is none: its commit may have happened.
func passing(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	var lite interface{ Code() int }
	if errors.As(err, &lite) {
		primary := lite.Code() & 0xff // the extended code's low byte
		return primary == sqlite3.SQLITE_BUSY || primary == sqlite3.SQLITE_LOCKED
	}
	return false
}
