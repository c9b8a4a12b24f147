package invitationdb

// The gateway and its calls.

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/invitation"
)

var _ invitation.HookStore = Store{}

// Hook gives the gateway; nil if none is set up.
func (s Store) Hook(ctx context.Context) (*invitation.Hook, error) {
	var h invitation.Hook
	err := s.db.Read(ctx).Table("gateways").Where("id = ?", 1).Take(&h).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	return &h, err
}

// SaveHook writes the gateway. What a call noted of one that was set anew
// meanwhile does not touch the new one.
func (s Store) SaveHook(ctx context.Context, h invitation.Hook) error {
	return s.db.Write(ctx).Exec(`INSERT INTO gateways (id, url, salt, off, failing, changed_by, changed_at) VALUES (1, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET url = excluded.url, salt = excluded.salt, off = excluded.off, failing = excluded.failing,
		changed_by = excluded.changed_by, changed_at = excluded.changed_at WHERE gateways.changed_at <= excluded.changed_at`,
		h.URL, h.Salt, h.Off, h.Failing, h.ChangedBy, h.ChangedAt).Error
}

// AddDelivery notes a call.
func (s Store) AddDelivery(ctx context.Context, d invitation.Delivery) error {
	return s.db.Write(ctx).Exec(`INSERT INTO deliveries (tag, survey_id, mailing_id, invitation_id, at, status, problem, millis)
		SELECT tag, survey_id, mailing_id, invitation_id, ?, ?, ?, ? FROM messages
		WHERE survey_id = (SELECT id FROM surveys WHERE code = ?) AND tag = ?`,
		d.At, d.Status, d.Problem, d.Millis, d.Tag.Code(), d.Tag).Error
}

// shown bounds a list of calls.
const shown = 200

// Deliveries lists the calls of a mailing in the viewer's scope.
func (s Store) Deliveries(ctx context.Context, v access.Viewer, id survey.ID, m invitation.ID) ([]invitation.Delivery, error) {
	var list []invitation.Delivery
	err := s.db.Read(ctx).Table("deliveries AS d").Select("d.*").
		Joins("JOIN invitations AS i ON i.survey_id = d.survey_id AND i.id = d.invitation_id").
		Scopes(db.InScope(v.Scope, "i")).Where("d.survey_id = ? AND d.mailing_id = ?", id, m).Order("d.id DESC").Limit(shown).Find(&list).Error
	return list, err
}

// Calls lists the latest calls of all mailings.
func (s Store) Calls(ctx context.Context, v access.Viewer, limit int) ([]invitation.Delivery, error) {
	var list []invitation.Delivery
	err := s.db.Read(ctx).Table("deliveries AS d").Select("d.*").
		Joins("JOIN invitations AS i ON i.survey_id = d.survey_id AND i.id = d.invitation_id").
		Joins("JOIN mailings AS m ON m.survey_id = d.survey_id AND m.id = d.mailing_id").
		Scopes(db.InScope(v.Scope, "i")).
		Where("m.kind = ? OR NOT EXISTS (SELECT 1 FROM survey_versions AS x WHERE x.survey_id = d.survey_id AND x.mode <> ?)", invitation.Invite, survey.Identified).
		Order("d.id DESC").Limit(limit).Find(&list).Error
	return list, err
}

// RequeueOne gives one message another chance.
func (s Store) RequeueOne(ctx context.Context, id survey.ID, m invitation.ID, t invitation.Tag, now time.Time) (bool, error) {
	res := s.db.Write(ctx).Table("messages").
		Where("survey_id = ? AND mailing_id = ? AND tag = ? AND state IN ('sent', 'failed', 'returned', 'uncertain')", id, m, t).
		Updates(map[string]any{"state": invitation.Queued, "tries": 0, "next_at": now, "at": now, "attempt": ""})
	return res.RowsAffected == 1, res.Error
}
