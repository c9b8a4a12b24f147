package db_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

func TestALookUpReadsOneRowInAndOutOfTransactions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		look := d.Lookup("SELECT failures, window_start, blocked_until FROM login_attempts WHERE key = ? AND failures < ?")
		find := func(ctx context.Context, key string) (a attempt, err error) {
			err = look.Row(ctx, []any{key, 100}, &a.Failures, &a.WindowStart, &a.BlockedUntil)
			return a, err
		}
		at := time.Date(2026, 2, 28, 15, 59, 59, 123456000, time.UTC)
		ctx, c := db.CountStatements(context.Background())
		err := d.InTx(ctx, func(ctx context.Context) error {
			if err := d.Write(ctx).Create(&attempt{Key: "a", Failures: 3, WindowStart: at}).Error; err != nil {
				return err
			}
			if a, err := find(ctx, "a"); err != nil || a.Failures != 3 {
				t.Errorf("inside its transaction: %+v, %v", a, err)
			}
			if _, err := find(context.Background(), "a"); !errors.Is(err, gorm.ErrRecordNotFound) {
				t.Errorf("outside of the transaction: %v, want nothing found", err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if a, err := find(ctx, "a"); err != nil || a.WindowStart != at || a.BlockedUntil != nil {
			t.Errorf("got %+v, %v", a, err)
		}
		if _, err := find(ctx, "b"); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("got %v, want nothing found", err)
		}
		if c.Reads() != 3 || c.Writes() != 1 {
			t.Errorf("%d reads and %d writes counted, want 3 and 1", c.Reads(), c.Writes())
		}
	})
}

func TestALookUpIsForManyAtOnceAndSeesWhatIsCommitted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		look := d.Lookup("SELECT failures FROM login_attempts WHERE key = ?")
		var wg sync.WaitGroup
		for i := range 16 {
			wg.Go(func() {
				for j := range 10 {
					key, got := fmt.Sprint(i, " ", j), -1
					err := d.Write(context.Background()).Create(&attempt{Key: key, Failures: j, WindowStart: db.Now()}).Error
					if err == nil {
						err = look.Row(context.Background(), []any{key}, &got)
					}
					if err != nil || got != j {
						t.Errorf("%s: got %d, %v", key, got, err)
					}
				}
			})
		}
		wg.Wait()
	})
}

func TestALookUpThatIsWrongOrLateSaysSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		var n int
		if err := d.Lookup("SELECT 1 FROM nowhere").Row(context.Background(), nil, &n); err == nil {
			t.Error("a table that is not there was read")
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := d.Lookup("SELECT 1").Row(ctx, nil, &n); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want canceled", err)
		}
	})
}

func BenchmarkLookup(b *testing.B) {
	onBoth(b, func(b *testing.B, d *db.DB) {
		ctx := context.Background()
		if err := put(ctx, d, "a"); err != nil {
			b.Fatal(err)
		}
		look := d.Lookup("SELECT failures FROM login_attempts WHERE key = ?")
		for b.Loop() {
			var n int
			if err := look.Row(ctx, []any{"a"}, &n); err != nil {
				b.Fatal(err)
			}
		}
	})
}
