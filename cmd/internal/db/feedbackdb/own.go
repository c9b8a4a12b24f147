package feedbackdb

// Answers found by their receipts, and taken out.

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// ByHead lists the responses whose ids begin so; few enough to look at.
func (s *Store) ByHead(ctx context.Context, id survey.ID, head string) ([]feedback.Response, error) {
	var list []feedback.Response
	err := s.db.Read(ctx).Table("responses").Where("survey_id = ? AND id >= ? AND id < ?", id, head, head+"{").
		Where("channel <> ?", feedback.ByImport).Limit(3).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("find response by the head of its id: %w", err)
	}
	return list, nil
}

// Remove deletes a response with all that hangs on it, and gives the
// participation that ended with it; nil if there was none.
func (s *Store) Remove(ctx context.Context, id survey.ID, r feedback.ID) (*feedback.Participation, error) {
	var list []feedback.Participation
	sql := "DELETE FROM participations WHERE survey_id = ? AND response_id = ? RETURNING survey_id, invitation_id, wave, response_id, at, link"
	if err := s.db.Write(ctx).Raw(sql, id, r).Scan(&list).Error; err != nil {
		return nil, fmt.Errorf("remove participation: %w", err)
	}
	done := s.db.Write(ctx).Exec("DELETE FROM responses WHERE survey_id = ? AND id = ?", id, r)
	if done.Error != nil || done.RowsAffected != 1 {
		return nil, fmt.Errorf("remove response: %d rows, %w", done.RowsAffected, done.Error)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return &list[0], nil
}

// DropBallot removes a ballot.
func (s *Store) DropBallot(ctx context.Context, id survey.ID, tag string) error {
	if err := s.db.Write(ctx).Exec("DELETE FROM ballots WHERE survey_id = ? AND tag = ?", id, tag).Error; err != nil {
		return fmt.Errorf("drop ballot: %w", err)
	}
	return nil
}
