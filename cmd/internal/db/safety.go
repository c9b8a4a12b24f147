package db

// Acknowledged means committed, and committed means it survives a power cut.
// Settings that break this are refused at the start, by name.

import (
	"context"
	"fmt"
	"strings"
)

// unsafePostgres maps a setting to the value that may lose or tear what was
// acknowledged.
var unsafePostgres = map[string]string{
	"fsync":              "off",
	"full_page_writes":   "off",
	"synchronous_commit": "off",
}

// checkSafety reads back what the database really runs with.
func (d *DB) checkSafety(ctx context.Context) error {
	if d.dialect == PostgreSQL {
		return d.checkPostgres(ctx)
	}
	return d.checkSQLite(ctx)
}

func (d *DB) checkPostgres(ctx context.Context) error {
	var rows []struct{ Name, Setting string }
	err := d.Read(ctx).Raw(`SELECT name, setting FROM pg_settings
		WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_encoding')`).Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read settings of database: %w", err)
	}
	for _, r := range rows {
		if bad, ok := unsafePostgres[r.Name]; ok && r.Setting == bad {
			return fmt.Errorf("refuse database: %s is %s, answers that were acknowledged could be lost: turn it on", r.Name, r.Setting)
		}
		if r.Name == "server_encoding" && r.Setting != "UTF8" {
			return fmt.Errorf("refuse database: its encoding is %s, Chinese text needs UTF8: create it with ENCODING 'UTF8'", r.Setting)
		}
	}
	return nil
}

func (d *DB) checkSQLite(ctx context.Context) error {
	for _, want := range []struct{ pragma, value string }{
		{"journal_mode", "wal"}, {"synchronous", "2"}, {"foreign_keys", "1"},
	} {
		var got string
		if err := d.write.WithContext(ctx).Raw("PRAGMA " + want.pragma).Scan(&got).Error; err != nil {
			return fmt.Errorf("read %s of database: %w", want.pragma, err)
		}
		if !strings.EqualFold(got, want.value) {
			return fmt.Errorf("refuse database: %s is %s instead of %s (a network or read-only file system?): answers could be lost",
				want.pragma, got, want.value)
		}
	}
	return nil
}
