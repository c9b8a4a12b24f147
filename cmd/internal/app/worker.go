package app

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/digest"
	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/feedback/reply"
	"dealervoice/survey/audience"
	"dealervoice/survey/invitation"
)

// Worker builds the background worker with the jobs of every room.
func (a *App) Worker() *jobs.Worker {
	return jobs.NewWorker(a.Queue, map[string]jobs.Handler{
		feedback.TagKind:       {Do: a.Coding.ReadResponse},
		feedback.TagSurveyKind: {Do: a.Coding.ReadSurvey, Absorb: true, Resumes: true},
		workbench.DiscoverKind: {Do: a.Bench.Discover},
		coding.CandidatesKind:  {Do: a.Coding.ProposeCues},
		audience.ImportKind:    {Do: a.Roster.EnterFile},
		coding.TrainKind:       {Do: a.Coding.TrainModel},
		feedback.ExpireKind:    {Do: a.Feedback.SweepDrafts, Every: 24 * time.Hour},
		feedback.RetainKind:    {Do: a.retain, Every: 24 * time.Hour},
		feedback.MixKind:       {Do: a.Feedback.SweepBallots, Every: 15 * time.Minute},
		reply.DeliverKind:      {Do: a.Replies.Deliver, Every: time.Hour},
		invitation.RunKind:     {Do: a.Mailings.Run},
		invitation.SweepKind:   {Do: a.Mailings.Sweep, Every: 10 * time.Minute},
		digest.SendKind:        {Do: a.Digest.Send, Every: 15 * time.Minute},
	}, jobs.Options{Log: a.Log})
}

// retain does away with what was kept long enough.
func (a *App) retain(ctx context.Context, payload json.RawMessage) error {
	return errors.Join(a.Feedback.SweepAnswers(ctx, payload), a.Accounts.ForgetFailures(ctx))
}
