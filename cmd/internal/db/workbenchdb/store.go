package workbenchdb

import (
	"context"
	"fmt"
	"time"

	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
)

// Store keeps discoveries.
type Store struct{ db *db.DB }

var _ workbench.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

const save = `INSERT INTO discoveries (survey_id, body, found_at) VALUES (?, ?, ?)
	ON CONFLICT (survey_id) DO UPDATE SET body = excluded.body, found_at = excluded.found_at`

// SaveDiscovery keeps a search as the newest of its survey.
func (s *Store) SaveDiscovery(ctx context.Context, id survey.ID, body []byte, at time.Time) error {
	if err := s.db.Write(ctx).Exec(save, id, string(body), at).Error; err != nil {
		return fmt.Errorf("store discovery in survey %s: %w", id, err)
	}
	return nil
}

// Discovery reads the newest search of a survey; nil where there is none.
func (s *Store) Discovery(ctx context.Context, id survey.ID) ([]byte, time.Time, error) {
	var rows []struct {
		Body    string
		FoundAt time.Time
	}
	if err := s.db.Read(ctx).Table("discoveries").Where("survey_id = ?", id).Find(&rows).Error; err != nil {
		return nil, time.Time{}, fmt.Errorf("read discovery in survey %s: %w", id, err)
	}
	if len(rows) == 0 {
		return nil, time.Time{}, nil
	}
	return []byte(rows[0].Body), rows[0].FoundAt, nil
}
