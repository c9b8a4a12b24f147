package dbtest

// SQLite test databases: copies of one migrated file.

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"dealervoice/cmd/internal/db"
)

// sqliteTemplate is a migrated, empty database as bytes, made once per process.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "dv-sqlite-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	if err := db.Migrate(context.Background(), path); err != nil {
		return nil, err
	}
	return os.ReadFile(path) // its last connection is closed, so the log is merged
})

// SQLite makes a fresh migrated SQLite database and returns its path.
func SQLite(t testing.TB) string {
	t.Helper()
	data, err := sqliteTemplate()
	if err != nil {
		t.Fatalf("make SQLite template: %v", err)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatalf("make SQLite database: %v", err)
	}
	return path
}
