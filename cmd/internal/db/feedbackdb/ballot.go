package feedbackdb

// Ballots of unlinkable surveys: until they are mixed in, and whether they are
// spent.

import (
	"context"
	"fmt"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback"
	"dealervoice/survey"
)

const (
	castBallot = "INSERT INTO ballots (survey_id, tag, sealed) VALUES (?, ?, ?) ON CONFLICT (survey_id, tag) DO NOTHING"
	dropDraft  = "DELETE FROM drafts WHERE survey_id = ? AND key = ?"
	// As one statement, since each further one is a further way to the server.
	castAtOnce = "WITH d AS (" + dropDraft + "), b AS (" + castBallot + " RETURNING 1) SELECT count(*) FROM b"
)

// Cast writes a ballot and drops its draft.
func (s *Store) Cast(ctx context.Context, b feedback.Ballot) (stored bool, err error) {
	if s.db.Dialect() == db.PostgreSQL {
		var n int
		err := s.db.Write(ctx).Raw(castAtOnce, b.SurveyID, b.DraftKey, b.SurveyID, b.Tag, b.Sealed).Scan(&n).Error
		if err != nil {
			return false, fmt.Errorf("cast ballot: %w", err)
		}
		return n == 1, nil
	}
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		done := s.db.Write(ctx).Exec(castBallot, b.SurveyID, b.Tag, b.Sealed)
		if done.Error != nil {
			return fmt.Errorf("cast ballot: %w", done.Error)
		}
		stored = done.RowsAffected == 1
		if b.DraftKey == "" {
			return nil
		}
		return s.db.Write(ctx).Exec(dropDraft, b.SurveyID, b.DraftKey).Error
	})
	return stored, err
}

// BallotOf finds a ballot; nil if there is none.
func (s *Store) BallotOf(ctx context.Context, id survey.ID, tag string) (*feedback.Ballot, error) {
	var list []feedback.Ballot
	err := s.db.Read(ctx).Raw("SELECT survey_id, tag, sealed FROM ballots WHERE survey_id = ? AND tag = ?", id, tag).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("find ballot: %w", err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return &list[0], nil
}

// Reseal replaces what is sealed in a ballot.
func (s *Store) Reseal(ctx context.Context, b feedback.Ballot) error {
	done := s.db.Write(ctx).Exec("UPDATE ballots SET sealed = ? WHERE survey_id = ? AND tag = ?", b.Sealed, b.SurveyID, b.Tag)
	if done.Error == nil && done.RowsAffected != 1 {
		return fmt.Errorf("reseal ballot: %d rows", done.RowsAffected)
	}
	return done.Error
}

// WithBallots lists the surveys with ballots that wait.
func (s *Store) WithBallots(ctx context.Context) (list []survey.ID, err error) {
	sql := "SELECT DISTINCT survey_id FROM ballots WHERE sealed IS NOT NULL ORDER BY survey_id"
	return list, s.db.Read(ctx).Raw(sql).Scan(&list).Error
}

// Waiting locks and reads ballots that wait, by their tags.
func (s *Store) Waiting(ctx context.Context, id survey.ID, limit int) ([]feedback.Ballot, error) {
	sql := "SELECT survey_id, tag, sealed FROM ballots WHERE survey_id = ? AND sealed IS NOT NULL ORDER BY tag LIMIT ?"
	if s.db.Dialect() == db.PostgreSQL {
		sql += " FOR UPDATE"
	}
	var list []feedback.Ballot
	if err := s.db.Write(ctx).Raw(sql, id, limit).Scan(&list).Error; err != nil {
		return nil, fmt.Errorf("read ballots: %w", err)
	}
	return list, nil
}

// Mixed takes the answers out of ballots.
func (s *Store) Mixed(ctx context.Context, id survey.ID, tags []string) error {
	done := s.db.Write(ctx).Exec("UPDATE ballots SET sealed = NULL WHERE survey_id = ? AND tag IN ?", id, tags)
	if done.Error == nil && int(done.RowsAffected) != len(tags) {
		return fmt.Errorf("mix ballots in: %d of %d", done.RowsAffected, len(tags))
	}
	return done.Error
}

// DropBallots removes the ballots and the drafts of a survey.
func (s *Store) DropBallots(ctx context.Context, id survey.ID) error {
	for _, sql := range []string{"DELETE FROM ballots WHERE survey_id = ?", "DELETE FROM drafts WHERE survey_id = ?"} {
		if err := s.db.Write(ctx).Exec(sql, id).Error; err != nil {
			return fmt.Errorf("drop ballots: %w", err)
		}
	}
	return nil
}
