package surveydb

import (
	"context"

	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
)

// batch keeps a statement below the databases' limits on parameters.
const batch = 500

// Invite adds invitations; a dealer has one a wave. It returns the stored ones
// in the order given.
func (s Store) Invite(ctx context.Context, list []survey.Invitation) ([]survey.Invitation, error) {
	tx := s.db.Write(ctx)
	err := tx.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "survey_id"}, {Name: "wave"}, {Name: "dealer_code"}},
		DoNothing: true,
	}).CreateInBatches(&list, batch).Error
	if err != nil {
		return nil, err
	}
	kept := make(map[audience.Code]survey.Invitation, len(list))
	for from := 0; from < len(list); from += batch {
		part := list[from:min(from+batch, len(list))]
		codes := make([]audience.Code, len(part))
		for i, inv := range part {
			codes[i] = inv.DealerCode
		}
		var found []survey.Invitation
		err := tx.Where("survey_id = ? AND wave = ? AND dealer_code IN ?", part[0].SurveyID, part[0].Wave, codes).Find(&found).Error
		if err != nil {
			return nil, err
		}
		for _, inv := range found {
			kept[inv.DealerCode] = inv
		}
	}
	out := make([]survey.Invitation, 0, len(list))
	for _, inv := range list {
		if k, ok := kept[inv.DealerCode]; ok {
			out = append(out, k)
			delete(kept, inv.DealerCode)
		}
	}
	return out, nil
}

// Link gives each invitation a new link and replaces the open one.
func (s Store) Link(ctx context.Context, list []survey.Link) error {
	tx := s.db.Write(ctx)
	for from := 0; from < len(list); from += batch {
		part := list[from:min(from+batch, len(list))]
		ids := make([]survey.InvitationID, len(part))
		for i, l := range part {
			ids[i] = l.InvitationID
		}
		err := tx.Table(links).
			Where("survey_id = ? AND invitation_id IN ? AND state = ?", part[0].SurveyID, ids, survey.LinkOpen).
			Updates(map[string]any{"state": survey.LinkReplaced, "ended_at": part[0].CreatedAt}).Error
		if err != nil {
			return err
		}
		if err := tx.Table(links).Create(&part).Error; err != nil {
			return err
		}
	}
	return nil
}

// OpenLinks gives the open links of the invitations.
func (s Store) OpenLinks(ctx context.Context, id survey.ID, of []survey.InvitationID) ([]survey.Link, error) {
	var out []survey.Link
	for from := 0; from < len(of); from += batch {
		var part []survey.Link
		err := s.db.Read(ctx).Table(links).Where("survey_id = ? AND state = ? AND invitation_id IN ?", id, survey.LinkOpen, of[from:min(from+batch, len(of))]).
			Find(&part).Error
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	return out, nil
}

// Withdraw ends the open links of the invitations in the viewer's scope.
func (s Store) Withdraw(ctx context.Context, v access.Viewer, w survey.Withdrawal) (int, error) {
	tx := s.db.Write(ctx)
	mine := tx.Model(&survey.Invitation{}).Select("id").
		Scopes(db.InScope(v.Scope, "invitations")).
		Where("survey_id = ? AND id IN ?", w.SurveyID, w.IDs)
	res := tx.Table(links).
		Where("survey_id = ? AND state = ? AND invitation_id IN (?)", w.SurveyID, survey.LinkOpen, mine).
		Updates(map[string]any{"state": survey.LinkWithdrawn, "ended_at": w.At})
	return int(res.RowsAffected), res.Error
}

// Open finds what is behind a link by one read: the survey by its code, the
// link by its primary key, the invitation by its own.
func (s Store) Open(ctx context.Context, code, hash string) (survey.Opened, error) {
	var row struct {
		Head       survey.Head       `gorm:"embedded;embeddedPrefix:survey__"`
		Invitation survey.Invitation `gorm:"embedded"`
		LinkState  survey.LinkState
	}
	err := s.db.Read(ctx).Table("surveys AS s").
		Select("s.id AS survey__id, s.slug AS survey__slug, s.code AS survey__code, s.state AS survey__state, "+
			"s.current AS survey__current, s.wave AS survey__wave, i.*, l.state AS link_state").
		Joins("JOIN "+links+" AS l ON l.survey_id = s.id AND l.token_hash = ?", hash).
		Joins("JOIN invitations AS i ON i.survey_id = s.id AND i.id = l.invitation_id").
		Where("s.code = ?", code).Take(&row).Error
	return survey.Opened{Head: row.Head, Invitation: row.Invitation, Link: row.LinkState}, notFound(err, "survey.link_unknown")
}

// Invitations lists those in the viewer's scope, by dealer, with the state of
// the newest link.
func (s Store) Invitations(ctx context.Context, v access.Viewer, q survey.InvitationQuery) ([]survey.Listed, error) {
	var rows []struct {
		Invitation survey.Invitation `gorm:"embedded"`
		LinkState  survey.LinkState
	}
	// At most one link is open; without one the invitation's links were withdrawn.
	g := s.db.Read(ctx).Table("invitations AS i").
		Select("i.*, CASE WHEN l.token_hash IS NULL THEN ? ELSE l.state END AS link_state", survey.LinkWithdrawn).
		Joins("LEFT JOIN "+links+" AS l ON l.survey_id = i.survey_id AND l.invitation_id = i.id AND l.state = ?", survey.LinkOpen).
		Scopes(db.InScope(v.Scope, "i")).
		Where("i.survey_id = ? AND substr(i.dealer_code, 1, 1) <> '#'", q.SurveyID) // codes from a bag are nobody's
	if q.Wave > 0 {
		g = g.Where("i.wave = ?", q.Wave)
	}
	if err := g.Order("i.wave DESC, i.dealer_code").Find(&rows).Error; err != nil {
		return nil, err
	}
	list := make([]survey.Listed, len(rows))
	for i, r := range rows {
		list[i] = survey.Listed{Invitation: r.Invitation, Link: r.LinkState}
	}
	return list, nil
}
