package feedbackdb

import (
	"context"

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
	crowd *batch.Group[member, result]
	quota *quotadb.Store
}

var _ feedback.Store = (*Store)(nil)

// New makes the store; queue takes the tagging jobs.
func New(d *db.DB, queue Queue) *Store {
	s := &Store{db: d, queue: queue, quota: quotadb.New(d)}
	s.crowd = batch.New(crowdSize, s.acceptCrowd)
	return s
}
