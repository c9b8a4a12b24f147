package app

// What respondents and staff write to each other leans on rooms that are built
// after it.

import (
	"context"

	"dealervoice/analysis"
	"dealervoice/cmd/internal/db/replydb"
	"dealervoice/feedback"
	"dealervoice/feedback/reply"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/port"
)

// letters builds the room of letters; the others are taken from r when they are
// needed.
func (a *App) letters(r *Rooms, days calendar.Calendar, trail port.Trail) *reply.Service {
	return reply.New(reply.Needs{
		Store: replydb.New(a.DB), Surveys: r.Surveys, Tx: a.DB, Trail: trail, Calendar: days, Keys: feedback.NewKeys(a.secret), Keyring: a.keys,
		Quotes: quotes(func(ctx context.Context, v access.Viewer, q reply.Subject) (reply.Quoted, error) {
			return r.Analysis.Quoted(ctx, v, q)
		}),
		Answers: answers(func(ctx context.Context, sv survey.Head, receipt string) (feedback.Own, error) {
			return r.Feedback.ByReceipt(ctx, sv, receipt)
		}),
	})
}

// veiled gives what answers leave the product as.
func veiled(r *Rooms) veils {
	return func(ctx context.Context, slug string) (func(feedback.Response) answer.Data, error) {
		return r.Analysis.Veiled(ctx, slug)
	}
}

// named makes the handles by which staff reply to quotes.
func named(keys feedback.Keys) analysis.Handles {
	return func(id survey.ID, answer feedback.ID, about string) (string, error) {
		return reply.Handle(keys, id, answer, about)
	}
}

// answers finds answers by their receipts.
type answers func(ctx context.Context, sv survey.Head, receipt string) (feedback.Own, error)

func (f answers) ByReceipt(ctx context.Context, sv survey.Head, receipt string) (feedback.Own, error) {
	return f(ctx, sv, receipt)
}

// quotes gives what readers of quotes see.
type quotes func(ctx context.Context, v access.Viewer, q reply.Subject) (reply.Quoted, error)

func (q quotes) Quoted(ctx context.Context, v access.Viewer, s reply.Subject) (reply.Quoted, error) {
	return q(ctx, v, s)
}
