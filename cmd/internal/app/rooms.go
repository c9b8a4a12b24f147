package app

// The rooms of the house: stores and services of the business, and how they
// lean on each other.

import (
	"context"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/digest"
	"dealervoice/analysis/guess"
	"dealervoice/analysis/review"
	"dealervoice/analysis/scheme"
	"dealervoice/analysis/usage"
	"dealervoice/analysis/workbench"
	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db/analysisdb"
	"dealervoice/cmd/internal/db/audiencedb"
	"dealervoice/cmd/internal/db/burdendb"
	"dealervoice/cmd/internal/db/consentdb"
	"dealervoice/cmd/internal/db/feedbackdb"
	"dealervoice/cmd/internal/db/guessdb"
	"dealervoice/cmd/internal/db/policydb"
	"dealervoice/cmd/internal/db/processdb"
	"dealervoice/cmd/internal/db/proposaldb"
	"dealervoice/cmd/internal/db/quotadb"
	"dealervoice/cmd/internal/db/reviewdb"
	"dealervoice/cmd/internal/db/schemedb"
	"dealervoice/cmd/internal/db/surveydb"
	"dealervoice/cmd/internal/db/uploaddb"
	"dealervoice/cmd/internal/db/usagedb"
	"dealervoice/cmd/internal/db/workbenchdb"
	"dealervoice/cmd/internal/demo/codebook"
	"dealervoice/feedback"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/feedback/quota"
	"dealervoice/feedback/reply"
	"dealervoice/feedback/upload"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/burden"
	"dealervoice/survey/calendar"
	"dealervoice/survey/consent"
	"dealervoice/survey/invitation"
	"dealervoice/survey/policy"
	"dealervoice/survey/port"
)

// Rooms are the services of the business.
type Rooms struct {
	Surveys  *survey.Service
	Roster   *audience.Roster
	Policies *policy.Service
	Feedback *feedback.Service
	Uploads  *upload.Service
	Places   *quota.Service
	Burden   *burden.Service
	Consents *consent.Service
	Process  *process.Service
	Coding   *coding.Service
	Review   *review.Service
	Bench    *workbench.Service
	Sources  policy.Sources
	Analysis *analysis.Service
	Guess    *guess.Service
	Schemes  *scheme.Service
	Usage    *usage.Service

	Proposals *proposal.Service
	Replies   *reply.Service
	Mailings  *invitation.Service
	Digest    *digest.Service
}

// furnish builds the rooms on the app's clock.
func (a *App) furnish(ctx context.Context) (err error) {
	if a.secret, err = secret(ctx, a.DB); err != nil {
		return err
	}
	a.Rooms, err = a.At(ctx, a.Clock)
	return err
}

// At builds the rooms on another clock, on the same database: for the demo
// company, whose past happened at its time.
func (a *App) At(_ context.Context, clock port.Clock) (Rooms, error) {
	days := calendar.Calendar{Clock: clock, Zone: a.Zone}
	trail := audit.New(a.DB, clock)
	surveys, policies, store := surveydb.New(a.DB), policydb.New(a.DB), analysisdb.New(a.DB)
	var r Rooms
	r.Roster = audience.New(audience.Needs{Store: audiencedb.New(a.DB), Files: audiencedb.New(a.DB), Tx: a.DB, Trail: trail, Queue: a.Queue, Calendar: days})
	published := editions(func(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error) {
		return r.Surveys.PublishedVersion(ctx, id, n)
	})
	r.Burden = burden.New(burden.Needs{Store: burdendb.New(a.DB), Editions: published, Tx: a.DB, Trail: trail, Calendar: days})
	r.Consents = consent.New(consentdb.New(a.DB), promises{a.Catalogue}, published)
	r.Surveys = survey.New(survey.Needs{
		Store: surveys, Invitations: surveys, Tx: a.DB, Trail: trail, Calendar: days, Keys: a.keys, Ballots: surveys, Budget: r.Burden,
		Consents: r.Consents, Roster: r.Roster,
	})
	r.Uploads = upload.New(uploaddb.New(a.DB), days)
	r.Places = quota.New(quotadb.New(a.DB), a.DB, days)
	r.Replies = a.letters(&r, days, trail)
	r.Feedback = feedback.New(feedback.Needs{
		Store: feedbackdb.New(a.DB, a.Queue), Tx: a.DB, Trail: trail, Calendar: days, Keys: feedback.NewKeys(a.secret), Uploads: r.Uploads, Surveys: r.Surveys, Gone: store.Gone,
		Veils: veiled(&r), Places: r.Places, Letters: r.Replies,
	})
	r.Coding = coding.New(coding.Needs{
		Store: store, Surveys: surveys, Editions: r.Surveys, Streams: r.Feedback, Tx: a.DB, Trail: trail, Queue: a.Queue, Calendar: days, Product: codebook.Book,
		Done:   func(ctx context.Context, id survey.ID) error { return r.Analysis.Release(ctx, id) },
		Labels: labels(func(ctx context.Context) ([]coding.Label, error) { return r.Review.Labels(ctx) }),
	})
	r.Sources = sources{store: surveys, surveys: r.Surveys, books: r.Coding}
	r.Policies = policy.NewService(policy.Ports{Store: policies, Sources: r.Sources, Tx: a.DB, Trail: trail, Days: days})
	r.Process = process.NewService(process.Ports{Store: processdb.New(a.DB), Tx: a.DB, Trail: trail, Days: days})
	r.Guess = guess.New(guess.Needs{
		Store: guessdb.New(a.DB), Surveys: surveys, Figures: func() guess.Figures { return r.Analysis }, Tx: a.DB, Trail: trail, Calendar: days,
	})
	r.Schemes = scheme.New(scheme.Needs{Store: schemedb.New(a.DB), Tx: a.DB, Trail: trail, Calendar: days})
	r.Analysis = analysis.New(analysis.Needs{
		Store: store, Surveys: surveys, Editions: r.Surveys, Books: r.Coding, Policies: policies, Answers: r.Feedback, Roster: r.Roster, Blinds: r.Guess, Schemes: r.Schemes, Calendar: days,
		Handles: named(feedback.NewKeys(a.secret)),
	})
	r.Usage = usage.New(usagedb.New(a.DB), surveys, days)
	r.Review = review.New(review.Needs{
		Store: reviewdb.New(a.DB), Corpora: r.Analysis, Books: r.Coding, Surveys: surveys, Staff: coders{a.Accounts}, Responses: store, Editions: r.Surveys,
		Tx: a.DB, Trail: trail, Calendar: days,
	})
	r.Bench = workbench.New(workbench.Needs{
		Store: workbenchdb.New(a.DB), Corpora: r.Analysis, Books: r.Coding, Surveys: surveys, Tx: a.DB, Trail: trail, Queue: a.Queue, Calendar: days,
	})
	r.Proposals = proposal.NewService(proposal.Ports{
		Store: proposaldb.New(a.DB), Process: r.Process, Figures: r.Analysis.Evidence(), Staff: a.Accounts, Tx: a.DB, Trail: trail, Days: days,
	})
	post, err := a.post()
	if err != nil {
		return r, err
	}
	if r.Mailings, err = a.reach(r, days, trail, post); err != nil {
		return r, err
	}
	r.Digest = a.digests(r, days, trail, post)
	return r, nil
}
