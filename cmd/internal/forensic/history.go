package forensic

// The write-ahead log, told by triggers: every change of every row, in order,
// with its transaction and time. That is at least what the log's pages and its
// archive, logical decoding or dead rows would tell.

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"dealervoice/cmd/internal/db"
)

// Watch begins to write the history of a database.
func Watch(ctx context.Context, d *db.DB) error {
	names, err := tables(ctx, d)
	if err != nil {
		return err
	}
	begin := []string{
		"CREATE TABLE forensic_history (seq integer PRIMARY KEY AUTOINCREMENT, tx text, at text, tbl text, op text, vals text)",
		"CREATE TABLE forensic_epoch (n integer)", "INSERT INTO forensic_epoch VALUES (0)",
	}
	if d.Dialect() == db.PostgreSQL {
		begin = []string{
			"CREATE TABLE forensic_history (seq bigserial PRIMARY KEY, tx text, at text, tbl text, op text, vals text)",
			"CREATE TABLE forensic_epoch (n integer)",
			`CREATE FUNCTION forensic_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	INSERT INTO forensic_history (tx, at, tbl, op, vals) VALUES (txid_current()::text,
		to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), TG_TABLE_NAME, TG_OP,
		to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END)::text);
	RETURN NULL; END $$`,
		}
	}
	for _, name := range names {
		begin = append(begin, triggers(ctx, d, name)...)
	}
	for _, sql := range begin {
		if err := d.Write(ctx).Exec(sql).Error; err != nil {
			return fmt.Errorf("watch database: %w", err)
		}
	}
	return nil
}

// triggers are those of one table.
func triggers(ctx context.Context, d *db.DB, table string) []string {
	if d.Dialect() == db.PostgreSQL {
		return []string{"CREATE TRIGGER forensic AFTER INSERT OR UPDATE OR DELETE ON " + table + " FOR EACH ROW EXECUTE FUNCTION forensic_note()"}
	}
	var columns []string
	if err := d.Read(ctx).Raw("SELECT name FROM pragma_table_info(?)", table).Scan(&columns).Error; err != nil {
		return nil
	}
	var out []string
	for op, side := range map[string]string{"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"} {
		parts := make([]string, len(columns))
		for i, c := range columns {
			v := side + `."` + c + `"`
			parts[i] = "'" + c + "', CASE typeof(" + v + ") WHEN 'blob' THEN hex(" + v + ") ELSE " + v + " END"
		}
		out = append(out, "CREATE TRIGGER forensic_"+table+"_"+op+" AFTER "+op+" ON "+table+` BEGIN
	INSERT INTO forensic_history (tx, at, tbl, op, vals) SELECT n, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '`+table+"', '"+op+"', json_object("+strings.Join(parts, ", ")+`) FROM forensic_epoch; END`)
	}
	return out
}

// Tick begins another transaction of the history where the database has no name
// for transactions: SQLite's log tells them apart by commit.
func Tick(ctx context.Context, d *db.DB) error {
	if d.Dialect() == db.PostgreSQL {
		return nil
	}
	return d.Write(ctx).Exec("UPDATE forensic_epoch SET n = n + 1").Error
}

// History reads what was written since Watch.
func History(ctx context.Context, d *db.DB) ([]Change, error) {
	var raw []struct {
		Seq             int
		Tx, At, Op, Tbl string
		Vals            string
	}
	if err := d.Read(ctx).Raw("SELECT seq, tx, at, tbl, op, vals FROM forensic_history ORDER BY seq").Scan(&raw).Error; err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	out := make([]Change, len(raw))
	for i, r := range raw {
		at, err := time.Parse(time.RFC3339Nano, r.At)
		if err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
		var values map[string]any
		if err := json.Unmarshal([]byte(r.Vals), &values); err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
		out[i] = Change{Seq: r.Seq, Tx: r.Tx, At: at, Table: r.Tbl, Op: r.Op, Values: map[string]string{}}
		for name, v := range values {
			switch v := v.(type) {
			case nil:
			case map[string]any, []any: // a document within the row
				doc, err := json.Marshal(v)
				if err != nil {
					return nil, fmt.Errorf("read history: %w", err)
				}
				out[i].Values[name] = string(doc)
			default:
				out[i].Values[name] = fmt.Sprint(v)
			}
		}
	}
	return out, nil
}
