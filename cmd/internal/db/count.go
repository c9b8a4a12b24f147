package db

// How many statements a request costs is a promise of the product, so it can
// be counted; slow ones are logged, without the values they carry.

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Counter counts statements sent to the database. BEGIN and COMMIT are not
// statements here; Transactions counts them as pairs.
type Counter struct{ reads, writes, transactions atomic.Int64 }

// Reads returns how many statements only read.
func (c *Counter) Reads() int { return int(c.reads.Load()) }

// Writes returns how many statements may have changed something.
func (c *Counter) Writes() int { return int(c.writes.Load()) }

// Statements returns reads and writes together.
func (c *Counter) Statements() int { return c.Reads() + c.Writes() }

// Transactions returns how many transactions were begun, retries included.
func (c *Counter) Transactions() int { return int(c.transactions.Load()) }

type counterKey struct{}

// CountStatements returns a context and the counter of all statements that run
// under it.
func CountStatements(ctx context.Context) (context.Context, *Counter) {
	c := &Counter{}
	return context.WithValue(ctx, counterKey{}, c), c
}

// Total counts every statement since the database was opened.
func (d *DB) Total() *Counter { return &d.total }

// count hooks the counters into every way that GORM runs SQL.
func (d *DB) count(g *gorm.DB) error {
	const name = "dealervoice:count"
	tally := d.tally
	cb := g.Callback()
	return errors.Join(
		cb.Query().After("gorm:query").Register(name, tally),
		cb.Row().After("gorm:row").Register(name, tally),
		cb.Create().After("gorm:create").Register(name, tally),
		cb.Update().After("gorm:update").Register(name, tally),
		cb.Delete().After("gorm:delete").Register(name, tally),
		cb.Raw().After("gorm:raw").Register(name, tally),
	)
}

func (d *DB) tally(g *gorm.DB) {
	if g.DryRun || g.Statement.SQL.Len() == 0 {
		return
	}
	read := reads(g.Statement.SQL.String())
	for _, c := range d.counters(g.Statement.Context) {
		if read {
			c.reads.Add(1)
		} else {
			c.writes.Add(1)
		}
	}
}

func (d *DB) countTx(ctx context.Context) {
	for _, c := range d.counters(ctx) {
		c.transactions.Add(1)
	}
}

func (d *DB) counters(ctx context.Context) []*Counter {
	if c, ok := ctx.Value(counterKey{}).(*Counter); ok {
		return []*Counter{&d.total, c}
	}
	return []*Counter{&d.total}
}

// reads tells a statement that only reads by its words.
func reads(sql string) bool {
	upper := strings.ToUpper(strings.TrimSpace(sql))
	if strings.HasPrefix(upper, "WITH") {
		for _, verb := range []string{"INSERT ", "UPDATE ", "DELETE "} {
			if strings.Contains(upper, verb) {
				return false
			}
		}
		return true
	}
	return strings.HasPrefix(upper, "SELECT") || strings.HasPrefix(upper, "PRAGMA") || strings.HasPrefix(upper, "EXPLAIN")
}

// slowLog is GORM's logger: it says nothing but which statements were slow.
// Failures are returned to the caller, so they are not logged here.
type slowLog struct {
	log  *slog.Logger
	slow time.Duration
}

func (l slowLog) LogMode(logger.LogLevel) logger.Interface { return l }

func (l slowLog) Info(context.Context, string, ...any)  {}
func (l slowLog) Warn(context.Context, string, ...any)  {}
func (l slowLog) Error(context.Context, string, ...any) {}

// ParamsFilter keeps the values out of what is logged.
func (l slowLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}

// Trace is called by GORM after each statement.
func (l slowLog) Trace(ctx context.Context, begin time.Time, fc func() (string, int64), _ error) {
	took := time.Since(begin)
	if took < l.slow {
		return
	}
	sql, rows := fc()
	l.log.WarnContext(ctx, "slow statement", "sql", sql, "rows", rows, "ms", took.Milliseconds())
}
