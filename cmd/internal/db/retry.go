package db

// Which failures pass by themselves, and how often they are tried again.

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
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

// notBegun is a failure before anything was done: the connection was lost while
// it lay in the pool, or the server is just coming back.
type notBegun struct{ error }

func (e notBegun) Unwrap() error { return e.error }

// passing tells failures that vanish when the whole transaction is run again:
// PostgreSQL's serialization failure (40001) and deadlock (40P01), SQLite's
// busy and locked, and a connection that was lost before the transaction began.
// One that was lost later is none of them: its commit may have happened.
func passing(err error) bool {
	var none notBegun
	begun := !errors.As(err, &none)
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		// 57P: the server ends the session, stops or starts; 53300: it is full.
		return pg.Code == "40001" || pg.Code == "40P01" ||
			!begun && (strings.HasPrefix(pg.Code, "57P") || pg.Code == "53300")
	}
	var lite interface{ Code() int }
	if errors.As(err, &lite) {
		primary := lite.Code() & 0xff // the extended code's low byte
		return primary == sqlite3.SQLITE_BUSY || primary == sqlite3.SQLITE_LOCKED
	}
	return !begun && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
}
