package db_test

// Both databases must look the same: tables, columns, kinds of type,
// nullability, primary and unique keys, foreign keys.

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

// typeClass maps each type that migrations may use to what it holds. JSON is
// text to SQLite.
var typeClass = map[db.Dialect]map[string]string{
	db.SQLite: {
		"TEXT": "text", "INTEGER": "integer", "REAL": "real", "BOOLEAN": "boolean", "BLOB": "bytes", "DATETIME": "instant",
	},
	db.PostgreSQL: {
		"text": "text", "jsonb": "text", "json": "text", "bigint": "integer", "integer": "integer",
		"double precision": "real", "boolean": "boolean", "bytea": "bytes", "timestamp with time zone": "instant",
	},
}

// lines runs a query whose rows are strings and joins the columns of each.
func lines(t *testing.T, pool *sql.DB, query string) []string {
	t.Helper()
	rows, err := pool.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		cells, ptrs := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range cells {
			ptrs[i] = &cells[i]
		}
		if err := rows.Scan(ptrs...); err != nil {
			t.Fatal(err)
		}
		parts := make([]string, len(cells))
		for i, c := range cells {
			parts[i] = c.String
		}
		out = append(out, strings.Join(parts, "\t"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// describe lists everything that must be the same, one fact a line.
func describe(t *testing.T, dsn string) []string {
	t.Helper()
	pool, dialect := openRaw(t, dsn), db.DialectOf(dsn)
	columns, keys, references := sqliteColumns, sqliteKeys, sqliteReferences
	if dialect == db.PostgreSQL {
		columns, keys, references = postgresColumns, postgresKeys, postgresReferences
	}
	var facts []string
	for _, line := range lines(t, pool, columns) {
		f := strings.Split(line, "\t") // table, column, type, not null
		class, ok := typeClass[dialect][f[2]]
		if !ok {
			t.Errorf("%s: %s.%s has type %s, which is none of those the package comment allows", dialect, f[0], f[1], f[2])
		}
		facts = append(facts, fmt.Sprintf("column %s.%s %s notnull=%s", f[0], f[1], class, f[3]))
	}
	for _, line := range append(lines(t, pool, keys), lines(t, pool, references)...) {
		facts = append(facts, strings.ReplaceAll(line, "\t", " "))
	}
	slices.Sort(facts)
	return facts
}

const sqliteColumns = `SELECT m.name, c.name, upper(c.type), c."notnull" OR c.pk > 0
	FROM sqlite_master m JOIN pragma_table_info(m.name) c
	WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'goose_db_version'`

const postgresColumns = `SELECT c.table_name, c.column_name, c.data_type, CASE c.is_nullable WHEN 'NO' THEN 1 ELSE 0 END
	FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
	WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'goose_db_version'`

// An integer primary key of SQLite has no index of its own.
const sqliteKeys = `SELECT 'unique', m.name, (SELECT group_concat(coalesce(name, '<expression>')) FROM
		(SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)), CASE i.partial WHEN 1 THEN 'partial' ELSE '' END
	FROM sqlite_master m JOIN pragma_index_list(m.name) i
	WHERE m.type = 'table' AND i."unique" AND m.name <> 'goose_db_version'
	UNION ALL
	SELECT 'unique', m.name, c.name, '' FROM sqlite_master m JOIN pragma_table_info(m.name) c
	WHERE m.type = 'table' AND c.pk = 1 AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'goose_db_version'
	AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) WHERE origin = 'pk')`

const postgresKeys = `SELECT 'unique', c.relname, (SELECT string_agg(coalesce(a.attname, '<expression>'), ',' ORDER BY k.place)
		FROM unnest(i.indkey) WITH ORDINALITY k(attnum, place)
		LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum),
	CASE WHEN i.indpred IS NULL THEN '' ELSE 'partial' END
	FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE i.indisunique AND n.nspname = 'public' AND c.relname <> 'goose_db_version'`

const sqliteReferences = `SELECT 'reference', m.name, group_concat(f."from"), f."table", group_concat(coalesce(f."to", 'id')), f.on_delete
	FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
	WHERE m.type = 'table' GROUP BY m.name, f.id, f."table", f.on_delete`

const postgresReferences = `SELECT 'reference', c.conrelid::regclass::text,
	(SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(attnum, place)
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum),
	c.confrelid::regclass::text,
	(SELECT string_agg(a.attname, ',' ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY k(attnum, place)
		JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.attnum),
	CASE c.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' WHEN 'r' THEN 'RESTRICT' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END
	FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND c.conparentid = 0`

func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	lite, pg := describe(t, dbtest.SQLite(t)), describe(t, dbtest.Postgres(t))
	if len(lite) < 40 || !slices.Contains(lite, "unique users email ") {
		t.Fatalf("the description of the schema is too thin to compare:\n%s", strings.Join(lite, "\n"))
	}
	for _, fact := range lite {
		if !slices.Contains(pg, fact) {
			t.Errorf("only on SQLite: %s", fact)
		}
	}
	for _, fact := range pg {
		if !slices.Contains(lite, fact) {
			t.Errorf("only on PostgreSQL: %s", fact)
		}
	}
}
