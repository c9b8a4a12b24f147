package guess

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"time"

	"dealervoice/analysis"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Figures gives what may be guessed, and the real figures; analysis.Service does.
type Figures interface {
	Guessables(ctx context.Context, v access.Viewer, slug string) ([]analysis.Guessable, analysis.Limits, error)
	Cells(ctx context.Context, v access.Viewer, q analysis.Query) ([]analysis.Cell, error)
}

// Surveys finds surveys; survey.Store does.
type Surveys interface {
	BySlug(ctx context.Context, slug string) (survey.Survey, error)
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Surveys  Surveys
	Figures  func() Figures // asked for when needed: figures lean on this service in turn
	Tx       port.Tx
	Trail    port.Trail
	Calendar calendar.Calendar
}

// Service holds the use cases.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

var _ analysis.Blinds = (*Service)(nil)

// guesses tells whether the viewer is one of those who guess. Programs and the
// house itself are not.
func guesses(v access.Viewer) bool {
	return v.Is(access.Manager) && v.UserID != "" && v.UserID != access.Machine("").UserID
}

// Blind tells whether the viewer must guess before seeing figures of the survey.
func (s *Service) Blind(ctx context.Context, v access.Viewer, id survey.ID) (bool, error) {
	if !guesses(v) {
		return false, nil
	}
	r, ok, err := s.newest(ctx, id)
	if err != nil || !ok || !r.Open(s.Calendar.Now()) {
		return false, err
	}
	entered, err := s.Store.Entered(ctx, id, r.Wave, v.UserID)
	return !entered, err
}

func (s *Service) newest(ctx context.Context, id survey.ID) (Round, bool, error) {
	list, err := s.Store.Rounds(ctx, id)
	if err != nil {
		return Round{}, false, fmt.Errorf("list rounds of guesses: %w", err)
	}
	if len(list) == 0 {
		return Round{}, false, nil
	}
	return list[0], true, nil
}

// maxDays bounds how long a round is open.
const maxDays = 60

// Open asks the managers to guess the results of the survey's wave until the end
// of the day.
func (s *Service) Open(ctx context.Context, v access.Viewer, slug string, last calendar.Day) error {
	if !v.May(access.SurveyEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	sv, err := s.Surveys.BySlug(ctx, slug)
	if err != nil {
		return err
	}
	today := s.Calendar.Today()
	if !last.Valid() || last < today || last > today.Plus(maxDays) {
		return fault.Invalid(fault.Field{Path: "closes", Key: "guess.error.day", Args: fault.Args{"Days": maxDays}})
	}
	if sv.Current == 0 {
		return fault.Conflict("guess.error.draft", nil)
	}
	end, err := last.Plus(1).Start(s.Calendar.Zone)
	if err != nil {
		return fmt.Errorf("open round of guesses: %w", err)
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		answers, err := s.Store.Answers(ctx, sv.ID, sv.Wave)
		if err != nil {
			return fmt.Errorf("count answers: %w", err)
		}
		r := Round{SurveyID: sv.ID, Wave: sv.Wave, OpenedBy: v.Name, OpenedAt: s.Calendar.Now(), ClosesAt: end.UTC(), Answers: answers}
		if err := s.Store.AddRound(ctx, r); err != nil {
			return fmt.Errorf("open round of guesses: %w", err)
		}
		return s.Trail.Record(ctx, v, port.Entry{
			Action: "guess.open", Kind: "survey", ID: slug, Detail: map[string]any{"wave": sv.Wave, "closes": string(last), "answers": answers},
		})
	})
}

// Enter takes a person's guesses, one for each factor, once and for good.
func (s *Service) Enter(ctx context.Context, v access.Viewer, slug string, typed map[string]string) error {
	sv, err := s.Surveys.BySlug(ctx, slug)
	if err != nil {
		return err
	}
	if !guesses(v) {
		return fault.Forbidden("guess.error.not_asked")
	}
	r, ok, err := s.newest(ctx, sv.ID)
	switch {
	case err != nil:
		return err
	case !ok:
		return fault.NotFound("guess.error.no_round")
	case !r.Open(s.Calendar.Now()):
		return fault.Closed("guess.error.closed")
	}
	items, _, err := s.Figures().Guessables(ctx, v, slug)
	if err != nil {
		return err
	}
	list, err := read(items, typed)
	if err != nil {
		return err
	}
	for i := range list {
		g := &list[i]
		g.SurveyID, g.Wave, g.UserID, g.Scope, g.EnteredAt = sv.ID, r.Wave, v.UserID, v.Scope.String(), s.Calendar.Now()
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddGuesses(ctx, list); err != nil {
			return fmt.Errorf("enter guesses: %w", err)
		}
		return s.Trail.Record(ctx, v, port.Entry{
			Action: "guess.enter", Kind: "survey", ID: slug, Detail: map[string]any{"wave": r.Wave, "guesses": len(list)},
		})
	})
}

// read takes a number for each factor, on its scale.
func read(items []analysis.Guessable, typed map[string]string) ([]Guess, error) {
	var out []Guess
	var wrong []fault.Field
	for _, item := range items {
		args := fault.Args{"Low": item.Low, "High": item.High}
		x, err := strconv.ParseFloat(typed[item.Name], 64)
		switch {
		case typed[item.Name] == "":
			wrong = append(wrong, fault.Field{Path: item.Name, Key: "guess.error.missing", Args: args})
		case err != nil || math.IsNaN(x) || x < item.Low || x > item.High:
			wrong = append(wrong, fault.Field{Path: item.Name, Key: "guess.error.range", Args: args})
		default:
			out = append(out, Guess{Figure: item.Name, Value: x})
		}
	}
	if len(wrong) > 0 {
		return nil, fault.Invalid(wrong...)
	}
	if len(out) == 0 {
		return nil, fault.NotFound("guess.error.nothing")
	}
	return out, nil
}

// Report shows the newest round: what to guess, or how guesses and figures
// compare.
func (s *Service) Report(ctx context.Context, v access.Viewer, slug string) (Report, error) {
	if !v.May(access.ReportRead) {
		return Report{}, fault.Forbidden("fault.forbidden")
	}
	sv, err := s.Surveys.BySlug(ctx, slug)
	if err != nil {
		return Report{}, err
	}
	out := Report{Survey: slug, Title: sv.Title.In(v.Language), State: None, Wave: sv.Wave, MayOpen: v.May(access.SurveyEdit), Lines: []Line{}}
	r, ok, err := s.newest(ctx, sv.ID)
	if err != nil {
		return Report{}, err
	}
	items, limits, err := s.Figures().Guessables(ctx, v, slug)
	if err != nil {
		return Report{}, err
	}
	out.Limits = limits
	for _, item := range items {
		out.Lines = append(out.Lines, Line{Guessable: item})
	}
	if !ok {
		return out, nil
	}
	out.Wave, out.Late, out.Closes = r.Wave, r.Answers, calendar.Of(r.ClosesAt.Add(-time.Second), s.Calendar.Zone)
	out.MayOpen = out.MayOpen && r.Wave != sv.Wave
	list, err := s.Store.Guesses(ctx, sv.ID, r.Wave)
	if err != nil {
		return Report{}, fmt.Errorf("list guesses: %w", err)
	}
	out.guessed(list, v)
	out.State = s.state(r, v, out.Lines)
	if out.State == Asked {
		return out, nil
	}
	return out, s.compare(ctx, v, &out)
}

// state tells what the viewer can do with a round.
func (s *Service) state(r Round, v access.Viewer, lines []Line) State {
	for _, l := range lines {
		if l.Guess != nil {
			return Done
		}
	}
	switch open := r.Open(s.Calendar.Now()); {
	case open && guesses(v):
		return Asked
	case open:
		return Waiting
	}
	return Missed
}

// guessed fills in the viewer's own guesses, and for those who run the survey the
// mean of those about the whole market.
func (r *Report) guessed(list []Guess, v access.Viewer) {
	people := map[string]bool{}
	for _, g := range list {
		people[g.UserID] = true
	}
	r.Entered = len(people)
	for i := range r.Lines {
		line := &r.Lines[i]
		sum := 0.0
		for _, g := range list {
			if g.Figure != line.Name {
				continue
			}
			if g.UserID == v.UserID {
				own := g.Value
				line.Guess = &own
			}
			if g.Scope == string(access.All) {
				sum += g.Value
				line.N++
			}
		}
		if line.N > 0 && v.May(access.SurveyEdit) {
			mean := sum / float64(line.N)
			line.Mean = &mean
		} else {
			line.N = 0
		}
	}
}

// compare sets the real figures beside the guesses.
func (s *Service) compare(ctx context.Context, v access.Viewer, out *Report) error {
	for i := range out.Lines {
		line := &out.Lines[i]
		cells, err := s.Figures().Cells(ctx, v, analysis.Query{
			Survey: out.Survey, Figure: line.Name, Measures: line.Measures, Filter: analysis.Filter{}.With(analysis.DimWave, strconv.Itoa(out.Wave)),
		})
		if err != nil {
			return err
		}
		real := cells[0]
		line.Real = &real
		if line.Guess != nil {
			line.Verdict = judge(*line.Guess, real)
		}
	}
	return nil
}
