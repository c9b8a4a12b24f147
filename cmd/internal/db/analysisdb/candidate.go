package analysisdb

// Cue candidates.

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"

	"dealervoice/analysis/coding"
	"dealervoice/survey/fault"
)

const candidates = "cue_candidates"

// AnyUnread tells whether there is a counted response that the tagger has not
// read.
func (s *Store) AnyUnread(ctx context.Context, tagger string) (bool, error) {
	var found []int
	err := s.db.Read(ctx).Table("responses").Select("1").
		Joins("LEFT JOIN readings d ON d.survey_id = responses.survey_id AND d.response_id = responses.id AND d.tagger = ?", tagger).
		Where("NOT responses.quarantined AND d.response_id IS NULL").Limit(1).Find(&found).Error
	if err != nil {
		return false, fmt.Errorf("look for unread responses: %w", err)
	}
	return len(found) > 0, nil
}

// Candidates lists those that wait for a decision, the most frequent first.
func (s *Store) Candidates(ctx context.Context) ([]coding.Candidate, error) {
	var list []coding.Candidate
	err := s.db.Read(ctx).Table(candidates).Where("state = ?", coding.Proposed).Order("answers DESC, language, cue").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list cue candidates: %w", err)
	}
	return list, nil
}

// ReplaceProposed puts the list in place of the candidates that wait.
func (s *Store) ReplaceProposed(ctx context.Context, list []coding.Candidate) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		if err := tx.Exec("DELETE FROM cue_candidates WHERE state = ?", coding.Proposed).Error; err != nil {
			return fmt.Errorf("remove old cue candidates: %w", err)
		}
		if len(list) == 0 {
			return nil
		}
		err := tx.Table(candidates).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&list, chunk).Error
		if err != nil {
			return fmt.Errorf("store cue candidates: %w", err)
		}
		return nil
	})
}

const decide = `UPDATE cue_candidates SET state = ?, theme = ?, polarity = ?, decided_by = ?, decided_at = ?
	WHERE language = ? AND cue = ? AND state = ?`

// Decide notes what became of a waiting candidate.
func (s *Store) Decide(ctx context.Context, c coding.Candidate) error {
	done := s.db.Write(ctx).Exec(decide, c.State, c.Theme, c.Polarity, c.DecidedBy, c.DecidedAt, c.Language, c.Cue, coding.Proposed)
	if done.Error != nil {
		return fmt.Errorf("decide on cue candidate: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.Conflict("codebook.error.decided", nil)
	}
	return nil
}
