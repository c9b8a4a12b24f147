package invitationdb

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/fault"
	"dealervoice/survey/invitation"
)

// Store implements invitation.Store.
type Store struct{ db *db.DB }

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

var _ invitation.Store = Store{}

// batch keeps a statement below the databases' limits on parameters.
const batch = 500

// AddMailing adds one.
func (s Store) AddMailing(ctx context.Context, m invitation.Mailing) error {
	return s.db.Write(ctx).Create(&m).Error
}

// Mailing finds one.
func (s Store) Mailing(ctx context.Context, id survey.ID, m invitation.ID) (invitation.Mailing, error) {
	var out invitation.Mailing
	err := s.db.Read(ctx).Where("survey_id = ? AND id = ?", id, m).Take(&out).Error
	return out, notFound(err, "invite.no_mailing")
}

// Mailings lists those of a survey, newest first.
func (s Store) Mailings(ctx context.Context, id survey.ID) ([]invitation.Mailing, error) {
	var list []invitation.Mailing
	return list, s.db.Read(ctx).Where("survey_id = ?", id).Order("created_at DESC, id").Find(&list).Error
}

// Change writes a mailing over one that stands as was.
func (s Store) Change(ctx context.Context, was, m invitation.Mailing) (bool, error) {
	res := s.db.Write(ctx).Model(&invitation.Mailing{}).
		Where("survey_id = ? AND id = ? AND state = ? AND cursor = ?", was.SurveyID, was.ID, was.State, was.Cursor).
		Updates(map[string]any{
			"state": m.State, "cursor": m.Cursor, "total": m.Total, "left_out": m.LeftOut, "problem": m.Problem,
			"failures": m.Failures, "next_at": m.NextAt, "ended_at": m.EndedAt,
		})
	return res.RowsAffected == 1, res.Error
}

// Due lists the open mailings that could have gone on before.
func (s Store) Due(ctx context.Context, before time.Time) ([]invitation.Job, error) {
	var list []invitation.Job
	err := s.db.Read(ctx).Table("mailings AS m").Select("s.slug AS survey, m.id AS mailing").
		Joins("JOIN surveys AS s ON s.id = m.survey_id").
		Where("m.state IN ('planned', 'gathering', 'sending') AND m.next_at < ?", before).Find(&list).Error
	return list, err
}

// Texts lists what a survey says in its own words.
func (s Store) Texts(ctx context.Context, id survey.ID) ([]invitation.Text, error) {
	var list []invitation.Text
	return list, s.db.Read(ctx).Table("mail_texts").Where("survey_id = ?", id).Find(&list).Error
}

// SaveText keeps one.
func (s Store) SaveText(ctx context.Context, t invitation.Text) error {
	return s.db.Write(ctx).Table("mail_texts").Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "survey_id"}, {Name: "kind"}, {Name: "language"}},
		DoUpdates: clause.AssignmentColumns([]string{"subject", "intro"}),
	}).Create(&t).Error
}

// Rule gives a survey's rule of reminders, or the usual one.
func (s Store) Rule(ctx context.Context, id survey.ID) (invitation.Rule, error) {
	var r invitation.Rule
	err := s.db.Read(ctx).Table("reminder_rules").Where("survey_id = ?", id).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return invitation.DefaultRule(id), nil
	}
	return r, err
}

// SaveRule keeps one.
func (s Store) SaveRule(ctx context.Context, r invitation.Rule) error {
	return s.db.Write(ctx).Table("reminder_rules").Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "survey_id"}}, DoUpdates: clause.AssignmentColumns([]string{"days", "most"}),
	}).Create(&r).Error
}

// Stops finds the stopped ones among addresses.
func (s Store) Stops(ctx context.Context, addresses []string) (map[string]invitation.Stop, error) {
	out := map[string]invitation.Stop{}
	for from := 0; from < len(addresses); from += batch {
		var list []invitation.Stop
		err := s.db.Read(ctx).Table("address_stops").Where("address IN ?", addresses[from:min(from+batch, len(addresses))]).Find(&list).Error
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			out[x.Address] = x
		}
	}
	return out, nil
}

// AddStop stops an address. That somebody left outweighs that mail came back.
func (s Store) AddStop(ctx context.Context, stop invitation.Stop) error {
	c := clause.OnConflict{Columns: []clause.Column{{Name: "address"}}, DoNothing: true}
	if stop.Reason == invitation.Unsubscribed {
		c = clause.OnConflict{Columns: c.Columns, DoUpdates: clause.AssignmentColumns([]string{"reason", "detail", "at"})}
	}
	return s.db.Write(ctx).Table("address_stops").Clauses(c).Create(&stop).Error
}

// RemoveStop lets an address be written to again.
func (s Store) RemoveStop(ctx context.Context, address string) error {
	return s.db.Write(ctx).Table("address_stops").Where("address = ?", address).Delete(&invitation.Stop{}).Error
}

func notFound(err error, key string) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return fault.NotFound(key)
	}
	return err
}
