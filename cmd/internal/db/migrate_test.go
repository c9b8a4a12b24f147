package db_test

// Migrations at their worst: several processes at once, a broken file, a
// database from the future; and the promise that both databases look the same.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/libtnb/sqlite"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

// openRaw opens a database beside the product's own pools.
func openRaw(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	name := "pgx"
	if db.DialectOf(dsn) == db.SQLite {
		name = sqlite.DriverName
	}
	_ = stdlib.GetDefaultDriver() // registers "pgx"
	pool, err := sql.Open(name, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

func scalar(t *testing.T, pool *sql.DB, query string) (n int) {
	t.Helper()
	if err := pool.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// racerEnv makes this test binary a process that only migrates; see TestMain.
const racerEnv = "DEALERVOICE_TEST_MIGRATE"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(racerEnv); dsn != "" {
		_, _ = os.Stdin.Read(make([]byte, 1)) // the start signal
		d, err := db.Open(context.Background(), db.Options{DSN: dsn})
		if err == nil {
			err = d.Close()
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestFourProcessesMayStartAtOnce(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.PostgreSQL} {
		t.Run(string(dialect)+"/on an empty database", func(t *testing.T) {
			dsn := emptyDatabase(t, dialect)
			race(t, dsn)
			eachMigrationAppliedOnce(t, dsn)
		})
		t.Run(string(dialect)+"/on the schema of an older program", func(t *testing.T) {
			for range 3 {
				dsn := emptyDatabase(t, dialect)
				older := fstest.MapFS{}
				const first = "0001_core.sql"
				data, err := fs.ReadFile(db.Migrations(dialect), first)
				if err != nil {
					t.Fatal(err)
				}
				older[first] = &fstest.MapFile{Data: data}
				if err := db.MigrateWith(context.Background(), dsn, older); err != nil {
					t.Fatal(err)
				}
				race(t, dsn)
				eachMigrationAppliedOnce(t, dsn)
			}
		})
	}
}

func eachMigrationAppliedOnce(t *testing.T, dsn string) {
	t.Helper()
	pool := openRaw(t, dsn)
	applied := scalar(t, pool, "SELECT count(*) FROM goose_db_version WHERE version_id > 0")
	distinct := scalar(t, pool, "SELECT count(DISTINCT version_id) FROM goose_db_version WHERE version_id > 0")
	files, err := fs.Glob(db.Migrations(db.DialectOf(dsn)), "*.sql")
	if err != nil || applied != len(files) || distinct != len(files) {
		t.Errorf("%d applied, %d distinct, want %d of each (%v)", applied, distinct, len(files), err)
	}
}

// race starts four processes that open the same database at the same moment.
func race(t *testing.T, dsn string) {
	t.Helper()
	type racer struct {
		cmd *exec.Cmd
		out *strings.Builder
	}
	start, signal, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var racers []racer
	for range 4 {
		cmd, out := exec.Command(os.Args[0]), &strings.Builder{}
		cmd.Env = append(os.Environ(), racerEnv+"="+dsn)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = start, out, out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		racers = append(racers, racer{cmd, out})
	}
	_ = start.Close()
	if err := signal.Close(); err != nil { // end of file for all of them at once
		t.Fatal(err)
	}
	for i, r := range racers {
		if err := r.cmd.Wait(); err != nil {
			t.Errorf("process %d: %v\n%s", i, err, r.out)
		}
	}
}

// broken is a good first migration and a second one that fails half way.
func broken(secondEnd string) fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("-- +goose Up\n" + s)} }
	return fstest.MapFS{
		"0001_first.sql":  file("CREATE TABLE first (id integer NOT NULL PRIMARY KEY);\nINSERT INTO first (id) VALUES (1);"),
		"0002_second.sql": file("CREATE TABLE second (id integer NOT NULL PRIMARY KEY);\nINSERT INTO first (id) VALUES (2);\n" + secondEnd),
	}
}

func TestAMigrationThatFailsLeavesNothingBehindAndRunsAgain(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.PostgreSQL} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx, dsn := context.Background(), emptyDatabase(t, dialect)
			err := db.MigrateWith(ctx, dsn, broken("INSERT INTO nowhere (id) VALUES (1);"))
			if err == nil || !strings.Contains(err.Error(), "nowhere") {
				t.Fatalf("got %v, want an error that names the table", err)
			}
			pool := openRaw(t, dsn)
			if n := scalar(t, pool, "SELECT count(*) FROM first"); n != 1 {
				t.Errorf("the broken migration left %d rows in the first table, want 1", n)
			}
			if _, err := pool.Exec("SELECT 1 FROM second"); err == nil {
				t.Error("the broken migration left its table behind")
			}
			if n := scalar(t, pool, "SELECT max(version_id) FROM goose_db_version"); n != 1 {
				t.Errorf("version %d after the failure, want 1", n)
			}
			if err := db.MigrateWith(ctx, dsn, broken("")); err != nil {
				t.Fatalf("run again: %v", err)
			}
			if n := scalar(t, pool, "SELECT count(*) FROM first"); n != 2 {
				t.Errorf("%d rows after the mended migration, want 2", n)
			}
		})
	}
}

func TestAnOlderProgramRefusesANewerSchema(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.PostgreSQL} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx, dsn := context.Background(), emptyDatabase(t, dialect)
			newer, older := broken(""), broken("")
			if err := db.MigrateWith(ctx, dsn, newer); err != nil {
				t.Fatal(err)
			}
			delete(older, "0002_second.sql")
			if err := db.MigrateWith(ctx, dsn, older); !errors.Is(err, db.ErrNewerSchema) {
				t.Errorf("got %v, want ErrNewerSchema", err)
			}
		})
	}
}

func TestMigrationsOnSQLiteMayRebuildTablesButNotLoseReferences(t *testing.T) {
	ctx, dsn := context.Background(), emptyDatabase(t, db.SQLite)
	files := broken(`CREATE TABLE child (first_id integer REFERENCES first (id));
		INSERT INTO child VALUES (1);
		DROP TABLE first;
		CREATE TABLE first (id integer NOT NULL PRIMARY KEY);`)
	err := db.MigrateWith(ctx, dsn, files)
	if err == nil || !strings.Contains(err.Error(), "child") {
		t.Fatalf("got %v, want a complaint about the table whose rows refer to nothing", err)
	}
}

func TestStatusTellsAppliedFromPending(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.PostgreSQL} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx, dsn := context.Background(), emptyDatabase(t, dialect)
			before, err := db.Status(ctx, dsn)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Migrate(ctx, dsn); err != nil {
				t.Fatal(err)
			}
			after, err := db.Status(ctx, dsn)
			if err != nil {
				t.Fatal(err)
			}
			if len(before) == 0 || len(before) != len(after) {
				t.Fatalf("%d steps before, %d after", len(before), len(after))
			}
			for i := range after {
				if !before[i].AppliedAt.IsZero() || after[i].AppliedAt.IsZero() {
					t.Errorf("step %s: applied at %v before and %v after", after[i].Name, before[i].AppliedAt, after[i].AppliedAt)
				}
			}
		})
	}
}

func TestBothFoldersHoldTheSameNumbersAndNames(t *testing.T) {
	lite, err := filepath.Glob("migrations/sqlite/*")
	if err != nil {
		t.Fatal(err)
	}
	pg, err := filepath.Glob("migrations/postgres/*")
	if err != nil {
		t.Fatal(err)
	}
	for i := range lite {
		lite[i] = filepath.Base(lite[i])
	}
	for i := range pg {
		pg[i] = filepath.Base(pg[i])
	}
	if got, want := strings.Join(lite, " "), strings.Join(pg, " "); got != want || got == "" {
		t.Errorf("sqlite: %s\npostgres: %s", got, want)
	}
}

func emptyDatabase(t *testing.T, dialect db.Dialect) string {
	t.Helper()
	if dialect == db.PostgreSQL {
		return dbtest.EmptyPostgres(t)
	}
	return filepath.Join(t.TempDir(), "new", "folder", "test.db")
}
