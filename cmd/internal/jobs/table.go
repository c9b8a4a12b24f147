package jobs

// The statements on the jobs table. Every change of a held job names its
// holder, so that a worker that lost its lease changes nothing.

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
)

// ErrLeaseLost says that another worker has taken the job over.
var ErrLeaseLost = errors.New("lease lost: another worker has the job")

// held is a claimed job.
type held struct {
	ID       int64
	Kind     string
	Payload  string
	Attempts int
}

type table struct {
	db    *db.DB
	owner string // who holds: random per worker
	lease time.Duration
}

// claim takes up to n due jobs of the kinds, oldest first. On PostgreSQL those
// that another worker is just taking are passed over; on SQLite there is one
// writer at a time.
func (t table) claim(ctx context.Context, kinds []string, n int) ([]held, error) {
	skip := ""
	if t.db.Dialect() == db.PostgreSQL {
		skip = " FOR UPDATE SKIP LOCKED"
	}
	var got []held
	err := t.db.Write(ctx).Raw(`WITH due AS MATERIALIZED (SELECT id FROM jobs
			WHERE parked_at IS NULL AND run_at <= `+now(t.db)+` AND kind IN ?
			AND (locked_until IS NULL OR locked_until < `+now(t.db)+`)
			ORDER BY run_at, id LIMIT ?`+skip+`)
		UPDATE jobs
		SET locked_by = ?, locked_until = `+later(t.db, t.lease)+`, attempts = attempts + 1, dedupe_key = NULL
		WHERE id IN (SELECT id FROM due)
		RETURNING id, kind, payload, attempts`, kinds, n, t.owner).Scan(&got).Error
	if err != nil {
		return nil, fmt.Errorf("claim jobs: %w", err)
	}
	return got, nil
}

// due tells whether there may be something to claim, by a read alone: on
// SQLite an idle worker must not take the write connection.
func (t table) due(ctx context.Context, kinds []string) (bool, error) {
	var found []int64
	err := t.db.Read(ctx).Raw(`SELECT id FROM jobs
		WHERE parked_at IS NULL AND run_at <= `+now(t.db)+` AND kind IN ?
		AND (locked_until IS NULL OR locked_until < `+now(t.db)+`) LIMIT 1`, kinds).Scan(&found).Error
	if err != nil {
		return false, fmt.Errorf("look for jobs: %w", err)
	}
	return len(found) > 0, nil
}

// absorb takes off the waiting jobs that are equal to one that is held.
func (t table) absorb(ctx context.Context, j held) error {
	err := t.db.Write(ctx).Exec(`DELETE FROM jobs WHERE kind = ? AND payload = ? AND id <> ?
		AND locked_until IS NULL AND parked_at IS NULL AND attempts = 0`, j.Kind, j.Payload, j.ID).Error
	if err != nil {
		return fmt.Errorf("take off equal jobs: %w", err)
	}
	return nil
}

// finish ends a job that was done, in the transaction of ctx if there is one.
func (t table) finish(ctx context.Context, id int64) error {
	return one(t.db.Write(ctx).Exec("DELETE FROM jobs WHERE id = ? AND locked_by = ?", id, t.owner))
}

// extend renews the lease.
func (t table) extend(ctx context.Context, id int64) error {
	return one(t.db.Write(ctx).Exec("UPDATE jobs SET locked_until = "+later(t.db, t.lease)+
		" WHERE id = ? AND locked_by = ?", id, t.owner))
}

// again puts a failed job back, to run after a pause.
func (t table) again(ctx context.Context, id int64, f failure) error {
	return one(t.db.Write(ctx).Exec("UPDATE jobs SET locked_by = '', locked_until = NULL, last_error = ?, run_at = "+
		later(t.db, f.pause)+" WHERE id = ? AND locked_by = ?", f.text, id, t.owner))
}

// giveBack returns a job untouched, because the worker is stopping.
func (t table) giveBack(ctx context.Context, id int64) error {
	return one(t.db.Write(ctx).Exec("UPDATE jobs SET locked_by = '', locked_until = NULL, attempts = attempts - 1"+
		" WHERE id = ? AND locked_by = ?", id, t.owner))
}

// park gives a job up.
func (t table) park(ctx context.Context, id int64, text string) error {
	return one(t.db.Write(ctx).Exec("UPDATE jobs SET locked_by = '', locked_until = NULL, last_error = ?, parked_at = "+
		now(t.db)+" WHERE id = ? AND locked_by = ?", text, id, t.owner))
}

// one turns "no row changed" into a lost lease.
func one(g *gorm.DB) error {
	if g.Error != nil {
		return g.Error
	}
	if g.RowsAffected == 0 {
		return ErrLeaseLost
	}
	return nil
}

// Count is how the jobs of one kind stand.
type Count struct {
	Kind    string
	Waiting int // due or not yet due
	Running int
	Parked  int
}

// Stats counts the jobs by kind.
func (q *Queue) Stats(ctx context.Context) ([]Count, error) {
	var counts []Count
	err := q.db.Read(ctx).Raw(`SELECT kind,
		sum(CASE WHEN parked_at IS NULL AND (locked_until IS NULL OR locked_until < ` + now(q.db) + `) THEN 1 ELSE 0 END) AS waiting,
		sum(CASE WHEN parked_at IS NULL AND locked_until >= ` + now(q.db) + ` THEN 1 ELSE 0 END) AS running,
		sum(CASE WHEN parked_at IS NOT NULL THEN 1 ELSE 0 END) AS parked
		FROM jobs GROUP BY kind ORDER BY kind`).Scan(&counts).Error
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	return counts, nil
}

// Parked is a job that was given up.
type Parked struct {
	ID        int64
	Kind      string
	Payload   string // JSON
	Attempts  int
	LastError string
	ParkedAt  time.Time
}

// ParkedJobs lists the jobs that were given up, the latest first.
func (q *Queue) ParkedJobs(ctx context.Context, limit int) ([]Parked, error) {
	var list []Parked
	err := q.db.Read(ctx).Raw(`SELECT id, kind, payload, attempts, last_error, parked_at
		FROM jobs WHERE parked_at IS NOT NULL ORDER BY parked_at DESC, id DESC LIMIT ?`, max(0, limit)).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list parked jobs: %w", err)
	}
	return list, nil
}

// Retry gives a parked job its tries back.
func (q *Queue) Retry(ctx context.Context, id int64) error {
	g := q.db.Write(ctx).Exec("UPDATE jobs SET parked_at = NULL, attempts = 0, run_at = "+now(q.db)+
		" WHERE id = ? AND parked_at IS NOT NULL", id)
	if g.Error != nil {
		return fmt.Errorf("retry job %d: %w", id, g.Error)
	}
	if g.RowsAffected == 0 {
		return fmt.Errorf("retry job %d: %w", id, gorm.ErrRecordNotFound)
	}
	q.db.AfterCommit(ctx, q.ring)
	return nil
}
