package feedbackdb

// Drafts: written over by every page that is sent, gone with the answer.

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/calendar"
)

// Draft finds a draft; nil if there is none.
func (s *Store) Draft(ctx context.Context, id survey.ID, key string) (*feedback.Draft, error) {
	var d feedback.Draft
	err := s.db.Read(ctx).Where("survey_id = ? AND key = ?", id, key).Take(&d).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	return &d, err
}

const saveDraft = `INSERT INTO drafts (survey_id, key, version, revision, page, day, sealed) VALUES (?, ?, ?, 1, ?, ?, ?)
	ON CONFLICT (survey_id, key) DO UPDATE SET version = excluded.version, revision = drafts.revision + 1,
	page = excluded.page, day = excluded.day, sealed = excluded.sealed RETURNING revision`

// SaveDraft writes a draft over an older one.
func (s *Store) SaveDraft(ctx context.Context, d feedback.Draft) (revision int, err error) {
	row := s.db.Write(ctx).Raw(saveDraft, d.SurveyID, d.Key, d.Version, d.Page, d.Day, d.Sealed).Row()
	if err := row.Scan(&revision); err != nil {
		return 0, fmt.Errorf("save draft: %w", err)
	}
	return revision, nil
}

// ExpireDrafts removes drafts last kept before the day.
func (s *Store) ExpireDrafts(ctx context.Context, before calendar.Day) (int, error) {
	done := s.db.Write(ctx).Exec("DELETE FROM drafts WHERE day < ?", before)
	return int(done.RowsAffected), done.Error
}

// standingRow is what a draft or a participation looks like in the one list
// that Standing reads.
type standingRow struct {
	feedback.Draft `gorm:"embedded"`
	ResponseID     feedback.ID
}

const standing = `SELECT survey_id, key, version, revision, page, day, sealed, '' AS response_id
	FROM drafts WHERE survey_id = ? AND key = ?
	UNION ALL SELECT survey_id, '', 0, 0, 0, '', NULL, response_id
	FROM participations p WHERE survey_id = ? AND invitation_id = ? AND (link IN ('', ?)
	OR EXISTS (SELECT 1 FROM set_aside s WHERE s.survey_id = p.survey_id AND s.link = ?))`

// Standing finds the draft behind a link and the participation that it is told
// of.
func (s *Store) Standing(ctx context.Context, key string, by feedback.Sender) (*feedback.Draft, *feedback.Participation, error) {
	var rows []standingRow
	if err := s.db.Read(ctx).Raw(standing, by.Survey, key, by.Survey, by.Invitation, by.Link, by.Link).Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	var d *feedback.Draft
	var p *feedback.Participation
	for _, r := range rows {
		if r.ResponseID != "" {
			p = &feedback.Participation{SurveyID: by.Survey, InvitationID: by.Invitation, ResponseID: r.ResponseID}
			continue
		}
		d = &r.Draft
	}
	return d, p, nil
}
