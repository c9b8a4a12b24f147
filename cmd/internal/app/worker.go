package app

import (
	"time"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/jobs"
	"dealervoice/feedback"
	"dealervoice/survey/audience"
)

// Worker builds the background worker with the jobs of every room.
func (a *App) Worker() *jobs.Worker {
	return jobs.NewWorker(a.Queue, map[string]jobs.Handler{
		feedback.TagKind:       {Do: a.Coding.ReadResponse},
		feedback.TagSurveyKind: {Do: a.Coding.ReadSurvey, Absorb: true},
		workbench.DiscoverKind: {Do: a.Bench.Discover},
		coding.CandidatesKind:  {Do: a.Coding.ProposeCues},
		audience.ImportKind:    {Do: a.Roster.EnterFile},
		coding.TrainKind:       {Do: a.Coding.TrainModel},
		feedback.ExpireKind:    {Do: a.Feedback.SweepDrafts, Every: 24 * time.Hour},
		feedback.MixKind:       {Do: a.Feedback.SweepBallots, Every: 15 * time.Minute},
	}, jobs.Options{Log: a.Log})
}
