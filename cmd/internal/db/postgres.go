package db

// PostgreSQL: one bounded pool of pgx connections, lent to database/sql and so
// to GORM.

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// connectTimeout bounds the opening of one connection when the DSN says nothing.
const connectTimeout = 5 * time.Second

func (d *DB) openPostgres(ctx context.Context) error {
	cfg, err := pgxpool.ParseConfig(d.opts.DSN)
	if err != nil {
		return fmt.Errorf("read database address: %w", err) // pgx leaves the password out
	}
	setParameters(cfg.ConnConfig, d.opts)
	cfg.MaxConns = int32(min(d.opts.MaxConns, 1000))
	cfg.MaxConnLifetime = time.Hour
	cfg.MaxConnIdleTime = 5 * time.Minute
	cfg.AfterConnect = readInUTC
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	d.closers = append(d.closers, func() error { pool.Close(); return nil })
	d.ping = pool.Ping
	if err := pool.Ping(ctx); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	lent := stdlib.OpenDBFromPool(pool)
	d.closers = append(d.closers, lent.Close)
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: lent}), d.gormConfig())
	if err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	d.write, d.read = g, g
	return errors.Join(d.lend(), d.count(g))
}

// setParameters sends the session's bounds with the connection itself, so that
// they hold from the first statement on.
func setParameters(cfg *pgx.ConnConfig, opts Options) {
	ms := func(t time.Duration) string { return strconv.FormatInt(t.Milliseconds(), 10) }
	for name, value := range map[string]string{
		"application_name":                    "dealervoice",
		"timezone":                            "UTC",
		"client_encoding":                     "UTF8",
		"statement_timeout":                   ms(opts.StatementTimeout),
		"lock_timeout":                        ms(opts.Wait),
		"idle_in_transaction_session_timeout": ms(2 * opts.StatementTimeout),
	} {
		cfg.RuntimeParams[name] = value
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = connectTimeout
	}
}

// readInUTC makes instants come back in UTC, as SQLite's do.
func readInUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}
