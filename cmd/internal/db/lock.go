package db

// One process migrates at a time. On PostgreSQL by an advisory lock of the
// session, freed by the server when its holder dies. SQLite has none, so there
// they queue at a lock file: an empty SQLite database beside the real one, held
// in an exclusive transaction, which the operating system frees, on every
// platform alike.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/libtnb/sqlite"
)

// lockFile waits for the lock at path, at most as long as said. The file stays
// behind, empty: removing it would let two processes hold two different ones.
func lockFile(ctx context.Context, path string, wait time.Duration) (unlock func() error, err error) {
	pool, err := sql.Open(sqlite.DriverName, sqliteDSN(path, wait))
	if err != nil {
		return nil, err
	}
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	if _, err := conn.ExecContext(ctx, "BEGIN EXCLUSIVE"); err != nil {
		return nil, errors.Join(err, conn.Close(), pool.Close())
	}
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return errors.Join(err, conn.Close(), pool.Close())
	}, nil
}

// lockNumber is that of goose's own lock, so that its command line tool queues too.
const lockNumber = 4097083626

// lockSession waits for the advisory lock, at most as long as said. goose has a
// locker of its own, but asks once a second at most and looks at the version
// table before it locks, so that four processes starting together on an empty
// database took three seconds. It asks and does not wait inside the statement:
// a waiting statement holds a snapshot, for which CREATE INDEX CONCURRENTLY in
// the other process would wait in turn.
func lockSession(ctx context.Context, pool *sql.DB, wait time.Duration) (unlock func() error, err error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("lock schema: %w", err)
	}
	for {
		var got bool
		if err := conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock($1)", int64(lockNumber)).Scan(&got); err != nil {
			return nil, errors.Join(fmt.Errorf("lock schema: %w", err), conn.Close())
		}
		if got {
			return conn.Close, nil // the pool is closed before, so this ends the session and the lock
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("lock schema: another process is migrating: %w", ctx.Err()), conn.Close())
		case <-time.After(25*time.Millisecond + rand.N(50*time.Millisecond)):
		}
	}
}
