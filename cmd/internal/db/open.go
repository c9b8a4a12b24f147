package db

// Opening and closing; what both databases share.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	dialect Dialect
	opts    Options
	write   *gorm.DB
	read    *gorm.DB
	lookups *sql.DB       // the pool under read
	turn    chan struct{} // SQLite: who may write; nil on PostgreSQL
	total   Counter
	ping    func(context.Context) error
	closers []func() error
}

// Open opens the database named by opts.DSN, applies the pending migrations
// (safe when several processes do so at once) and refuses a database whose
// settings may lose an acknowledged commit, or whose schema is newer than this
// program.
func Open(ctx context.Context, opts Options) (*DB, error) {
	if err := Migrate(ctx, opts.DSN); err != nil {
		return nil, err
	}
	return Connect(ctx, opts)
}

// Connect opens the pools and checks their settings, without looking at the
// schema: for a database that was just migrated.
func Connect(ctx context.Context, opts Options) (*DB, error) {
	opts = opts.withDefaults()
	d := &DB{dialect: DialectOf(opts.DSN), opts: opts}
	open := d.openSQLite
	if d.dialect == PostgreSQL {
		open = d.openPostgres
	}
	if err := open(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := d.checkSafety(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// lend takes the pool that read stands on.
func (d *DB) lend() (err error) {
	d.lookups, err = d.read.DB()
	return err
}

// gormConfig is GORM's configuration on both databases.
func (d *DB) gormConfig() *gorm.Config {
	return &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		NowFunc:                Now,
		Logger:                 slowLog{log: d.opts.Log, slow: d.opts.Slow},
		NamingStrategy:         schema.NamingStrategy{IdentifierMaxLength: 63},
		DefaultContextTimeout:  d.opts.StatementTimeout,
	}
}

// Dialect tells which database this is.
func (d *DB) Dialect() Dialect { return d.dialect }

// Ping asks the database for an answer: readiness.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.ping(ctx); err != nil {
		return fmt.Errorf("reach database: %w", err)
	}
	return nil
}

// Close closes every connection. It waits for those in use.
func (d *DB) Close() error {
	var errs []error
	for i := len(d.closers) - 1; i >= 0; i-- {
		errs = append(errs, d.closers[i]())
	}
	d.closers = nil
	return errors.Join(errs...)
}

// Now is the instant as both databases keep it: UTC, in whole microseconds.
func Now() time.Time { return Instant(time.Now()) }

// Instant rounds an instant to what both databases keep.
func Instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
