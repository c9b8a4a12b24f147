package db_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

func TestAnInstantComesBackAsItWasInUTCAndMicroseconds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		shanghai := time.FixedZone("CST", 8*3600)
		at := time.Date(2026, 2, 28, 23, 59, 59, 123456789, shanghai)
		until := db.Instant(at)
		if err := d.Write(ctx).Create(&attempt{Key: "a", WindowStart: db.Instant(at), BlockedUntil: &until}).Error; err != nil {
			t.Fatal(err)
		}
		var got attempt
		if err := d.Read(ctx).First(&got, "key = ?", "a").Error; err != nil {
			t.Fatal(err)
		}
		want := time.Date(2026, 2, 28, 15, 59, 59, 123456000, time.UTC)
		if got.WindowStart != want || got.BlockedUntil == nil || *got.BlockedUntil != want {
			t.Errorf("got %v and %v, want %v", got.WindowStart, got.BlockedUntil, want)
		}
	})
}

func TestInstantsSortAndCompareWhateverTheirZoneAndFraction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		base := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		zones := []*time.Location{time.UTC, time.FixedZone("", 8*3600), time.FixedZone("", -11*3600)}
		steps := []time.Duration{0, time.Microsecond, 500 * time.Millisecond, 510 * time.Millisecond, time.Second, time.Hour}
		for i, s := range steps {
			a := attempt{Key: fmt.Sprint(i), WindowStart: base.Add(s).In(zones[i%len(zones)])}
			if err := d.Write(ctx).Create(&a).Error; err != nil {
				t.Fatal(err)
			}
		}
		for i, s := range steps {
			var keys []string
			q := d.Read(ctx).Model(&attempt{}).Where("window_start < ?", base.Add(s).In(zones[(i+1)%len(zones)]))
			if err := q.Order("window_start").Pluck("key", &keys).Error; err != nil {
				t.Fatal(err)
			}
			if got, want := strings.Join(keys, ""), "0123456"[:i]; got != want {
				t.Errorf("before step %d: got %q, want %q", i, got, want)
			}
		}
	})
}

func TestAReferenceToNothingIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		for _, sql := range []string{
			"CREATE TABLE parent (id integer NOT NULL PRIMARY KEY)",
			"CREATE TABLE child (parent_id integer NOT NULL REFERENCES parent (id))",
		} {
			if err := d.Write(ctx).Exec(sql).Error; err != nil {
				t.Fatal(err)
			}
		}
		err := d.Write(ctx).Exec("INSERT INTO child (parent_id) VALUES (?)", 7).Error
		if !errors.Is(err, gorm.ErrForeignKeyViolated) {
			t.Errorf("got %v, want a violated foreign key", err)
		}
	})
}

func TestTheAuditTrailCannotBeChanged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		err := d.Write(ctx).Exec(`INSERT INTO audit (at, actor_id, actor_name, action, object_kind, object_id)
			VALUES (?, 'u', 'U', 'survey.publish', 'survey', 's')`, db.Now()).Error
		if err != nil {
			t.Fatal(err)
		}
		for _, sql := range []string{"UPDATE audit SET action = 'x'", "DELETE FROM audit"} {
			if err := d.Write(ctx).Exec(sql).Error; err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: got %v", sql, err)
			}
		}
	})
}

func TestStatementsAreCounted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		before := d.Total().Statements()
		ctx, c := db.CountStatements(context.Background())
		err := d.InTx(ctx, func(ctx context.Context) error {
			if err := put(ctx, d, "a"); err != nil { // write
				return err
			}
			var all []attempt
			if err := d.Read(ctx).Find(&all).Error; err != nil { // read
				return err
			}
			var n int
			if err := d.Read(ctx).Raw("SELECT count(*) FROM login_attempts").Row().Scan(&n); err != nil { // read
				return err
			}
			return d.Write(ctx).Exec("UPDATE login_attempts SET failures = ?", n).Error // write
		})
		if err != nil {
			t.Fatal(err)
		}
		d.Read(ctx).Session(&gorm.Session{DryRun: true}).Find(&[]attempt{}) // sends nothing
		var key string
		if err := d.Write(ctx).Raw("DELETE FROM login_attempts RETURNING key").Scan(&key).Error; err != nil { // write
			t.Fatal(err)
		}
		if c.Reads() != 2 || c.Writes() != 3 || c.Statements() != 5 || c.Transactions() != 1 {
			t.Errorf("%d reads, %d writes, %d transactions; want 2, 3, 1", c.Reads(), c.Writes(), c.Transactions())
		}
		if got := d.Total().Statements() - before; got != 5 {
			t.Errorf("the database counted %d statements, want 5", got)
		}
	})
}

func TestReadsAreToldFromWrites(t *testing.T) {
	for sql, want := range map[string]bool{
		"select 1":                             true,
		"  SELECT 1":                           true,
		"WITH a AS (SELECT 1) SELECT * FROM a": true,
		"WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a": false,
		"WITH a AS MATERIALIZED (SELECT 1) UPDATE b SET x=1": false,
		"INSERT INTO a VALUES (1)":                           false,
		"PRAGMA table_info(a)":                               true,
	} {
		if db.Reads(sql) != want {
			t.Errorf("%s: read = %v", sql, !want)
		}
	}
}

func TestSlowStatementsAreLoggedWithoutTheirValues(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		var out bytes.Buffer
		d, err := db.Connect(context.Background(), db.Options{
			DSN: dsn, Slow: time.Nanosecond, Log: slog.New(slog.NewTextHandler(&out, nil)),
		})
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		ctx := context.Background()
		if err := put(ctx, d, "the secret"); err != nil {
			t.Fatal(err)
		}
		if err := put(ctx, d, "the secret"); err == nil {
			t.Fatal("the same key twice")
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error tells a value: %v", err)
		}
		if log := out.String(); !strings.Contains(log, "INSERT INTO") || strings.Contains(log, "secret") {
			t.Errorf("log:\n%s", log)
		}
	})
}

func TestAStatementDoesNotRunForEver(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		d, err := db.Connect(context.Background(), db.Options{DSN: dsn, StatementTimeout: 300 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		begin := time.Now()
		var n int
		err = d.Read(context.Background()).Raw(`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
			SELECT count(*) FROM c`).Scan(&n).Error
		if took := time.Since(begin); err == nil || took > 5*time.Second {
			t.Errorf("got %v after %s, want a failure after 300 ms", err, took)
		}
	})
}

func TestPagesCoverAListOnceEvenWhileItGrows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		for i := range 7 {
			if err := put(ctx, d, fmt.Sprintf("k%d", i)); err != nil {
				t.Fatal(err)
			}
		}
		var got []string
		p := db.Page{Limit: 3}
		for round := 0; ; round++ {
			var rows []attempt
			if err := d.Read(ctx).Scopes(p.By("key")).Find(&rows).Error; err != nil {
				t.Fatal(err)
			}
			rows, next := db.Cut(p, rows, func(a attempt) string { return a.Key })
			for _, r := range rows {
				got = append(got, r.Key)
			}
			if next == "" {
				break
			}
			p.After = next
			if round == 0 { // one comes in behind the first page's back
				if err := put(ctx, d, "k0a"); err != nil {
					t.Fatal(err)
				}
			}
		}
		if s := strings.Join(got, " "); s != "k0 k1 k2 k3 k4 k5 k6" {
			t.Errorf("got %s", s)
		}
		if n := (db.Page{Limit: -1}).Size(); n != 50 {
			t.Errorf("a page without limit has %d rows", n)
		}
		if n := (db.Page{Limit: 1 << 30}).Size(); n != db.PageLimit {
			t.Errorf("the largest page has %d rows", n)
		}
	})
}

func TestWhatIsNoDatabaseIsRefusedWithASentence(t *testing.T) {
	folder := t.TempDir()
	for dsn, want := range map[string]string{
		"":                                 "DATABASE_URL",
		":memory:":                         "in-memory",
		"mysql://localhost/x":              "neither postgres:// nor a path",
		"file:x.db?_pragma=synchronous(0)": "settings behind the path",
		"postgres://%zz":                   "address",
		folder:                             "is a directory",
		"/dev/null/x.db":                   "folder of database",
	} {
		d, err := db.Open(context.Background(), db.Options{DSN: dsn})
		if err == nil {
			d.Close()
			t.Errorf("%q was opened", dsn)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want a mention of %q", dsn, err, want)
		}
	}
}

func TestAPasswordIsNotInTheError(t *testing.T) {
	for _, dsn := range []string{
		"postgres://user:hunter2@127.0.0.1:1/x?connect_timeout=1",
		"postgres://user:hunter2@127.0.0.1:1/x?sslmode=nonsense",
		"postgres://user:hunter2@[::1/x",
	} {
		_, err := db.Open(context.Background(), db.Options{DSN: dsn})
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("got %v", err)
		}
	}
}

func TestOddFileNamesAreFileNames(t *testing.T) {
	for _, name := range []string{"经销商 数据.db", "50%.db", "a#b&c.db", "sub folder/x.db"} {
		path := filepath.Join(t.TempDir(), filepath.FromSlash(name))
		d, err := db.Open(context.Background(), db.Options{DSN: path})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
		if found, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.db")); len(found) != 1 || found[0] != path {
			t.Errorf("%s: the file is %v", name, found)
		}
	}
}

func TestTheFileIsForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "x.db")
	d, err := db.Open(context.Background(), db.Options{DSN: path})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := put(context.Background(), d, "a"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal", filepath.Dir(path)} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if rights := info.Mode().Perm() & 0o077; rights != 0 {
			t.Errorf("%s gives others the rights %o", name, rights)
		}
	}
}
