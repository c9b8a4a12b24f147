package invitationdb

// Dealers who wait until their budget has room.

import (
	"context"

	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/invitation"
)

// AddWaits adds dealers who wait; those there are stay.
func (s Store) AddWaits(ctx context.Context, list []invitation.Wait) error {
	if len(list) == 0 {
		return nil
	}
	return s.db.Write(ctx).Table("mailing_waits").Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "survey_id"}, {Name: "mailing_id"}, {Name: "dealer_code"}},
		DoNothing: true,
	}).CreateInBatches(&list, batch).Error
}

// Waits lists those who wait for a mailing, by code.
func (s Store) Waits(ctx context.Context, v access.Viewer, m invitation.Mailing, q invitation.WaitQuery) ([]invitation.Wait, error) {
	var list []invitation.Wait
	g := s.db.Read(ctx).Table("mailing_waits").Scopes(db.InScope(v.Scope, "mailing_waits")).
		Where("survey_id = ? AND mailing_id = ? AND dealer_code > ?", m.SurveyID, m.ID, q.After)
	if q.Only != "" {
		g = g.Where("dealer_code = ?", q.Only)
	}
	err := g.Order("dealer_code").Limit(q.Limit).Find(&list).Error
	return list, err
}

// DropWaits removes some.
func (s Store) DropWaits(ctx context.Context, m invitation.Mailing, codes []audience.Code) (int, error) {
	res := s.db.Write(ctx).Exec("DELETE FROM mailing_waits WHERE survey_id = ? AND mailing_id = ? AND dealer_code IN ?", m.SurveyID, m.ID, codes)
	return int(res.RowsAffected), res.Error
}

// FollowUp finds the planned mailing of the same source, wave and day.
func (s Store) FollowUp(ctx context.Context, like invitation.Mailing) (*invitation.Mailing, error) {
	g := s.db.Write(ctx).Where("survey_id = ? AND source = ? AND wave = ? AND due_at = ? AND state = ?",
		like.SurveyID, like.Source, like.Wave, like.DueAt, invitation.Scheduled)
	if s.db.Dialect() == db.PostgreSQL {
		g = g.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	var list []invitation.Mailing
	if err := g.Limit(1).Find(&list).Error; err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}
