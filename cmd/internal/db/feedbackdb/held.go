package feedbackdb

// Answers that are held back for what they look like, not for a quota.

import (
	"context"
	"fmt"

	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// CountHeld counts those of a survey.
func (s *Store) CountHeld(ctx context.Context, id survey.ID) (int, error) {
	var n int64
	err := s.db.Read(ctx).Table("responses").Where("survey_id = ? AND quarantined AND over_quota = ''", id).Count(&n).Error
	return int(n), err
}

// Release has them count, and their texts read.
func (s *Store) Release(ctx context.Context, id survey.ID) (n int, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		res := s.db.Write(ctx).Exec("UPDATE responses SET quarantined = ? WHERE survey_id = ? AND quarantined AND over_quota = ''", false, id)
		if res.Error != nil {
			return fmt.Errorf("release answers: %w", res.Error)
		}
		if n = int(res.RowsAffected); n == 0 {
			return nil
		}
		return s.queue.Add(ctx, jobs.Job{Kind: feedback.TagSurveyKind, Payload: feedback.TagSurveyJob{Survey: id}})
	})
	return n, err
}
