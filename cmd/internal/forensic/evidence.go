package forensic

// What the attacker is handed.

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dealervoice/cmd/internal/db"
)

// Row is a row of a table as text, with where it lies on the disk and which
// transaction wrote it, as far as the database tells.
type Row struct {
	Values map[string]string
	Place  string // ctid on PostgreSQL, rowid on SQLite; "" where there is none
	Tx     string // xmin on PostgreSQL
}

// Dump is every table of a database at one moment: a backup, or what was seized.
type Dump map[string][]Row

// Change is a row on its way into a table, as the write-ahead log has it.
type Change struct {
	Seq    int
	Tx     string
	At     time.Time
	Table  string
	Op     string // INSERT, UPDATE or DELETE
	Values map[string]string
}

// Visit is a line of the log of a proxy in front of the server: it sees whole
// addresses, with the tokens of links.
type Visit struct {
	At           time.Time
	Method, Path string
	Status       int
	Location     string
	Referrer     string // what the page lets browsers tell of its address
}

// Evidence is all of it.
type Evidence struct {
	Survey    string
	Final     Dump
	Backups   []Dump
	BackupsAt []time.Time
	History   []Change            // the write-ahead log of the whole time
	Files     map[string][]byte   // of the database, as bytes
	Proxy     []Visit             // in front of the server
	Log       string              // of the server, debug level
	Mail      map[string]string   // link -> dealer, as the mails that were sent have it
	Metrics   []string            // scraped now and then
	Exports   [][]map[string]any  // given out to staff
	Keys      map[string][]byte   // of DATA_DIR; empty, unless the key folder was lost too
	Dealers   map[string]Invitee  // the roster
	Texts     map[string][]string // pages that staff saw
}

// Invitee is what everybody knows of a dealer.
type Invitee struct{ Region, Tier, Channel string }

// Photograph reads every table of a database.
func Photograph(ctx context.Context, d *db.DB) (Dump, error) {
	names, err := tables(ctx, d)
	if err != nil {
		return nil, err
	}
	out := Dump{}
	for _, name := range names {
		if out[name], err = readTable(ctx, d, name); err != nil {
			return nil, fmt.Errorf("read table %s: %w", name, err)
		}
	}
	return out, nil
}

// own marks the tables that belong to the observation.
const own = "forensic_"

func tables(ctx context.Context, d *db.DB) ([]string, error) {
	sql := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	if d.Dialect() == db.PostgreSQL {
		sql = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
	}
	var all, out []string
	if err := d.Read(ctx).Raw(sql).Scan(&all).Error; err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	for _, name := range all {
		if !strings.HasPrefix(name, own) && !strings.HasPrefix(name, "goose") {
			out = append(out, name)
		}
	}
	return out, nil
}

// readTable reads a table in its physical order.
func readTable(ctx context.Context, d *db.DB, table string) ([]Row, error) {
	sql := "SELECT ctid::text AS forensic_place, xmin::text AS forensic_tx, * FROM " + table + " ORDER BY ctid"
	if d.Dialect() != db.PostgreSQL {
		sql = "SELECT CAST(rowid AS text) AS forensic_place, '' AS forensic_tx, * FROM " + table + " ORDER BY rowid"
		if !rowids(ctx, d, table) {
			sql = "SELECT '' AS forensic_place, '' AS forensic_tx, * FROM " + table
		}
	}
	var raw []map[string]any
	if err := d.Read(ctx).Raw(sql).Scan(&raw).Error; err != nil {
		return nil, err
	}
	out := make([]Row, len(raw))
	for i, r := range raw {
		out[i] = Row{Values: map[string]string{}, Place: text(r["forensic_place"]), Tx: text(r["forensic_tx"])}
		for name, v := range r {
			if v != nil && !strings.HasPrefix(name, own) {
				out[i].Values[name] = text(v)
			}
		}
	}
	return out, nil
}

// rowids tells whether a table of SQLite has rowids.
func rowids(ctx context.Context, d *db.DB, table string) bool {
	var sql string
	err := d.Read(ctx).Raw("SELECT sql FROM sqlite_master WHERE name = ?", table).Scan(&sql).Error
	return err == nil && !strings.Contains(strings.ToUpper(sql), "WITHOUT ROWID")
}

func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []byte:
		return fmt.Sprintf("%x", v)
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	}
	return fmt.Sprint(v)
}
