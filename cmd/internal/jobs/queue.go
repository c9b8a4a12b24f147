package jobs

// Putting work into the table, in the transaction of the change that asks for it.

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"dealervoice/cmd/internal/db"
)

// Queue takes jobs. Its Enqueue is port.Queue.
type Queue struct {
	db *db.DB

	mu   sync.Mutex
	ears []chan struct{} // workers of this process, told after each commit
}

// NewQueue returns the queue of a database.
func NewQueue(d *db.DB) *Queue { return &Queue{db: d} }

// Job is work to be done later. Payload is kept as JSON.
type Job struct {
	Kind    string
	Payload any
	Key     string        // not empty: swallowed while an equal one waits
	At      time.Time     // not before; zero: at once
	In      time.Duration // without At: not before it has passed, by the database's clock
}

// Enqueue adds a job of a kind, in the transaction of ctx if there is one.
func (q *Queue) Enqueue(ctx context.Context, kind string, payload any) error {
	return q.Add(ctx, Job{Kind: kind, Payload: payload})
}

// Add adds jobs, in the transaction of ctx if there is one, in one statement.
func (q *Queue) Add(ctx context.Context, list ...Job) error {
	if len(list) == 0 {
		return nil
	}
	now := now(q.db)
	sql := "INSERT INTO jobs (kind, payload, dedupe_key, run_at, created_at) VALUES "
	var args []any
	for i, j := range list {
		payload, err := json.Marshal(j.Payload)
		if err != nil {
			return fmt.Errorf("enqueue %s: %w", j.Kind, err)
		}
		if i > 0 {
			sql += ", "
		}
		args = append(args, j.Kind, string(payload), nullable(j.Key))
		switch {
		case !j.At.IsZero():
			sql += "(?, ?, ?, ?, " + now + ")"
			args = append(args, db.Instant(j.At))
		case j.In > 0:
			sql += "(?, ?, ?, " + later(q.db, j.In) + ", " + now + ")"
		default:
			sql += "(?, ?, ?, " + now + ", " + now + ")"
		}
	}
	sql += " ON CONFLICT (kind, dedupe_key) DO NOTHING"
	if err := q.db.Write(ctx).Exec(sql, args...).Error; err != nil {
		return fmt.Errorf("enqueue %s: %w", list[0].Kind, err)
	}
	q.db.AfterCommit(ctx, q.ring)
	return nil
}

// InsertFrom is the SQL that adds a job for each row of a relation, for a
// statement that makes those rows: payload is an SQL expression over them that
// gives JSON as text. Whoever runs it calls Ring after the commit.
func (q *Queue) InsertFrom(kind, payload, relation string) string {
	now := now(q.db)
	return "INSERT INTO jobs (kind, payload, run_at, created_at) SELECT '" + kind + "', " + payload + ", " + now + ", " + now + " FROM " + relation
}

// Ring wakes the workers of this process once the transaction of ctx is
// committed.
func (q *Queue) Ring(ctx context.Context) { q.db.AfterCommit(ctx, q.ring) }

// ring wakes the workers of this process; those of others poll.
func (q *Queue) ring() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, ear := range q.ears {
		select {
		case ear <- struct{}{}:
		default: // already told
		}
	}
}

// listen returns a channel that is rung after each commit with a job in it.
func (q *Queue) listen() (ear chan struct{}, stop func()) {
	ear = make(chan struct{}, 1)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ears = append(q.ears, ear)
	return ear, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		for i, e := range q.ears {
			if e == ear {
				q.ears = append(q.ears[:i], q.ears[i+1:]...)
				return
			}
		}
	}
}

func nullable(s string) any {
	if s == "" {
		return nil
	}
	return s
}
