package invitationdb

// Reading: tallies and people in the viewer's scope, and who fits a mailing.

import (
	"context"
	"strings"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/invitation"
)

// Tallies counts the messages of a survey's mailings in the viewer's scope.
func (s Store) Tallies(ctx context.Context, v access.Viewer, id survey.ID) (map[invitation.ID]invitation.Tally, error) {
	var rows []struct {
		MailingID invitation.ID
		State     invitation.MessageState
		N         int
	}
	err := s.db.Read(ctx).Table("messages AS m").Select("m.mailing_id, m.state, count(*) AS n").
		Joins("JOIN invitations AS i ON i.survey_id = m.survey_id AND i.id = m.invitation_id").
		Scopes(db.InScope(v.Scope, "i")).Where("m.survey_id = ?", id).Group("m.mailing_id, m.state").Find(&rows).Error
	out := map[invitation.ID]invitation.Tally{}
	for _, r := range rows {
		if out[r.MailingID] == nil {
			out[r.MailingID] = invitation.Tally{}
		}
		out[r.MailingID][r.State] = r.N
	}
	return out, err
}

// People lists messages with their dealers, by dealer.
func (s Store) People(ctx context.Context, v access.Viewer, q invitation.Query) ([]invitation.Person, int, error) {
	g := s.db.Read(ctx).Table("messages AS m").
		Joins("JOIN invitations AS i ON i.survey_id = m.survey_id AND i.id = m.invitation_id").
		Scopes(db.InScope(v.Scope, "i")).Where("m.survey_id = ? AND m.mailing_id = ?", q.Survey, q.Mailing)
	if q.State != "" {
		g = g.Where("m.state = ?", q.State)
	}
	if q.Search != "" {
		like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(strings.ToLower(q.Search)) + "%"
		g = g.Where(`(lower(i.dealer_code) LIKE ? ESCAPE '\' OR lower(i.dealer_name) LIKE ? ESCAPE '\' OR m.address LIKE ? ESCAPE '\')`, like, like, like)
	}
	var total int64
	if err := g.Count(&total).Error; err != nil {
		return nil, 0, err
	}
	var list []invitation.Person
	err := g.Select("m.*, i.dealer_code, i.dealer_name, i.region, i.area").Order("i.dealer_code").Limit(max(q.Limit, 1)).Find(&list).Error
	return list, int(total), err
}

// Invited tells which dealers have an invitation in the wave.
func (s Store) Invited(ctx context.Context, id survey.ID, wave int, codes []audience.Code) (map[audience.Code]bool, error) {
	return s.codes(ctx, "SELECT dealer_code FROM invitations WHERE survey_id = ? AND wave = ? AND dealer_code IN ?", id, wave, codes)
}

// Unreached tells which dealers were written to in the wave, but no message came
// through or is on its way.
func (s Store) Unreached(ctx context.Context, id survey.ID, wave int, codes []audience.Code) (map[audience.Code]bool, error) {
	return s.codes(ctx, `SELECT i.dealer_code FROM invitations AS i
		JOIN messages AS m ON m.survey_id = i.survey_id AND m.invitation_id = i.id
		WHERE i.survey_id = ? AND i.wave = ? AND i.dealer_code IN ?
		GROUP BY i.dealer_code
		HAVING sum(CASE WHEN m.state IN ('bounced', 'returned', 'failed') OR m.state = 'dropped' AND m.detail <> 'invite.dropped.answered' THEN 0 ELSE 1 END) = 0`, id, wave, codes)
}

// codes runs a query of dealers' codes, piece by piece.
func (s Store) codes(ctx context.Context, query string, id survey.ID, wave int, codes []audience.Code) (map[audience.Code]bool, error) {
	out := map[audience.Code]bool{}
	for from := 0; from < len(codes); from += batch {
		var found []audience.Code
		err := s.db.Read(ctx).Raw(query, id, wave, codes[from:min(from+batch, len(codes))]).Scan(&found).Error
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			out[c] = true
		}
	}
	return out, nil
}

// Remindable finds who may be reminded, by one statement: invited in the wave,
// with an open link that can be made again, not answered as far as that may be
// known, nothing on its way, the last message or the link old enough, and not
// reminded too often.
func (s Store) Remindable(ctx context.Context, r invitation.Reminding) ([]invitation.Remindable, error) {
	answered := " AND NOT EXISTS (SELECT 1 FROM participations AS p WHERE p.survey_id = i.survey_id AND p.invitation_id = i.id)"
	if r.Everybody {
		answered = ""
	}
	var list []invitation.Remindable
	err := s.db.Read(ctx).Raw(`SELECT i.id AS invitation_id, i.dealer_code FROM invitations AS i
		JOIN invitation_links AS l ON l.survey_id = i.survey_id AND l.invitation_id = i.id AND l.state = 'open' AND l.salt <> ''
		WHERE i.survey_id = ? AND i.wave = ? AND i.id > ? AND l.created_at < ?`+answered+`
		AND NOT EXISTS (SELECT 1 FROM messages AS m WHERE m.survey_id = i.survey_id AND m.invitation_id = i.id
			AND (m.state IN ('queued', 'sending', 'handing') OR m.state IN ('sent', 'uncertain') AND m.at >= ?))
		AND (SELECT count(*) FROM messages AS m JOIN mailings AS g ON g.survey_id = m.survey_id AND g.id = m.mailing_id AND g.kind = 'reminder'
			WHERE m.survey_id = i.survey_id AND m.invitation_id = i.id AND m.state IN ('sent', 'uncertain')) < ?
		ORDER BY i.id LIMIT ?`, r.Survey, r.Wave, r.After, r.LastBefore, r.LastBefore, r.Most, r.Limit).Scan(&list).Error
	return list, err
}
