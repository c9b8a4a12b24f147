package feedbackdb

// Submitted answers, each once and whole.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// errTaken rolls back a response whose invitation has another one already.
var errTaken = errors.New("the invitation has a response")

// AcceptAll writes many answers in one transaction. One job reads the texts of
// all that are new in a survey.
func (s *Store) AcceptAll(ctx context.Context, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	return s.acceptAll(ctx, list, jobOfSurvey)
}

// acceptAll writes answers with the jobs that what is new asks for.
func (s *Store) acceptAll(ctx context.Context, list []feedback.Acceptance, jobFor func(feedback.Response) jobs.Job) ([]feedback.Outcome, error) {
	var out []feedback.Outcome
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		out = out[:0] // it may run again
		for some := range slices.Chunk(list, maxRows) {
			done, err := s.insert(ctx, some)
			if err != nil {
				return fmt.Errorf("store %d responses from %s: %w", len(some), some[0].Response.ID, err)
			}
			if err := s.dropDrafts(ctx, some); err != nil {
				return fmt.Errorf("remove drafts: %w", err)
			}
			out = append(out, done...)
		}
		if err := s.participate(ctx, list, out); err != nil {
			return err
		}
		return s.queue.Add(ctx, jobsFor(list, out, jobFor)...)
	})
	return out, err
}

// maxRows is how many rows are one statement: both databases bound the number
// of its parameters.
const maxRows = 500

func jobOfSurvey(r feedback.Response) jobs.Job {
	return jobs.Job{Kind: feedback.TagSurveyKind, Payload: feedback.TagSurveyJob{Survey: r.SurveyID}, Key: string(r.SurveyID)}
}

func jobOfResponse(r feedback.Response) jobs.Job {
	return jobs.Job{Kind: feedback.TagKind, Payload: feedback.TagJob{Survey: r.SurveyID, Response: r.ID}}
}

// jobsFor lists the jobs for what was stored, one of each key.
func jobsFor(list []feedback.Acceptance, out []feedback.Outcome, jobFor func(feedback.Response) jobs.Job) []jobs.Job {
	var found []jobs.Job
	seen := map[string]bool{}
	for i, o := range out {
		if !o.Stored {
			continue
		}
		j := jobFor(list[i].Response)
		if j.Key == "" || !seen[j.Key] {
			seen[j.Key] = true
			found = append(found, j)
		}
	}
	return found
}

// participate notes who has taken part by what was stored.
func (s *Store) participate(ctx context.Context, list []feedback.Acceptance, out []feedback.Outcome) error {
	for i, a := range list {
		p := a.Participation
		if p == nil || !out[i].Stored {
			continue
		}
		sql := `INSERT INTO participations (survey_id, invitation_id, wave, response_id, at) VALUES (?, ?, ?, ?, ?)`
		err := s.db.Write(ctx).Exec(sql, p.SurveyID, p.InvitationID, p.Wave, p.ResponseID, p.At).Error
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return errTaken
		}
		if err != nil {
			return fmt.Errorf("note participation: %w", err)
		}
	}
	return nil
}

// taken tells what stands for an invitation that was answered under another
// unit: the installation's secret was changed in between.
func (s *Store) taken(ctx context.Context, p feedback.Participation) (feedback.Outcome, error) {
	sql := `SELECT r.id, r.content_hash FROM participations p
		JOIN responses r ON r.survey_id = p.survey_id AND r.id = p.response_id
		WHERE p.survey_id = ? AND p.invitation_id = ?`
	var out feedback.Outcome
	err := s.db.Read(ctx).Raw(sql, p.SurveyID, p.InvitationID).Row().Scan(&out.ResponseID, &out.ContentHash)
	if err != nil {
		return feedback.Outcome{}, fmt.Errorf("find response of invitation: %w", err)
	}
	return out, nil
}

// Stored gives the content hash of a response; "" if there is none.
func (s *Store) Stored(ctx context.Context, id survey.ID, r feedback.ID) (string, error) {
	var hash string
	sql := "SELECT content_hash FROM responses WHERE survey_id = ? AND id = ?"
	return hash, s.db.Read(ctx).Raw(sql, id, r).Scan(&hash).Error
}
