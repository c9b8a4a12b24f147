package analysisdb

// Who was asked, and what came of it.

import (
	"context"
	"encoding/json"
	"fmt"

	"dealervoice/analysis"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// invitedRow is an invitation with its response, if there is one.
type invitedRow struct {
	Wave       int
	Dealer     string
	Region     string
	Area       string
	Rep        string
	Attributes string
	Response   *feedback.ID
}

const invited = `SELECT i.wave, i.dealer_code AS dealer, i.region, i.area, i.rep, i.attributes, p.response_id AS response
	FROM invitations i LEFT JOIN participations p ON p.survey_id = i.survey_id AND p.invitation_id = i.id
	WHERE i.survey_id = ? ORDER BY i.wave, i.dealer_code`

// Invited reads who was asked.
func (s *Store) Invited(ctx context.Context, id survey.ID) ([]analysis.Invitee, error) {
	var rows []invitedRow
	if err := s.db.Read(ctx).Raw(invited, id).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list invitations of survey %s: %w", id, err)
	}
	out := make([]analysis.Invitee, len(rows))
	for i, r := range rows {
		out[i] = analysis.Invitee{Wave: r.Wave, Dealer: r.Dealer, Place: access.Place{Region: r.Region, Area: r.Area, Rep: r.Rep}}
		if r.Response != nil {
			out[i].Response = *r.Response
		}
		if err := json.Unmarshal([]byte(r.Attributes), &out[i].Attributes); err != nil {
			return nil, fmt.Errorf("read attributes of an invitation: %w", err)
		}
	}
	return out, nil
}
