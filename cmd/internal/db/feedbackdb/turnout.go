package feedbackdb

// How many came back, and from which invitations: for the pages about asking.

import (
	"context"
	"fmt"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Counts gives the number of responses in the viewer's scope by survey, without
// those held back.
func (s *Store) Counts(ctx context.Context, v access.Viewer) (map[survey.ID]int, error) {
	var rows []struct {
		SurveyID survey.ID
		N        int
	}
	err := s.db.Read(ctx).Table("responses").Select("survey_id, count(*) AS n").
		Scopes(db.InScope(v.Scope, "responses")).Where("NOT quarantined").Group("survey_id").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("count responses: %w", err)
	}
	out := make(map[survey.ID]int, len(rows))
	for _, r := range rows {
		out[r.SurveyID] = r.N
	}
	return out, nil
}

// Answered tells which invitations of a wave (0: all waves) in the viewer's
// scope were answered.
func (s *Store) Answered(ctx context.Context, v access.Viewer, id survey.ID, wave int) (map[survey.InvitationID]bool, error) {
	q := s.db.Read(ctx).Table("participations AS p").
		Joins("JOIN invitations AS i ON i.survey_id = p.survey_id AND i.id = p.invitation_id").
		Scopes(db.InScope(v.Scope, "i")).Where("p.survey_id = ?", id)
	if wave > 0 {
		q = q.Where("i.wave = ?", wave)
	}
	var ids []survey.InvitationID
	if err := q.Select("p.invitation_id").Find(&ids).Error; err != nil {
		return nil, fmt.Errorf("read participations: %w", err)
	}
	out := make(map[survey.InvitationID]bool, len(ids))
	for _, i := range ids {
		out[i] = true
	}
	return out, nil
}
