package feedbackdb

// Submitted answers, each once and whole.

import (
	"context"
	"errors"
	"fmt"
	"maps"
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
	return s.acceptAll(ctx, list, func(id survey.ID, _ []feedback.ID) jobs.Job {
		return jobs.Job{Kind: feedback.TagSurveyKind, Payload: feedback.TagSurveyJob{Survey: id}}
	})
}

// acceptCrowdOf writes answers with a job that names what is new.
func (s *Store) acceptCrowdOf(ctx context.Context, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	return s.acceptAll(ctx, list, func(id survey.ID, fresh []feedback.ID) jobs.Job {
		return jobs.Job{Kind: feedback.TagKind, Payload: feedback.TagJob{Survey: id, Responses: fresh}}
	})
}

// jobMaker makes the job for what is new in a survey.
type jobMaker func(id survey.ID, fresh []feedback.ID) jobs.Job

// acceptAll writes answers with one job for each survey that has new ones.
func (s *Store) acceptAll(ctx context.Context, list []feedback.Acceptance, job jobMaker) ([]feedback.Outcome, error) {
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
		if err := s.place(ctx, list, out); err != nil {
			return fmt.Errorf("take places of quotas: %w", err)
		}
		return s.queue.Add(ctx, jobsFor(list, out, job)...)
	})
	return out, err
}

// maxRows is how many rows are one statement: both databases bound the number
// of its parameters.
const maxRows = 500

// jobsFor lists the jobs for what was stored.
func jobsFor(list []feedback.Acceptance, out []feedback.Outcome, job jobMaker) []jobs.Job {
	fresh := map[survey.ID][]feedback.ID{}
	for i, o := range out {
		if id := list[i].Response.SurveyID; o.Stored {
			fresh[id] = append(fresh[id], o.ResponseID)
		}
	}
	var found []jobs.Job
	for _, id := range slices.Sorted(maps.Keys(fresh)) {
		found = append(found, job(id, fresh[id]))
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
		sql := `INSERT INTO participations (survey_id, invitation_id, wave, response_id, at, link) VALUES (?, ?, ?, ?, ?, ?)`
		err := s.db.Write(ctx).Exec(sql, p.SurveyID, p.InvitationID, p.Wave, p.ResponseID, p.At, p.Link).Error
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
	sql := `SELECT r.id, r.content_hash, r.over_quota FROM participations p
		JOIN responses r ON r.survey_id = p.survey_id AND r.id = p.response_id
		WHERE p.survey_id = ? AND p.invitation_id = ?`
	var out feedback.Outcome
	err := s.db.Read(ctx).Raw(sql, p.SurveyID, p.InvitationID).Row().Scan(&out.ResponseID, &out.ContentHash, &out.Over)
	if err != nil {
		return feedback.Outcome{}, fmt.Errorf("find response of invitation: %w", err)
	}
	return out, nil
}
