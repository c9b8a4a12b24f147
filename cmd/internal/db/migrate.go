package db

// Schema migrations: embedded SQL files, the same numbers for both databases,
// each in one transaction, applied by exactly one process at a time.

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/libtnb/sqlite"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var migrations embed.FS

// ErrNewerSchema says that the database was migrated by a newer program.
var ErrNewerSchema = errors.New("the database has a newer schema than this program knows: install the newer program")

// migrationWait bounds the wait for another process that is migrating.
const migrationWait = 5 * time.Minute

// Step is one migration and when it was applied (zero: pending).
type Step struct {
	Version   int64
	Name      string
	AppliedAt time.Time
}

// Migrate applies every pending migration to the database named by dsn. A
// migration that fails leaves nothing behind and is tried again by the next
// call.
func Migrate(ctx context.Context, dsn string) error {
	return migrate(ctx, dsn, folder(DialectOf(dsn)))
}

// migrate is Migrate with the files given, so that tests can break them.
func migrate(ctx context.Context, dsn string, files fs.FS) error {
	m, err := openMigrator(ctx, dsn, files)
	if err != nil {
		return err
	}
	return errors.Join(m.up(ctx), m.close())
}

// Status lists all migrations of the program, without applying any.
func Status(ctx context.Context, dsn string) ([]Step, error) {
	m, err := openMigrator(ctx, dsn, folder(DialectOf(dsn)))
	if err != nil {
		return nil, err
	}
	steps, err := m.status(ctx)
	return steps, errors.Join(err, m.close())
}

// folder holds the migrations of a dialect.
func folder(dialect Dialect) fs.FS {
	sub, err := fs.Sub(migrations, "migrations/"+string(dialect))
	if err != nil {
		panic(err) // only for a path that is no path
	}
	return sub
}

// migrator is goose on connections of its own: without the pool's time limits,
// and on SQLite without foreign keys, which rebuilding a table needs; they are
// checked at the end instead.
type migrator struct {
	goose   *goose.Provider
	conn    *sql.DB
	dialect Dialect
	unlock  func() error
}

func openMigrator(ctx context.Context, dsn string, files fs.FS) (*migrator, error) {
	if DialectOf(dsn) == PostgreSQL {
		return openPostgresMigrator(ctx, dsn, files)
	}
	return openSQLiteMigrator(ctx, dsn, files)
}

func openPostgresMigrator(ctx context.Context, dsn string, files fs.FS) (*migrator, error) {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read database address: %w", err)
	}
	// A migration may run long, but one that waits for a lock makes everybody
	// queue behind it.
	setParameters(cfg, Options{Wait: defaultWait})
	conn := stdlib.OpenDB(*cfg)
	unlock, err := lockSession(ctx, conn, migrationWait)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	m := &migrator{conn: conn, dialect: PostgreSQL, unlock: unlock}
	return m.with(goose.DialectPostgres, files)
}

func openSQLiteMigrator(ctx context.Context, dsn string, files fs.FS) (*migrator, error) {
	path, err := sqlitePath(dsn)
	if err != nil {
		return nil, err
	}
	if err := makeFile(path); err != nil {
		return nil, err
	}
	unlock, err := lockFile(ctx, path+"-migrate", migrationWait)
	if err != nil {
		return nil, fmt.Errorf("lock database %s for migration: %w", path, err)
	}
	conn, err := sql.Open(sqlite.DriverName, sqliteDSN(path, defaultWait, "foreign_keys(0)", "journal_mode(WAL)"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), unlock())
	}
	conn.SetMaxOpenConns(1)
	m := &migrator{conn: conn, dialect: SQLite, unlock: unlock}
	if err := conn.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database %s: %w", path, err), m.close())
	}
	return m.with(goose.DialectSQLite3, files)
}

// with attaches goose to the connection.
func (m *migrator) with(dialect goose.Dialect, files fs.FS) (*migrator, error) {
	p, err := goose.NewProvider(dialect, m.conn, files,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read migrations: %w", err), m.close())
	}
	m.goose = p
	return m, nil
}

// close frees the lock last.
func (m *migrator) close() error { return errors.Join(m.conn.Close(), m.unlock()) }

func (m *migrator) up(ctx context.Context) error {
	if _, err := m.goose.Up(ctx); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	have, known, err := m.goose.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read version of database: %w", err)
	}
	if have > known {
		return fmt.Errorf("%w (%d, this program knows %d)", ErrNewerSchema, have, known)
	}
	return m.checkReferences(ctx)
}

// checkReferences makes up for the foreign keys that were off meanwhile.
func (m *migrator) checkReferences(ctx context.Context) error {
	if m.dialect != SQLite {
		return nil
	}
	var table string
	err := m.conn.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("check references of database: %w", err)
	}
	return fmt.Errorf("check references of database: table %s has rows that refer to nothing", table)
}

func (m *migrator) status(ctx context.Context) ([]Step, error) {
	list, err := m.goose.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("read state of migrations: %w", err)
	}
	steps := make([]Step, len(list))
	for i, s := range list {
		steps[i] = Step{Version: s.Source.Version, Name: s.Source.Path, AppliedAt: s.AppliedAt}
	}
	return steps, nil
}

// SchemaHash names the schema that this program makes: it changes whenever a
// migration file of the dialect does.
func SchemaHash(dialect Dialect) (string, error) {
	files := folder(dialect)
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return "", fmt.Errorf("read migrations: %w", err)
	}
	h := sha256.New()
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return "", fmt.Errorf("read migrations: %w", err)
		}
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
