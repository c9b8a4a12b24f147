package replydb

// Letters on their way.

import (
	"context"
	"fmt"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback/reply"
	"dealervoice/survey"
	"dealervoice/survey/calendar"
)

// Keep keeps a letter until it is delivered.
func (s *Store) Keep(ctx context.Context, w reply.Waiting) error {
	sql := "INSERT INTO letters_waiting (survey_id, id, tag, sealed, day) VALUES (?, ?, ?, ?, ?)"
	if err := s.db.Write(ctx).Exec(sql, w.SurveyID, w.ID, w.Tag, w.Sealed, w.Day).Error; err != nil {
		return fmt.Errorf("keep letter: %w", err)
	}
	return nil
}

// WaitingOf lists the letters under a tag.
func (s *Store) WaitingOf(ctx context.Context, id survey.ID, tag string) (list []reply.Waiting, err error) {
	sql := "SELECT survey_id, id, tag, sealed, day FROM letters_waiting WHERE survey_id = ? AND tag = ?"
	return list, s.db.Read(ctx).Raw(sql, id, tag).Scan(&list).Error
}

// WithWaiting lists the surveys where letters wait that are older than the day.
func (s *Store) WithWaiting(ctx context.Context, before calendar.Day) (list []survey.ID, err error) {
	sql := "SELECT DISTINCT survey_id FROM letters_waiting WHERE day < ? ORDER BY survey_id"
	return list, s.db.Read(ctx).Raw(sql, before).Scan(&list).Error
}

// Due locks and reads the letters of a survey that are older than the day.
func (s *Store) Due(ctx context.Context, id survey.ID, before calendar.Day) (list []reply.Waiting, err error) {
	sql := "SELECT survey_id, id, tag, sealed, day FROM letters_waiting WHERE survey_id = ? AND day < ? ORDER BY id"
	if s.db.Dialect() == db.PostgreSQL {
		sql += " FOR UPDATE"
	}
	return list, s.db.Write(ctx).Raw(sql, id, before).Scan(&list).Error
}
