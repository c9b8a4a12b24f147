package db_test

// X08: settings under which an acknowledged commit may be lost are refused.

import (
	"context"
	"strings"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

func refusedFor(t *testing.T, dsn, setting string) {
	t.Helper()
	d, err := db.Connect(context.Background(), db.Options{DSN: dsn})
	if err == nil {
		_ = d.Close()
		t.Fatalf("a database with %s was taken", setting)
	}
	if !strings.Contains(err.Error(), "refuse database") || !strings.Contains(err.Error(), setting) {
		t.Errorf("got %v, want a refusal that names %s", err, setting)
	}
}

func TestAServerThatMayLoseAnswersIsRefused(t *testing.T) {
	for _, setting := range []string{"fsync", "full_page_writes"} {
		c, err := dbtest.StartCluster(setting + "=off")
		if err != nil {
			t.Fatal(err)
		}
		refusedFor(t, c.Address, setting)
		if err := c.Stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestADatabaseWithoutSynchronousCommitIsRefused(t *testing.T) {
	dsn := dbtest.Postgres(t)
	d := dbtest.Open(t, dsn)
	var name string
	if err := d.Read(context.Background()).Raw("SELECT current_database()").Scan(&name).Error; err != nil {
		t.Fatal(err)
	}
	if err := d.Write(context.Background()).Exec("ALTER DATABASE " + name + " SET synchronous_commit = off").Error; err != nil {
		t.Fatal(err)
	}
	refusedFor(t, dsn, "synchronous_commit")
}

func TestASQLiteFileWithoutWriteAheadLogIsRefused(t *testing.T) {
	dsn := dbtest.SQLite(t)
	if _, err := openRaw(t, dsn).Exec("PRAGMA journal_mode = DELETE"); err != nil {
		t.Fatal(err)
	}
	refusedFor(t, dsn, "journal_mode")
}

func TestSQLiteRunsWithFullSync(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	for pragma, want := range map[string]int{"synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000} {
		var got int
		if err := d.Write(context.Background()).Raw("PRAGMA " + pragma).Scan(&got).Error; err != nil || got != want {
			t.Errorf("%s is %d, want %d (%v)", pragma, got, want, err)
		}
	}
}
