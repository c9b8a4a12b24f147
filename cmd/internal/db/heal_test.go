package db_test

// X02: the server drops every connection, as a restart does.

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

func TestTransactionsSurviveThatTheServerDropsAllConnections(t *testing.T) {
	dsn := dbtest.Postgres(t)
	d, killer := dbtest.Open(t, dsn), dbtest.Open(t, dsn)
	ctx := context.Background()
	var n atomic.Int64
	spread := func() (failed int64) {
		var wg sync.WaitGroup
		var bad atomic.Int64
		for range spreaders {
			wg.Go(func() {
				for range 5 {
					if err := d.InTx(ctx, func(ctx context.Context) error { return put(ctx, d, fmt.Sprint(n.Add(1))) }); err != nil {
						t.Log(err)
						bad.Add(1)
					}
				}
			})
		}
		wg.Wait()
		return bad.Load()
	}
	side(t, d, spreaders) // as many connections are open
	dropped := dropConnections(t, killer)
	if dropped < spreaders {
		t.Fatalf("%d connections dropped: the test shows nothing", dropped)
	}
	if failed := spread(); failed != 0 {
		t.Errorf("%d of 40 transactions failed after %d connections were dropped", failed, dropped)
	}
	if got := count(t, ctx, killer); got != 40 {
		t.Errorf("%d rows, want 40", got)
	}
}

const spreaders = 8

// side has so many transactions open side by side.
func side(t *testing.T, d *db.DB, n int) {
	t.Helper()
	var begun, done sync.WaitGroup
	begun.Add(n)
	for range n {
		done.Go(func() {
			err := d.InTx(context.Background(), func(ctx context.Context) error {
				err := d.Write(ctx).Exec("SELECT 1").Error
				begun.Done()
				begun.Wait()
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
}

// dropConnections ends every other session on the database.
func dropConnections(t *testing.T, d *db.DB) (n int) {
	t.Helper()
	err := d.Read(context.Background()).Raw(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid()`).Scan(&n).Error
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAConnectionLostInTheMiddleIsNotTriedAgain(t *testing.T) {
	dsn := dbtest.Postgres(t)
	d, killer := dbtest.Open(t, dsn), dbtest.Open(t, dsn)
	runs := 0
	err := d.InTx(context.Background(), func(ctx context.Context) error {
		runs++
		if err := put(ctx, d, "a"); err != nil {
			return err
		}
		dropConnections(t, killer)
		return put(ctx, d, "b")
	})
	if err == nil || runs != 1 {
		t.Errorf("ran %d times and returned %v: whether the first was committed is not known to the database's client in general", runs, err)
	}
	if n := count(t, context.Background(), killer); n != 0 {
		t.Errorf("%d rows of a transaction that was cut off", n)
	}
}
