package coding

// Reading a whole survey: in batches, so that a job that dies goes on where it
// was, and anybody sees how far it is.

import (
	"context"
	"fmt"
	"time"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Run is the reading of one survey with one tagger.
type Run struct {
	SurveyID survey.ID
	Tagger   string
	Total    int // responses that were unread when it began
	Done     int
	Reached  feedback.ID // the last one read; ids are random
	Ended    bool
}

// RunStore keeps runs: the latest of each survey. Each method joins the transaction
// of ctx.
type RunStore interface {
	// Run finds the latest run of a survey; a zero one if there is none.
	Run(ctx context.Context, id survey.ID) (Run, error)
	// Runs lists the latest run of every survey.
	Runs(ctx context.Context) ([]Run, error)
	SaveRun(ctx context.Context, r Run) error
	// CountUnread counts counted responses that the tagger has not read.
	CountUnread(ctx context.Context, id survey.ID, tagger string) (int, error)
	// Weigh lets the database look anew at how large its tables are: one that was
	// filled a moment ago is read as if it were small, at ten times the price and more.
	Weigh(ctx context.Context) error
	// MoveOn moves the survey's revision: figures made before are out of date.
	MoveOn(ctx context.Context, id survey.ID) error
}

// Progress is how far the reading of all surveys with the tagger in use is.
type Progress struct {
	Done, Total int
	Runs        []Run // those that have not ended
}

// Reading tells how far the readings are that have not ended.
func (s *Service) Reading(ctx context.Context, v access.Viewer) (Progress, error) {
	if !v.May(access.CodebookRead) {
		return Progress{}, fault.Forbidden("fault.forbidden")
	}
	runs, err := s.Store.Runs(ctx)
	if err != nil {
		return Progress{}, err
	}
	var out Progress
	for _, r := range runs {
		if !r.Ended {
			out.Done, out.Total, out.Runs = out.Done+r.Done, out.Total+r.Total, append(out.Runs, r)
		}
	}
	return out, nil
}

// quiet is how long figures of a survey stay as they are while it is read: to move
// them with every batch would have a large survey counted anew all the time.
const quiet = 15 * time.Second

// firstWeighed is after how many readings tables are weighed again for the first time.
const firstWeighed = 2000

// ReadAll reads whatever of the survey the tagger in use has not read.
func (s *Service) ReadAll(ctx context.Context, id survey.ID) error {
	defer s.alone(id)()
	run, err := s.Store.Run(ctx, id)
	if err != nil {
		return err
	}
	moved := s.Calendar.Clock()
	for weigh := firstWeighed; ; {
		now, err := s.using(ctx)
		if err != nil {
			return err
		}
		if run.Tagger != now.tagger.Version() || run.Ended {
			if run, err = s.begin(ctx, id, now); err != nil {
				return err
			}
			if run.Total == 0 {
				return s.Done(ctx, id) // a job before this one may have died on its way here
			}
		}
		if run.Done >= weigh {
			if err := s.Store.Weigh(ctx); err != nil {
				return err
			}
			weigh = 4 * run.Done
		}
		due := s.Calendar.Clock().Sub(moved) >= quiet
		if due {
			moved = s.Calendar.Clock()
		}
		if run, err = s.step(ctx, run, now, due); err != nil {
			return fmt.Errorf("read survey %s: %w", id, err)
		}
		if run.Ended {
			return s.Done(ctx, id)
		}
	}
}

// begin starts a run.
func (s *Service) begin(ctx context.Context, id survey.ID, now inUse) (Run, error) {
	if err := s.Store.Weigh(ctx); err != nil {
		return Run{}, err
	}
	n, err := s.Store.CountUnread(ctx, id, now.tagger.Version())
	if err != nil {
		return Run{}, err
	}
	return Run{SurveyID: id, Tagger: now.tagger.Version(), Total: n}, nil
}

// step reads the next batch. Behind the last one it looks once more from the start,
// for what came in before the place that was reached, and ends when that is read.
func (s *Service) step(ctx context.Context, run Run, now inUse, due bool) (Run, error) {
	q := UnreadQuery{Survey: run.SurveyID, Tagger: run.Tagger, After: run.Reached, Limit: batch}
	list, err := s.Store.Unread(ctx, q)
	if err != nil {
		return run, err
	}
	again := len(list) == 0 && run.Reached != ""
	switch {
	case again:
		run.Reached = ""
	case len(list) == 0:
		run.Ended = true
	default:
		run.Reached = list[len(list)-1].ID
		run.Done += len(list)
		run.Total = max(run.Total, run.Done)
	}
	return run, s.readBatch(ctx, list, now, func(ctx context.Context) error {
		if due || run.Ended && run.Done > 0 {
			if err := s.Store.MoveOn(ctx, run.SurveyID); err != nil {
				return err
			}
		}
		return s.Store.SaveRun(ctx, run)
	})
}
