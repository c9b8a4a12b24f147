package app

// The rooms of the house: stores and services of the business, and how they
// lean on each other.

import (
	"context"

	"dealervoice/cmd/internal/db/audiencedb"
	"dealervoice/cmd/internal/db/feedbackdb"
	"dealervoice/cmd/internal/db/surveydb"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

// Rooms are the services of the business.
type Rooms struct {
	Surveys  *survey.Service
	Roster   *audience.Roster
	Feedback *feedback.Service
}

// furnish builds the rooms.
func (a *App) furnish(ctx context.Context) error {
	key, err := secret(ctx, a.DB)
	if err != nil {
		return err
	}
	days := calendar.Calendar{Clock: a.Clock, Zone: a.Zone}
	surveys := surveydb.New(a.DB)
	a.Surveys = survey.New(survey.Needs{Store: surveys, Invitations: surveys, Tx: a.DB, Trail: a.Trail, Calendar: days})
	a.Roster = audience.New(audience.Needs{Store: audiencedb.New(a.DB), Tx: a.DB, Trail: a.Trail, Calendar: days})
	a.Feedback = feedback.New(feedback.Needs{
		Store: feedbackdb.New(a.DB, a.Queue), Tx: a.DB, Trail: a.Trail, Calendar: days, Keys: feedback.NewKeys(key),
	})
	return nil
}
