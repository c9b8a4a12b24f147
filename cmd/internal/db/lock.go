package db

// SQLite has no advisory lock, so migrating processes queue at a lock file:
// an empty SQLite database beside the real one, held in an exclusive
// transaction. The operating system frees it when its holder dies, on every
// platform alike.

import (
	"context"
	"database/sql"
	"errors"
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
