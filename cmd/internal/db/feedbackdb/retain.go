package feedbackdb

// Doing away with what a survey has outlived.

import (
	"context"
	"fmt"

	"dealervoice/survey"
)

const (
	endParticipations = "DELETE FROM participations WHERE survey_id = ?"
	endSome           = "DELETE FROM responses WHERE survey_id = ? AND id IN (SELECT id FROM responses WHERE survey_id = ? ORDER BY id LIMIT ?)"
)

// RemoveSome deletes so many responses of a survey, with their participations,
// and tells how many there were.
func (s *Store) RemoveSome(ctx context.Context, id survey.ID, limit int) (int, error) {
	if err := s.db.Write(ctx).Exec(endParticipations, id).Error; err != nil {
		return 0, fmt.Errorf("remove participations: %w", err)
	}
	done := s.db.Write(ctx).Exec(endSome, id, id, limit)
	if done.Error != nil {
		return 0, fmt.Errorf("remove responses: %w", done.Error)
	}
	return int(done.RowsAffected), nil
}

// belongings are the tables with what is left of who was asked and what was
// begun, those that hang on others first.
var belongings = []string{"mailing_waits", "letters", "threads", "letters_waiting", "set_aside", "drafts", "ballots", "uploads", "quota_holds", "deliveries", "messages", "deals", "invitation_links", "invitations"}

// Clear deletes all else that tells who was asked, and tells how many were.
func (s *Store) Clear(ctx context.Context, id survey.ID) (asked int, err error) {
	for _, table := range belongings {
		done := s.db.Write(ctx).Exec("DELETE FROM "+table+" WHERE survey_id = ?", id)
		if done.Error != nil {
			return 0, fmt.Errorf("clear %s: %w", table, done.Error)
		}
		asked = int(done.RowsAffected)
	}
	return asked, nil
}
