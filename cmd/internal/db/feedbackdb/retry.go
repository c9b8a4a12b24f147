package feedbackdb

// What tells a retry from another answer.

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// Stored gives the hashes of a response; none if there is no such response.
func (s *Store) Stored(ctx context.Context, id survey.ID, r feedback.ID) (h feedback.Hashes, err error) {
	sql := "SELECT content_hash AS content, sent_hash AS sent, over_quota AS over FROM responses WHERE survey_id = ? AND id = ?"
	if err := s.db.Read(ctx).Raw(sql, id, r).Scan(&h).Error; err != nil {
		return h, fmt.Errorf("read hashes of response: %w", err)
	}
	return h, nil
}

const storedBy = `SELECT r.content_hash AS content, r.sent_hash AS sent, r.over_quota AS over FROM participations p
	JOIN responses r ON r.survey_id = p.survey_id AND r.id = p.response_id
	WHERE p.survey_id = ? AND p.invitation_id = ? AND p.link IN ('', ?)
	UNION ALL SELECT content_hash, sent_hash, '' FROM set_aside WHERE survey_id = ? AND link = ?`

// StoredBy gives the hashes of what came by a link, stored or set aside.
func (s *Store) StoredBy(ctx context.Context, by feedback.Sender) (h feedback.Hashes, err error) {
	if err := s.db.Read(ctx).Raw(storedBy, by.Survey, by.Invitation, by.Link, by.Survey, by.Link).Scan(&h).Error; err != nil {
		return h, fmt.Errorf("read hashes of link: %w", err)
	}
	return h, nil
}

const setAside = `INSERT INTO set_aside (survey_id, link, content_hash, sent_hash)
	SELECT p.survey_id, ?, ?, ? FROM participations p WHERE p.survey_id = ? AND p.invitation_id = ? AND p.link NOT IN ('', ?)
	ON CONFLICT (survey_id, link) DO NOTHING`

// SetAside notes what came by another link than the one that answered.
func (s *Store) SetAside(ctx context.Context, by feedback.Sender, h feedback.Hashes) error {
	done := s.db.Write(ctx).Exec(setAside, by.Link, h.Content, h.Sent, by.Survey, by.Invitation, by.Link)
	if done.Error != nil {
		return fmt.Errorf("set aside what came by link: %w", done.Error)
	}
	return nil
}
