package feedbackdb

// One submitted answer, once and whole.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// errTaken rolls back a response whose invitation has another one already.
var errTaken = errors.New("the invitation has a response")

// Accept writes one answer.
func (s *Store) Accept(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	out, err := s.AcceptAll(ctx, []feedback.Acceptance{a})
	if errors.Is(err, errTaken) {
		return s.taken(ctx, a)
	}
	if err != nil {
		return feedback.Outcome{}, err
	}
	return out[0], nil
}

// AcceptAll writes many answers in one transaction.
func (s *Store) AcceptAll(ctx context.Context, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	var out []feedback.Outcome
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		out = make([]feedback.Outcome, len(list))
		for i, a := range list {
			var err error
			if out[i], err = s.accept(ctx, a); err != nil {
				return fmt.Errorf("store response %s: %w", a.Response.ID, err)
			}
		}
		return s.enqueue(ctx, list, out)
	})
	return out, err
}

// enqueue has what was stored read for themes: one response by a job of its
// own, many by one job for the survey.
func (s *Store) enqueue(ctx context.Context, list []feedback.Acceptance, out []feedback.Outcome) error {
	surveys := map[survey.ID]bool{}
	for i, o := range out {
		id := list[i].Response.SurveyID
		switch {
		case !o.Stored:
		case len(list) == 1:
			return s.queue.Enqueue(ctx, feedback.TagKind, feedback.TagJob{Survey: id, Response: o.ResponseID})
		case !surveys[id]:
			surveys[id] = true
			if err := s.queue.Enqueue(ctx, feedback.TagSurveyKind, feedback.TagSurveyJob{Survey: id}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) accept(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	stored, err := s.insert(ctx, a.Response)
	if err != nil {
		return feedback.Outcome{}, err
	}
	if !stored {
		hash, err := s.Stored(ctx, a.Response.SurveyID, a.Response.ID)
		return feedback.Outcome{ResponseID: a.Response.ID, ContentHash: hash}, err
	}
	if a.Participation != nil {
		if err := s.participate(ctx, *a.Participation); err != nil {
			return feedback.Outcome{}, err
		}
	}
	if a.DraftKey != "" {
		sql := "DELETE FROM drafts WHERE survey_id = ? AND key = ?"
		if err := s.db.Write(ctx).Exec(sql, a.Response.SurveyID, a.DraftKey).Error; err != nil {
			return feedback.Outcome{}, fmt.Errorf("remove draft: %w", err)
		}
	}
	return feedback.Outcome{Stored: true, ContentHash: a.Response.ContentHash, ResponseID: a.Response.ID}, nil
}

const insertResponse = `INSERT INTO responses (survey_id, id, version, channel, language, wave, submitted_at,
	data, attributes, region, area, rep, content_hash, quarantined)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (survey_id, id) DO NOTHING`

// insert adds the row unless one of its id is there.
func (s *Store) insert(ctx context.Context, r feedback.Response) (stored bool, err error) {
	data, err := json.Marshal(r.Data)
	if err != nil {
		return false, fmt.Errorf("write answers: %w", err)
	}
	attributes, err := json.Marshal(r.Attributes)
	if err != nil {
		return false, fmt.Errorf("write attributes: %w", err)
	}
	done := s.db.Write(ctx).Exec(insertResponse, r.SurveyID, r.ID, r.Version, r.Channel, r.Language, r.Wave, r.SubmittedAt,
		string(data), string(attributes), r.Region, r.Area, r.Rep, r.ContentHash, r.Quarantined)
	return done.RowsAffected == 1, done.Error
}

// Stored gives the content hash of a response; "" if there is none.
func (s *Store) Stored(ctx context.Context, id survey.ID, r feedback.ID) (string, error) {
	var hash string
	sql := "SELECT content_hash FROM responses WHERE survey_id = ? AND id = ?"
	return hash, s.db.Read(ctx).Raw(sql, id, r).Scan(&hash).Error
}

func (s *Store) participate(ctx context.Context, p feedback.Participation) error {
	sql := `INSERT INTO participations (survey_id, invitation_id, wave, response_id, at) VALUES (?, ?, ?, ?, ?)`
	err := s.db.Write(ctx).Exec(sql, p.SurveyID, p.InvitationID, p.Wave, p.ResponseID, p.At).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return errTaken
	}
	if err != nil {
		return fmt.Errorf("note participation: %w", err)
	}
	return nil
}

// taken tells what stands for an invitation that was answered under another
// unit: the installation's secret was changed in between.
func (s *Store) taken(ctx context.Context, a feedback.Acceptance) (feedback.Outcome, error) {
	sql := `SELECT r.id, r.content_hash FROM participations p
		JOIN responses r ON r.survey_id = p.survey_id AND r.id = p.response_id
		WHERE p.survey_id = ? AND p.invitation_id = ?`
	var out feedback.Outcome
	err := s.db.Read(ctx).Raw(sql, a.Participation.SurveyID, a.Participation.InvitationID).Row().Scan(&out.ResponseID, &out.ContentHash)
	if err != nil {
		return feedback.Outcome{}, fmt.Errorf("find response of invitation: %w", err)
	}
	return out, nil
}
