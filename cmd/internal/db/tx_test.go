package db_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/port"
)

var _ port.Tx = (*db.DB)(nil)

// attempt is a row of a table with an instant, to try things on.
type attempt struct {
	Key          string `gorm:"primaryKey"`
	Failures     int
	WindowStart  time.Time
	BlockedUntil *time.Time
}

func (attempt) TableName() string { return "login_attempts" }

func put(ctx context.Context, d *db.DB, key string) error {
	return d.Write(ctx).Create(&attempt{Key: key, WindowStart: db.Now()}).Error
}

func count(t *testing.T, ctx context.Context, d *db.DB) int64 {
	t.Helper()
	var n int64
	if err := d.Read(ctx).Model(&attempt{}).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

var errBoom = errors.New("boom")

func TestATransactionStoresAllOrNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		err := d.InTx(ctx, func(ctx context.Context) error {
			if err := put(ctx, d, "a"); err != nil {
				return err
			}
			if n := count(t, ctx, d); n != 1 {
				t.Errorf("inside the transaction Read sees %d rows, want its own 1", n)
			}
			return errBoom
		})
		if !errors.Is(err, errBoom) {
			t.Fatalf("got %v, want boom", err)
		}
		if n := count(t, ctx, d); n != 0 {
			t.Errorf("%d rows after rollback", n)
		}
		err = d.InTx(ctx, func(ctx context.Context) error { return errors.Join(put(ctx, d, "a"), put(ctx, d, "a")) })
		if !errors.Is(err, gorm.ErrDuplicatedKey) {
			t.Errorf("got %v, want a duplicated key", err)
		}
		if n := count(t, ctx, d); n != 0 {
			t.Errorf("%d rows after the second rollback", n)
		}
	})
}

func TestAPanicRollsBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		func() {
			defer func() { _ = recover() }()
			_ = d.InTx(ctx, func(ctx context.Context) error {
				if err := put(ctx, d, "a"); err != nil {
					t.Fatal(err)
				}
				panic("boom")
			})
			t.Error("the panic was swallowed")
		}()
		// The connection is free again and the row is not there.
		if err := d.InTx(ctx, func(ctx context.Context) error { return put(ctx, d, "a") }); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAnInnerTransactionJoinsTheOuterOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		inner := func(ctx context.Context) error { return put(ctx, d, "inner") }
		err := d.InTx(ctx, func(ctx context.Context) error {
			if err := d.InTx(ctx, inner); err != nil {
				return err
			}
			return errBoom
		})
		if !errors.Is(err, errBoom) || count(t, ctx, d) != 0 {
			t.Errorf("got %v and %d rows: the inner part outlived the outer rollback", err, count(t, ctx, d))
		}
	})
}

func TestASwallowedInnerFailureStoresNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		err := d.InTx(ctx, func(ctx context.Context) error {
			_ = d.InTx(ctx, func(ctx context.Context) error {
				if err := put(ctx, d, "half"); err != nil {
					return err
				}
				return errBoom
			})
			return nil
		})
		if !errors.Is(err, db.ErrDoomed) || !errors.Is(err, errBoom) {
			t.Errorf("got %v, want ErrDoomed because of boom", err)
		}
		if n := count(t, ctx, d); n != 0 {
			t.Errorf("%d rows of a half-done transaction", n)
		}
	})
}

func TestAfterCommitRunsOnceAndOnlyAfterACommit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		var ran []string
		note := func(s string) func() { return func() { ran = append(ran, s) } }
		d.AfterCommit(ctx, note("at once"))
		_ = d.InTx(ctx, func(ctx context.Context) error {
			d.AfterCommit(ctx, note("never"))
			return errBoom
		})
		err := d.InTx(ctx, func(ctx context.Context) error {
			return d.InTx(ctx, func(ctx context.Context) error {
				d.AfterCommit(ctx, func() {
					if n := count(t, context.Background(), d); n != 1 {
						t.Errorf("%d rows committed when the hook ran, want 1", n)
					}
					ran = append(ran, "after")
				})
				return put(ctx, d, "a")
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(ran, ", "); got != "at once, after" {
			t.Errorf("ran %s", got)
		}
	})
}

func TestTransactionsOfTwoDatabasesDoNotMix(t *testing.T) {
	a, b := dbtest.Open(t, dbtest.SQLite(t)), dbtest.Open(t, dbtest.Postgres(t))
	ctx := context.Background()
	err := a.InTx(ctx, func(ctx context.Context) error {
		if err := put(ctx, b, "b"); err != nil {
			return err
		}
		return errBoom
	})
	if !errors.Is(err, errBoom) || count(t, ctx, a) != 0 || count(t, ctx, b) != 1 {
		t.Errorf("got %v, a %d, b %d", err, count(t, ctx, a), count(t, ctx, b))
	}
}

// Finding 9: read-then-write transactions of 16 writers fail with SQLITE_BUSY
// 299 times of 320 unless they begin IMMEDIATE; PostgreSQL loses updates unless
// the row is locked or the change is one statement.
func TestSixteenWritersOfReadThenWriteAllGetThrough(t *testing.T) {
	dbtest.EachDSN(t, func(t *testing.T, dsn string) {
		ctx := context.Background()
		// Two handles on one database, like two processes.
		handles := []*db.DB{dbtest.Open(t, dsn), dbtest.Open(t, dsn)}
		if err := put(ctx, handles[0], "counter"); err != nil {
			t.Fatal(err)
		}
		const writers, rounds = 16, 20
		var wg sync.WaitGroup
		var failed atomic.Int32
		for w := range writers {
			d := handles[w%2]
			wg.Go(func() {
				for range rounds {
					if err := bump(ctx, d); err != nil {
						failed.Add(1)
						t.Logf("writer %d: %v", w, err)
					}
				}
			})
		}
		wg.Wait()
		var got attempt
		if err := handles[1].Read(ctx).First(&got, "key = ?", "counter").Error; err != nil {
			t.Fatal(err)
		}
		if failed.Load() != 0 || got.Failures != writers*rounds {
			t.Errorf("%d failed, counter %d, want 0 and %d", failed.Load(), got.Failures, writers*rounds)
		}
	})
}

// bump reads the counter and writes it back increased, in one transaction.
func bump(ctx context.Context, d *db.DB) error {
	return d.InTx(ctx, func(ctx context.Context) error {
		read := "SELECT failures FROM login_attempts WHERE key = 'counter'"
		if d.Dialect() == db.PostgreSQL {
			read += " FOR UPDATE"
		}
		var n int
		if err := d.Read(ctx).Raw(read).Scan(&n).Error; err != nil {
			return err
		}
		return d.Write(ctx).Exec("UPDATE login_attempts SET failures = ? WHERE key = 'counter'", n+1).Error
	})
}

func TestADeadlockIsTriedAgain(t *testing.T) {
	d := dbtest.Open(t, dbtest.Postgres(t))
	ctx := context.Background()
	if err := errors.Join(put(ctx, d, "a"), put(ctx, d, "b")); err != nil {
		t.Fatal(err)
	}
	var both, wg sync.WaitGroup
	both.Add(2)
	var runs atomic.Int32
	cross := func(first, second string) {
		var met bool
		err := d.InTx(ctx, func(ctx context.Context) error {
			runs.Add(1)
			touch := func(key string) error {
				return d.Write(ctx).Exec("UPDATE login_attempts SET failures = failures + 1 WHERE key = ?", key).Error
			}
			if err := touch(first); err != nil {
				return err
			}
			if !met { // the first time, wait until both hold their first row
				met = true
				both.Done()
				both.Wait()
			}
			return touch(second)
		})
		if err != nil {
			t.Errorf("%s then %s: %v", first, second, err)
		}
	}
	wg.Go(func() { cross("a", "b") })
	wg.Go(func() { cross("b", "a") })
	wg.Wait()
	if n := runs.Load(); n < 3 {
		t.Errorf("%d runs: there was no deadlock, the test shows nothing", n)
	}
	var sum int
	if err := d.Read(ctx).Raw("SELECT sum(failures) FROM login_attempts").Scan(&sum).Error; err != nil || sum != 4 {
		t.Errorf("sum %d, want 4 (%v)", sum, err)
	}
}

func TestOnlyPassingFailuresAreTriedAgainAndNotForEver(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		var runs int
		_ = d.InTx(ctx, func(ctx context.Context) error {
			runs++
			return errors.Join(put(ctx, d, "a"), put(ctx, d, "a"))
		})
		if runs != 1 {
			t.Errorf("a duplicated key was tried %d times", runs)
		}
		if d.Dialect() == db.SQLite {
			return
		}
		runs = 0
		err := d.InTx(ctx, func(ctx context.Context) error {
			runs++
			return d.Write(ctx).Exec("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$").Error
		})
		if err == nil || runs != db.Attempts {
			t.Errorf("a serialization failure was tried %d times, want %d, then %v", runs, db.Attempts, err)
		}
	})
}

func TestATransactionThatWaitsForItselfOnSQLiteSaysSo(t *testing.T) {
	d, err := db.Connect(context.Background(), db.Options{DSN: dbtest.SQLite(t), Wait: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	outer := context.Background()
	err = d.InTx(outer, func(context.Context) error {
		return d.InTx(outer, func(context.Context) error { return nil })
	})
	if !errors.Is(err, db.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
}

func TestAReadPoolCannotWriteOnSQLite(t *testing.T) {
	d := dbtest.Open(t, dbtest.SQLite(t))
	ctx := context.Background()
	if err := d.Read(ctx).Create(&attempt{Key: "a", WindowStart: db.Now()}).Error; err == nil {
		t.Error("the read pool wrote")
	}
}

func TestReadersAreNotHeldUpByAWriter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		outer := context.Background()
		err := d.InTx(outer, func(ctx context.Context) error {
			if err := put(ctx, d, "a"); err != nil {
				return err
			}
			soon, cancel := context.WithTimeout(outer, 2*time.Second)
			defer cancel()
			if n := count(t, soon, d); n != 0 {
				return fmt.Errorf("an outsider saw %d uncommitted rows", n)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
