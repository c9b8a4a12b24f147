package usage

import (
	"testing"
	"time"

	"dealervoice/survey"
)

func TestProposalsAreInTimeLateOrStillWaiting(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	day := func(n int) time.Time { return now.AddDate(0, 0, -n) }
	decided := func(n int) *time.Time { at := day(n); return &at }
	got := decisions([]Way{
		{Proposal: 1, Put: day(60), Decided: decided(30)},                  // on the last day
		{Proposal: 2, Put: day(60), Decided: decided(29)},                  // a day late
		{Proposal: 3, Put: day(31)},                                        // nobody decided
		{Proposal: 4, Put: day(29)},                                        // still has time
		{Proposal: 5, Put: day(90), Withdrawn: true},                       // nobody had to
		{Proposal: 6, Put: day(50), Decided: decided(40), Withdrawn: true}, // accepted, later given up
	}, now)
	if got.InTime != 2 || got.Late != 2 || got.Waiting != 1 || got.Due() != 4 || len(got.Overdue) != 1 || got.Overdue[0] != 3 {
		t.Errorf("%+v", got)
	}
}

func TestTheFirstReaderAfterTheLastClosingCounts(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	closed, before := now.Add(-10*time.Hour), now.Add(-100*time.Hour)
	list := []survey.Survey{
		{Head: survey.Head{ID: "a", Slug: "a", State: survey.Closed}, ClosedAt: &closed}, {Head: survey.Head{ID: "b", Slug: "b", State: survey.Closed}, ClosedAt: &closed},
		{Head: survey.Head{ID: "c", Slug: "c", State: survey.Closed}, ClosedAt: &before}, {Head: survey.Head{ID: "d", Slug: "d", State: survey.Open}},
	}
	got := reports(list, []Reading{
		{SurveyID: "a", ClosedAt: closed, UserID: "late", ReadAt: now}, {SurveyID: "a", ClosedAt: closed, UserID: "first", ReadAt: closed.Add(3 * time.Hour)},
		{SurveyID: "a", ClosedAt: before, UserID: "then", ReadAt: before.Add(time.Hour)}, // it was opened again since
		{SurveyID: "c", ClosedAt: before, UserID: "first", ReadAt: before.Add(7 * time.Hour)},
	}, now)
	if len(got) != 3 || got[0].Slug != "a" || *got[0].Hours != 3 || got[0].Readers != 2 || got[1].Hours != nil || got[1].Waits != 10 || *got[2].Hours != 7 {
		t.Fatalf("%+v", got)
	}
	if m := median(got); m == nil || *m != 5 {
		t.Errorf("median %v of 3 and 7 hours", m)
	}
	if m := median(got[1:2]); m != nil {
		t.Errorf("median %v of none", *m)
	}
}
