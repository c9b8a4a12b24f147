package db

// What a caller may choose when opening the database, and how the one
// connection string is read.

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Dialect names the kind of database.
type Dialect string

// The two databases the product runs on.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

// Options say which database to open and within which bounds. Only DSN is
// needed; every zero value stands for a sound default.
type Options struct {
	// DSN is "postgres://user@host/name?..." or the path of a SQLite file,
	// with or without "sqlite:" or "file:" in front.
	DSN string
	// Log receives slow statements (never their values). Default: slog.Default().
	Log *slog.Logger
	// MaxConns bounds the PostgreSQL pool and the SQLite read pool.
	MaxConns int
	// StatementTimeout bounds one statement. Default 30 s.
	StatementTimeout time.Duration
	// Wait bounds the wait for a lock, or for the write connection of SQLite.
	// Default 10 s.
	Wait time.Duration
	// Slow is the time from which a statement is logged. Default 500 ms.
	Slow time.Duration
}

// Default bounds. A pool per process, so that three processes stay well below
// PostgreSQL's default of 100 connections.
const (
	defaultMaxConns         = 20
	defaultStatementTimeout = 30 * time.Second
	defaultWait             = 10 * time.Second
	defaultSlow             = 500 * time.Millisecond
)

// errNoDSN tells the operator which setting is empty.
var errNoDSN = errors.New("no database named: set DATABASE_URL to postgres://... or to the path of a SQLite file")

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.MaxConns <= 0 {
		o.MaxConns = max(defaultMaxConns, 2*runtime.NumCPU())
	}
	if o.StatementTimeout <= 0 {
		o.StatementTimeout = defaultStatementTimeout
	}
	if o.Wait <= 0 {
		o.Wait = defaultWait
	}
	if o.Slow <= 0 {
		o.Slow = defaultSlow
	}
	return o
}

// DialectOf tells which database a connection string names.
func DialectOf(dsn string) Dialect {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return PostgreSQL
	}
	return SQLite
}

// File tells whether a connection string names a file, and which.
func File(dsn string) (path string, ok bool) {
	if DialectOf(dsn) != SQLite {
		return "", false
	}
	path, err := sqlitePath(dsn)
	return path, err == nil
}

// sqlitePath reads the path out of a SQLite connection string. Settings behind
// a question mark are refused: those that matter for the safety of the answers
// are the product's own.
func sqlitePath(dsn string) (string, error) {
	path := dsn
	for _, prefix := range []string{"sqlite://", "sqlite:", "file://", "file:"} {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			path = rest
			break
		}
	}
	switch {
	case path == "":
		return "", errNoDSN
	case path == ":memory:":
		return "", errors.New("open database: an in-memory SQLite database cannot be shared between connections: name a file")
	case path != dsn && strings.Contains(path, "?"):
		return "", fmt.Errorf("open database %s: settings behind the path are not taken: name the file alone", dsn)
	case strings.Contains(path, "://"):
		return "", fmt.Errorf("open database: the scheme of %q is neither postgres:// nor a path", strings.SplitN(path, "://", 2)[0]+"://")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("open database %s: %w", path, err)
	}
	return abs, nil
}
