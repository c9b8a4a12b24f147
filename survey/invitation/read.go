package invitation

// What staff may know of mailings.

import (
	"context"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Mailings lists a survey's mailings, newest first, with what became of their
// messages in the viewer's scope.
func (s *Service) Mailings(ctx context.Context, v access.Viewer, slug string) ([]Listed, error) {
	sv, err := s.readable(ctx, v, slug)
	if err != nil {
		return nil, err
	}
	list, err := s.Store.Mailings(ctx, sv.ID)
	if err != nil {
		return nil, fmt.Errorf("list mailings of survey %s: %w", slug, err)
	}
	tallies, err := s.Store.Tallies(ctx, v, sv.ID)
	if err != nil {
		return nil, fmt.Errorf("count messages of survey %s: %w", slug, err)
	}
	out := make([]Listed, len(list))
	for i, m := range list {
		if out[i], err = s.listed(ctx, sv, m, tallies[m.ID]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Service) readable(ctx context.Context, v access.Viewer, slug string) (survey.Survey, error) {
	if !v.May(access.SurveyRead) {
		return survey.Survey{}, fault.Forbidden("fault.forbidden")
	}
	return s.Surveys.Show(ctx, v, slug)
}

// listed rounds what would tell who has answered.
func (s *Service) listed(ctx context.Context, sv survey.Survey, m Mailing, t Tally) (Listed, error) {
	if t == nil {
		t = Tally{}
	}
	e, err := s.Surveys.PublishedVersion(ctx, sv.ID, sv.Current)
	if err != nil {
		return Listed{}, err
	}
	if !hidden(m.Kind, e.Version.Mode) {
		return Listed{Mailing: m, Tally: t}, nil
	}
	step := max(e.Version.MinCell, survey.MinCell)
	m.Total, m.LeftOut = m.Total/step*step, 0
	rounded := Tally{}
	for state, n := range t {
		switch state {
		case Dropped: // who has answered meanwhile is one
		case Queued, Taken, Handing:
			rounded[Queued] += n
		default:
			rounded[Sent] += n
		}
	}
	for state, n := range rounded {
		rounded[state] = n / step * step
	}
	return Listed{Mailing: m, Tally: rounded, Step: step}, nil
}

// Mailing gives one.
func (s *Service) Mailing(ctx context.Context, v access.Viewer, job Job) (Listed, error) {
	list, err := s.Mailings(ctx, v, job.Survey)
	if err != nil {
		return Listed{}, err
	}
	for _, l := range list {
		if l.ID == job.Mailing {
			return l, nil
		}
	}
	return Listed{}, fault.NotFound("invite.no_mailing")
}

// People lists the messages of a mailing with their dealers, in the viewer's
// scope; none where that would tell who has answered.
func (s *Service) People(ctx context.Context, v access.Viewer, l Listed, q Query) ([]Person, int, error) {
	if l.Step > 0 {
		return nil, 0, nil
	}
	q.Survey, q.Mailing = l.SurveyID, l.ID
	list, n, err := s.Store.People(ctx, v, q)
	if err != nil {
		return nil, 0, fmt.Errorf("list messages of mailing %s: %w", l.ID, err)
	}
	return list, n, nil
}
