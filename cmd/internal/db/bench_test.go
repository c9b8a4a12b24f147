package db_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/dbtest"
)

// onBoth runs a benchmark on a fresh database of each kind.
func onBoth(b *testing.B, fn func(b *testing.B, d *db.DB)) {
	b.Run("sqlite", func(b *testing.B) { fn(b, dbtest.Open(b, dbtest.SQLite(b))) })
	b.Run("postgres", func(b *testing.B) { fn(b, dbtest.Open(b, dbtest.Postgres(b))) })
}

// BenchmarkCommit is one durable insert in a transaction of its own.
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 4} { // times GOMAXPROCS
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			onBoth(b, func(b *testing.B, d *db.DB) {
				var n atomic.Int64
				b.SetParallelism(writers)
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						err := d.InTx(context.Background(), func(ctx context.Context) error {
							return put(ctx, d, fmt.Sprint(n.Add(1)))
						})
						if err != nil {
							b.Error(err)
						}
					}
				})
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
			})
		})
	}
}

// BenchmarkPrepareStmt reads one row by key, with GORM's cache of prepared
// statements and without (as the product runs).
func BenchmarkPrepareStmt(b *testing.B) {
	for _, prepare := range []bool{false, true} {
		b.Run(fmt.Sprintf("prepare=%v", prepare), func(b *testing.B) {
			onBoth(b, func(b *testing.B, d *db.DB) {
				ctx := context.Background()
				if err := put(ctx, d, "a"); err != nil {
					b.Fatal(err)
				}
				g := d.Read(ctx).Session(&gorm.Session{PrepareStmt: prepare})
				for b.Loop() {
					var got attempt
					if err := g.First(&got, "key = ?", "a").Error; err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

// BenchmarkFreshDatabase is what a test pays for a database of its own.
func BenchmarkFreshDatabase(b *testing.B) {
	for name, fresh := range map[string]func(testing.TB) string{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			fresh(b) // starts the cluster, makes the template
			for b.Loop() {
				fresh(b)
			}
		})
	}
}
