package feedbackdb

// Which version a stored response belongs to: asked for where a retry may have
// been made for an older one.

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// VersionOf gives the version that a response was filled on; 0 if there is none.
func (s *Store) VersionOf(ctx context.Context, id survey.ID, r feedback.ID) (survey.Number, error) {
	var n survey.Number
	sql := "SELECT version FROM responses WHERE survey_id = ? AND id = ?"
	if err := s.db.Read(ctx).Raw(sql, id, r).Scan(&n).Error; err != nil {
		return 0, fmt.Errorf("read version of response: %w", err)
	}
	return n, nil
}
