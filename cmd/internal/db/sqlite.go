package db

// SQLite: one connection that writes and a pool that only reads, both with the
// settings that the package comment explains.

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/libtnb/sqlite"
	"gorm.io/gorm"
)

// sqliteDSN is the connection string of the driver: times as UTC text that
// sorts like time, no double-quoted strings, busy wait, foreign keys, FULL.
func sqliteDSN(path string, wait time.Duration, pragmas ...string) string {
	q := url.Values{
		"_time_format": {"sqlite"},
		"_timezone":    {"UTC"},
		"_txlock":      {"immediate"},
		"_dqs":         {"0"},
		"_defensive":   {"1"},
		// busy_timeout first: the pragmas behind it may have to wait too.
		"_pragma": append([]string{
			"busy_timeout(" + strconv.FormatInt(wait.Milliseconds(), 10) + ")",
			"synchronous(FULL)",
			"trusted_schema(0)",
		}, pragmas...),
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}).String()
}

func (d *DB) openSQLite(ctx context.Context) error {
	path, err := sqlitePath(d.opts.DSN)
	if err != nil {
		return err
	}
	d.turn = make(chan struct{}, 1)
	writer, err := d.sqlitePool(ctx, sqliteDSN(path, d.opts.Wait, "foreign_keys(1)"), 1)
	if err != nil {
		return fmt.Errorf("open database %s: %w", path, err)
	}
	d.write = writer
	reader, err := d.sqlitePool(ctx, sqliteDSN(path, d.opts.Wait, "foreign_keys(1)", "query_only(1)"), d.opts.MaxConns)
	if err != nil {
		return fmt.Errorf("open database %s: %w", path, err)
	}
	d.read = reader
	return d.lend()
}

// sqlitePool opens size connections at most and keeps them.
func (d *DB) sqlitePool(ctx context.Context, dsn string, size int) (*gorm.DB, error) {
	pool, err := sql.Open(sqlite.DriverName, dsn)
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	d.closers = append(d.closers, pool.Close)
	d.ping = pool.PingContext
	if err := pool.PingContext(ctx); err != nil {
		return nil, err
	}
	g, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), d.gormConfig())
	if err != nil {
		return nil, err
	}
	return g, d.count(g)
}

// makeFile makes a SQLite file, and its folder, for its owner alone: answers
// are in it. SQLite gives the files beside it the same rights.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make folder of database: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	return f.Close()
}
