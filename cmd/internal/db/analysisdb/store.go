package analysisdb

import (
	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/cmd/internal/db"
)

// Store keeps what analysis needs.
type Store struct{ db *db.DB }

var (
	_ analysis.Store = (*Store)(nil)
	_ coding.Store   = (*Store)(nil)
)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

// chunk keeps a statement below the databases' limits on parameters.
const chunk = 500
