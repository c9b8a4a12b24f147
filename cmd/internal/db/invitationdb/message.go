package invitationdb

// Messages on their way: every change names what it finds.

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/invitation"
)

// Learn has PostgreSQL count the tables that a mailing fills or reads. Its checks of
// foreign keys are planned once in a connection; planned on empty tables they read all
// rows for each, and so does the search for whom to remind. SQLite needs no numbers: it follows the keys.
func (s Store) Learn(ctx context.Context) error {
	if s.db.Dialect() != db.PostgreSQL {
		return nil
	}
	for _, sql := range []string{"ANALYZE invitations", "ANALYZE invitation_links", "ANALYZE messages", "ANALYZE participations"} {
		if err := s.db.Write(ctx).Exec(sql).Error; err != nil {
			return fmt.Errorf("count tables of mailings: %w", err)
		}
	}
	return nil
}

// AddMessages adds messages; those that are there stay.
func (s Store) AddMessages(ctx context.Context, list []invitation.Message) error {
	if len(list) == 0 {
		return nil
	}
	return s.db.Write(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "survey_id"}, {Name: "mailing_id"}, {Name: "invitation_id"}},
		DoNothing: true,
	}).CreateInBatches(&list, batch).Error
}

// Claim takes messages for an attempt, in one statement. On PostgreSQL those that
// another is just taking are passed over; on SQLite there is one writer at a time.
func (s Store) Claim(ctx context.Context, c invitation.Claim) ([]invitation.Message, error) {
	skip := ""
	if s.db.Dialect() == db.PostgreSQL {
		skip = " FOR UPDATE SKIP LOCKED"
	}
	var got []invitation.Message
	err := s.db.Write(ctx).Raw(`WITH due AS MATERIALIZED (SELECT invitation_id FROM messages
			WHERE survey_id = ? AND mailing_id = ? AND state IN ('queued', 'sending') AND next_at <= ?
			ORDER BY next_at, invitation_id LIMIT ?`+skip+`)
		UPDATE messages SET state = 'sending', attempt = ?, next_at = ?, at = ?
		WHERE survey_id = ? AND mailing_id = ? AND invitation_id IN (SELECT invitation_id FROM due)
		RETURNING *`, c.Survey, c.Mailing, c.Now, c.Most, c.Attempt, c.Until, c.Now, c.Survey, c.Mailing).Scan(&got).Error
	return got, err
}

// of narrows to the messages of a mailing.
func (s Store) of(ctx context.Context, m invitation.Mailing) *gorm.DB {
	return s.db.Write(ctx).Table("messages").Where("survey_id = ? AND mailing_id = ?", m.SurveyID, m.ID)
}

// Lost gives a state to those that were being handed over when their holder died.
func (s Store) Lost(ctx context.Context, m invitation.Mailing, to invitation.MessageState, now time.Time) error {
	return s.of(ctx, m).Where("state = 'handing' AND next_at <= ?", now).Updates(map[string]any{"state": to, "at": now}).Error
}

// Handing is the point of no return.
func (s Store) Handing(ctx context.Context, m invitation.Message, now time.Time) (bool, error) {
	res := s.db.Write(ctx).Exec(`UPDATE messages SET state = 'handing', at = ?
		WHERE survey_id = ? AND mailing_id = ? AND invitation_id = ? AND attempt = ? AND state = 'sending'`,
		now, m.SurveyID, m.MailingID, m.InvitationID, m.Attempt)
	return res.RowsAffected == 1, res.Error
}

// Settle writes what became of a message under its attempt; a message that
// another attempt has now stays as that says.
func (s Store) Settle(ctx context.Context, f invitation.Fate) error {
	return s.db.Write(ctx).Exec(`UPDATE messages SET state = ?, tries = ?, next_at = ?, code = ?, detail = ?, at = ?
		WHERE survey_id = ? AND mailing_id = ? AND invitation_id = ? AND attempt = ?`,
		f.To, f.Tries, f.NextAt, f.Code, f.Detail, f.Now, f.SurveyID, f.MailingID, f.InvitationID, f.Attempt).Error
}

// Release queues again what an attempt took and did not come to.
func (s Store) Release(ctx context.Context, m invitation.Mailing, attempt string, now time.Time) error {
	return s.of(ctx, m).Where("attempt = ? AND state = 'sending'", attempt).Updates(map[string]any{"state": invitation.Queued, "next_at": now}).Error
}

// DropQueued drops all that wait.
func (s Store) DropQueued(ctx context.Context, m invitation.Mailing, why string, now time.Time) error {
	return s.of(ctx, m).Where("state = 'queued'").Updates(map[string]any{"state": invitation.Dropped, "detail": why, "at": now}).Error
}

// Requeue gives messages of a state another chance.
func (s Store) Requeue(ctx context.Context, m invitation.Mailing, from invitation.MessageState, now time.Time) (int, error) {
	res := s.of(ctx, m).Where("state = ?", from).Updates(map[string]any{"state": invitation.Queued, "tries": 0, "next_at": now, "at": now, "attempt": ""})
	return int(res.RowsAffected), res.Error
}

// Waiting tells how many messages are left, and when the next can go on.
func (s Store) Waiting(ctx context.Context, m invitation.Mailing) (int, time.Time, error) {
	var rows []invitation.Message
	err := s.of(ctx, m).Where("state IN ('queued', 'sending', 'handing')").Order("next_at").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return 0, time.Time{}, err
	}
	return 1, rows[0].NextAt, nil
}

// ByTag finds a message by its name to the outside.
func (s Store) ByTag(ctx context.Context, t invitation.Tag) (invitation.Message, error) {
	var m invitation.Message
	err := s.db.Read(ctx).Where("survey_id = (SELECT id FROM surveys WHERE code = ?) AND tag = ?", t.Code(), t).Take(&m).Error
	return m, notFound(err, "invite.leave_unknown")
}

// Answered tells which of the invitations were answered.
func (s Store) Answered(ctx context.Context, id survey.ID, of []survey.InvitationID) (map[survey.InvitationID]bool, error) {
	out := map[survey.InvitationID]bool{}
	for from := 0; from < len(of); from += batch {
		var ids []survey.InvitationID
		err := s.db.Read(ctx).Table("participations").Where("survey_id = ? AND invitation_id IN ?", id, of[from:min(from+batch, len(of))]).
			Pluck("invitation_id", &ids).Error
		if err != nil {
			return nil, err
		}
		for _, i := range ids {
			out[i] = true
		}
	}
	return out, nil
}
