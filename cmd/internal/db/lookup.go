package db

// The few reads that nearly every request makes are prepared once and skip
// GORM, whose building of the same statement over and over costs more than
// SQLite's answer to it.

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gorm.io/gorm"
)

// Lookup is a prepared SELECT of one row. It is safe for concurrent use.
type Lookup struct {
	db   *DB
	text string

	mu   sync.Mutex
	stmt *sql.Stmt
}

// Lookup makes a look-up of a statement with ? for its arguments, none of them
// within quotes. It is prepared at its first use, on the pool for reading.
func (d *DB) Lookup(query string) *Lookup {
	if d.dialect == PostgreSQL {
		query = numbered(query)
	}
	return &Lookup{db: d, text: query}
}

// Row reads the one row into dest, within the transaction of ctx if there is
// one; gorm.ErrRecordNotFound if there is no such row.
func (l *Lookup) Row(ctx context.Context, args []any, dest ...any) error {
	if l.db.Joined(ctx) {
		return l.scan(ctx, l.db.Read(ctx).Statement.ConnPool.QueryRowContext(ctx, l.text, args...), dest)
	}
	ctx, cancel := context.WithTimeout(ctx, l.db.opts.StatementTimeout)
	defer cancel()
	if l.db.dialect == PostgreSQL { // pgx keeps prepared statements per connection itself
		return l.scan(ctx, l.db.lookups.QueryRowContext(ctx, l.text, args...), dest)
	}
	stmt, err := l.prepared(ctx)
	if err != nil {
		return err
	}
	return l.scan(ctx, stmt.QueryRowContext(ctx, args...), dest)
}

func (l *Lookup) scan(ctx context.Context, row *sql.Row, dest []any) error {
	for _, c := range l.db.counters(ctx) {
		c.reads.Add(1)
	}
	err := row.Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return gorm.ErrRecordNotFound
	}
	return err
}

// prepared gives the statement, which database/sql prepares anew on each
// connection that needs it; it is closed with the pool.
func (l *Lookup) prepared(ctx context.Context) (*sql.Stmt, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stmt == nil {
		stmt, err := l.db.lookups.PrepareContext(ctx, l.text)
		if err != nil {
			return nil, fmt.Errorf("prepare look-up: %w", err)
		}
		l.stmt = stmt
	}
	return l.stmt, nil
}

// numbered writes $1, $2, ... for each question mark.
func numbered(query string) string {
	var b strings.Builder
	n := 0
	for i := range len(query) {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}
