package app

// The rooms of the house: stores and services of the business, and how they
// lean on each other.

import (
	"context"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db/audiencedb"
	"dealervoice/cmd/internal/db/feedbackdb"
	"dealervoice/cmd/internal/db/surveydb"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/port"
)

// Rooms are the services of the business.
type Rooms struct {
	Surveys  *survey.Service
	Roster   *audience.Roster
	Feedback *feedback.Service
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
	surveys := surveydb.New(a.DB)
	var r Rooms
	r.Surveys = survey.New(survey.Needs{Store: surveys, Invitations: surveys, Tx: a.DB, Trail: trail, Calendar: days})
	r.Roster = audience.New(audience.Needs{Store: audiencedb.New(a.DB), Tx: a.DB, Trail: trail, Calendar: days})
	r.Feedback = feedback.New(feedback.Needs{
		Store: feedbackdb.New(a.DB, a.Queue), Tx: a.DB, Trail: trail, Calendar: days, Keys: feedback.NewKeys(a.secret),
	})
	return r, nil
}
