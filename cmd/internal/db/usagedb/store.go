package usagedb

import (
	"context"
	"fmt"
	"time"

	"dealervoice/analysis/usage"
	"dealervoice/cmd/internal/db"
	"dealervoice/feedback/process"
)

// Store implements usage.Store.
type Store struct{ db *db.DB }

var _ usage.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

const (
	note = `INSERT INTO report_reads (survey_id, closed_at, user_id, read_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (survey_id, closed_at, user_id) DO NOTHING`
	coded = `SELECT r.survey_id, count(*) AS read,
		(SELECT count(DISTINCT t.response_id) FROM tags t WHERE t.survey_id = r.survey_id) AS themed,
		(SELECT count(DISTINCT t.response_id) FROM tags t WHERE t.survey_id = r.survey_id
			AND EXISTS (SELECT 1 FROM settled s WHERE s.survey_id = t.survey_id AND s.response_id = t.response_id)) AS by_hand
		FROM readings r GROUP BY r.survey_id`
	moves = `SELECT proposal, from_state, to_state, at FROM proposal_moves WHERE NOT refused ORDER BY proposal, place`
)

// NoteReading keeps the first reading of each person.
func (s *Store) NoteReading(ctx context.Context, r usage.Reading) error {
	return s.db.Write(ctx).Exec(note, r.SurveyID, db.Instant(r.ClosedAt), r.UserID, db.Instant(r.ReadAt)).Error
}

// Readings lists all.
func (s *Store) Readings(ctx context.Context) ([]usage.Reading, error) {
	var out []usage.Reading
	if err := s.db.Read(ctx).Table("report_reads").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("list readings of reports: %w", err)
	}
	return out, nil
}

// Coded counts by survey.
func (s *Store) Coded(ctx context.Context) ([]usage.Coded, error) {
	var out []usage.Coded
	if err := s.db.Read(ctx).Raw(coded).Scan(&out).Error; err != nil {
		return nil, fmt.Errorf("count answers read for themes: %w", err)
	}
	return out, nil
}

// move is one step of a proposal.
type move struct {
	Proposal           int
	FromState, ToState process.State
	At                 time.Time
}

// Ways lists the proposals that were ever put forward.
func (s *Store) Ways(ctx context.Context) ([]usage.Way, error) {
	var list []move
	if err := s.db.Read(ctx).Raw(moves).Scan(&list).Error; err != nil {
		return nil, fmt.Errorf("list moves of proposals: %w", err)
	}
	var out []usage.Way
	for _, m := range list {
		if n := len(out); n == 0 || out[n-1].Proposal != m.Proposal {
			if m.FromState != process.Draft || m.ToState == process.Withdrawn {
				continue // never put forward
			}
			out = append(out, usage.Way{Proposal: m.Proposal, Put: m.At})
		}
		w := &out[len(out)-1]
		switch m.ToState {
		case process.Accepted, process.Rejected, process.Deferred:
			if w.Decided == nil {
				at := m.At
				w.Decided = &at
			}
		case process.Withdrawn:
			w.Withdrawn = true
		}
	}
	return out, nil
}
