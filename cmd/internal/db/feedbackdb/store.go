package feedbackdb

import (
	"dealervoice/cmd/internal/db"
	"dealervoice/feedback"
	"dealervoice/survey/port"
)

// Store is feedback.Store on a database.
type Store struct {
	db    *db.DB
	queue port.Queue
}

var _ feedback.Store = (*Store)(nil)

// New makes the store; queue takes the tagging jobs.
func New(d *db.DB, queue port.Queue) *Store { return &Store{db: d, queue: queue} }
