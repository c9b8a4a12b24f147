package feedbackdb

// Reading responses.

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

// Page reads responses in the viewer's scope in the order of their ids.
func (s *Store) Page(ctx context.Context, v access.Viewer, q feedback.Query) ([]feedback.Response, error) {
	g := s.db.Read(ctx).Table("responses").Scopes(db.InScope(v.Scope, "responses")).
		Where("survey_id = ? AND id > ?", q.Survey, q.After)
	if q.Some != nil {
		g = g.Where("id IN ?", q.Some)
	}
	if !q.Quarantined {
		g = g.Where("NOT quarantined")
	}
	var page []feedback.Response
	if err := g.Order("id").Limit(db.Page{Limit: q.Limit}.Size()).Find(&page).Error; err != nil {
		return nil, fmt.Errorf("read responses: %w", err)
	}
	return page, nil
}

// identityRow is a response beside the dealer of its invitation.
type identityRow struct {
	feedback.Response `gorm:"embedded"`
	DealerCode        audience.Code
	DealerName        string
}

// Identity finds a response of the viewer's scope with the dealer behind it.
func (s *Store) Identity(ctx context.Context, v access.Viewer, id survey.ID, r feedback.ID) (feedback.Identity, error) {
	var row identityRow
	err := s.db.Read(ctx).Table("responses").
		Select("responses.*, COALESCE(invitations.dealer_code, '') AS dealer_code, COALESCE(invitations.dealer_name, '') AS dealer_name").
		Joins("LEFT JOIN participations p ON p.survey_id = responses.survey_id AND p.response_id = responses.id").
		Joins("LEFT JOIN invitations ON invitations.survey_id = p.survey_id AND invitations.id = p.invitation_id").
		Scopes(db.InScope(v.Scope, "responses")).
		Where("responses.survey_id = ? AND responses.id = ?", id, r).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return feedback.Identity{}, fault.NotFound("fault.not_found")
	}
	if err != nil {
		return feedback.Identity{}, fmt.Errorf("read response: %w", err)
	}
	return feedback.Identity{Response: row.Response, Dealer: row.DealerCode, DealerName: row.DealerName}, nil
}
