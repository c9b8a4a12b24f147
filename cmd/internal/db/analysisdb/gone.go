package analysisdb

// Answers that their givers have erased.

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// keepPlaces sees to it that no answer to come stands for the bit of one that
// was shown and is gone.
const keepPlaces = `UPDATE disclosures SET places = (SELECT COALESCE(max(position), -1) + 1 FROM release_members m WHERE m.survey_id = disclosures.survey_id)
	WHERE survey_id = ? AND places <= (SELECT COALESCE(max(position), -1) FROM release_members m WHERE m.survey_id = disclosures.survey_id)`

// Gone prepares for a response to be removed: figures are counted anew, and what
// was shown of it stays in the account.
func (s *Store) Gone(ctx context.Context, id survey.ID, _ feedback.ID) error {
	for _, sql := range []string{keepPlaces, moveOn} {
		if err := s.db.Write(ctx).Exec(sql, id).Error; err != nil {
			return fmt.Errorf("part with an answer: %w", err)
		}
	}
	return nil
}
