package analysisdb

// How far readings are.

import (
	"context"
	"fmt"

	"dealervoice/analysis/coding"
	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
)

// Run finds the latest run of a survey; a zero one if there is none.
func (s *Store) Run(ctx context.Context, id survey.ID) (coding.Run, error) {
	var rows []coding.Run
	if err := s.db.Read(ctx).Table("reading_runs").Where("survey_id = ?", id).Find(&rows).Error; err != nil {
		return coding.Run{}, fmt.Errorf("find run of survey %s: %w", id, err)
	}
	if len(rows) == 0 {
		return coding.Run{}, nil
	}
	return rows[0], nil
}

// Runs lists the latest run of every survey.
func (s *Store) Runs(ctx context.Context) ([]coding.Run, error) {
	var rows []coding.Run
	if err := s.db.Read(ctx).Table("reading_runs").Order("survey_id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	return rows, nil
}

const saveRun = `INSERT INTO reading_runs (survey_id, tagger, total, done, reached, ended) VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT (survey_id) DO UPDATE SET tagger = excluded.tagger, total = excluded.total, done = excluded.done,
	reached = excluded.reached, ended = excluded.ended`

// SaveRun keeps a run as the latest of its survey.
func (s *Store) SaveRun(ctx context.Context, r coding.Run) error {
	err := s.db.Write(ctx).Exec(saveRun, r.SurveyID, r.Tagger, r.Total, r.Done, r.Reached, r.Ended).Error
	if err != nil {
		return fmt.Errorf("save run of survey %s: %w", r.SurveyID, err)
	}
	return nil
}

// Weigh lets PostgreSQL look at the tables that a reading goes through: without
// statistics it sorts all that is left for each batch (100,000 answers: 500 a second
// and falling, against 2,300). SQLite takes the key either way.
func (s *Store) Weigh(ctx context.Context) error {
	if s.db.Dialect() != db.PostgreSQL {
		return nil
	}
	for _, table := range []string{"ANALYZE responses", "ANALYZE readings", "ANALYZE tags"} {
		if err := s.db.Write(ctx).Exec(table).Error; err != nil {
			return fmt.Errorf("weigh tables: %w", err)
		}
	}
	return nil
}

// CountUnread counts counted responses that the tagger has not read.
func (s *Store) CountUnread(ctx context.Context, id survey.ID, tagger string) (int, error) {
	var n int64
	err := s.db.Read(ctx).Table("responses").
		Joins("LEFT JOIN readings d ON d.survey_id = responses.survey_id AND d.response_id = responses.id AND d.tagger = ?", tagger).
		Where("responses.survey_id = ? AND NOT responses.quarantined AND d.response_id IS NULL", id).Count(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count unread responses: %w", err)
	}
	return int(n), nil
}
