package feedbackdb

import (
	"context"
	"fmt"

	"dealervoice/cmd/internal/batch"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/quotadb"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
)

// Queue takes the tagging jobs. *jobs.Queue is one.
type Queue interface {
	Add(ctx context.Context, list ...jobs.Job) error
	InsertFrom(kind, payload, relation string) string
	Ring(ctx context.Context)
}

// Store is feedback.Store on a database.
type Store struct {
	db    *db.DB
	queue Queue
	crowd *batch.Group[*member, result]
	quota *quotadb.Store

	// The statements that store a crowd on PostgreSQL: of anybody, and where
	// nobody was invited.
	atOnce, unasked string
}

var _ feedback.Store = (*Store)(nil)

// New makes the store; queue takes the tagging jobs.
func New(d *db.DB, queue Queue) *Store {
	s := &Store{db: d, queue: queue, quota: quotadb.New(d)}
	job := queue.InsertFrom(feedback.TagKind, payload, fresh)
	s.atOnce, s.unasked = fmt.Sprintf(atOnce, invited, job), fmt.Sprintf(atOnce, "", job)
	lanes := 1 // SQLite writes one thing at a time
	if d.Dialect() == db.PostgreSQL {
		lanes = crowdLanes
	}
	s.crowd = batch.New(crowdSize, lanes, s.acceptCrowd)
	return s
}
