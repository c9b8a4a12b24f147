package db

// Transactions that travel in the context.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// ErrDoomed is returned by the outermost InTx when an inner one failed and the
// failure was swallowed: half of the work must not be committed.
var ErrDoomed = errors.New("an inner transaction failed: nothing was stored")

// txKey finds the transaction of one database in a context.
type txKey struct{ db *DB }

// txState is one transaction on its way.
type txState struct {
	tx    *gorm.DB
	after []func()
	doom  error // what an inner InTx returned
}

func (d *DB) txOf(ctx context.Context) *txState {
	st, _ := ctx.Value(txKey{d}).(*txState)
	return st
}

// Joined tells whether ctx carries a transaction of this database.
func (d *DB) Joined(ctx context.Context) bool { return d.txOf(ctx) != nil }

// Write returns the transaction of ctx, or the pool that may write.
func (d *DB) Write(ctx context.Context) *gorm.DB {
	if st := d.txOf(ctx); st != nil {
		return st.tx.WithContext(ctx)
	}
	return d.write.WithContext(ctx)
}

// Read returns the transaction of ctx, or the pool for reading.
func (d *DB) Read(ctx context.Context) *gorm.DB {
	if st := d.txOf(ctx); st != nil {
		return st.tx.WithContext(ctx)
	}
	return d.read.WithContext(ctx)
}

// Query runs a statement that writes and returns rows, spelt as PostgreSQL and
// SQLite number their parameters ($1, $2 …), as it stands: what is sent often
// need not be put together anew. It skips GORM, which also keeps the timer of
// each statement's deadline until that has come, the statement long done: at
// thousands a second that was most of what the collector had to look through.
// read is called for each row.
func (d *DB) Query(ctx context.Context, text string, args []any, read func(*sql.Rows) error) error {
	g := d.Write(ctx)
	ctx, cancel := context.WithTimeout(ctx, d.opts.StatementTimeout)
	defer cancel()
	begin, n := time.Now(), int64(0)
	defer func() { g.Logger.Trace(ctx, begin, func() (string, int64) { return text, n }, nil) }()
	for _, c := range d.counters(ctx) {
		c.writes.Add(1)
	}
	rows, err := g.Statement.ConnPool.QueryContext(ctx, text, args...)
	if err != nil {
		return g.AddError(err)
	}
	defer rows.Close()
	for ; rows.Next(); n++ {
		if err := read(rows); err != nil {
			return err
		}
	}
	return g.AddError(rows.Err())
}

// InTx runs fn in one transaction and commits it if fn returns nil. An inner
// call joins the outer one; any error, also an inner one, rolls everything
// back. When the database asks for it (deadlock, serialization, busy) the
// outermost call runs fn again, so fn must not change anything but the
// database; what is to happen once, after the commit, goes to AfterCommit.
func (d *DB) InTx(ctx context.Context, fn func(ctx context.Context) error) error {
	if st := d.txOf(ctx); st != nil {
		err := fn(ctx)
		if err != nil {
			st.doom = err
		}
		return err
	}
	var after []func()
	err := retry(ctx, func() (err error) {
		after, err = d.once(ctx, fn)
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range after {
		f()
	}
	return nil
}

// once tries the transaction one time and returns what is to run after it.
func (d *DB) once(ctx context.Context, fn func(ctx context.Context) error) ([]func(), error) {
	release, err := d.takeTurn(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	d.countTx(ctx)
	st := &txState{}
	err = d.write.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		st.tx = tx
		if err := fn(context.WithValue(ctx, txKey{d}, st)); err != nil {
			return err
		}
		if st.doom != nil {
			return fmt.Errorf("%w: %w", ErrDoomed, st.doom)
		}
		return nil
	})
	if err != nil && st.tx == nil {
		err = notBegun{err}
	}
	return st.after, err
}

// takeTurn waits, on SQLite, for the one write connection, but not for ever: a
// transaction that waits for itself is a mistake that must show.
func (d *DB) takeTurn(ctx context.Context) (release func(), err error) {
	if d.turn == nil {
		return func() {}, nil
	}
	wait := time.NewTimer(d.opts.Wait)
	defer wait.Stop()
	select {
	case d.turn <- struct{}{}:
		return func() { <-d.turn }, nil
	case <-ctx.Done():
		return nil, fmt.Errorf("begin transaction: %w", context.Cause(ctx))
	case <-wait.C:
		return nil, fmt.Errorf("begin transaction: %w after %s (was the inner context passed on?)", ErrBusy, d.opts.Wait)
	}
}

// AfterCommit runs f once the transaction of ctx is committed, and never if it
// is not. Without a transaction f runs at once.
func (d *DB) AfterCommit(ctx context.Context, f func()) {
	if st := d.txOf(ctx); st != nil {
		st.after = append(st.after, f)
		return
	}
	f()
}
