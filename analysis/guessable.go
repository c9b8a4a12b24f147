package analysis

// What managers may be asked to guess, and who must guess before seeing figures.

import (
	"context"
	"maps"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Blinds tells who must not see figures of a survey yet; guess.Service does.
type Blinds interface {
	Blind(ctx context.Context, v access.Viewer, id survey.ID) (bool, error)
}

// GuessFirst is the message of what is refused to somebody who shall guess first.
const GuessFirst = "guess.first"

// sighted refuses figures to whoever must guess them first.
func (s *Service) sighted(ctx context.Context, v access.Viewer, id survey.ID) error {
	if s.blinds == nil {
		return nil
	}
	blind, err := s.blinds.Blind(ctx, v, id)
	if err == nil && blind {
		return fault.Forbidden(GuessFirst)
	}
	return err
}

// toBeGuessed tells whether figures were refused because they shall be guessed
// first.
func toBeGuessed(err error) bool {
	f := fault.From(err)
	return f != nil && f.Key == GuessFirst
}

// Guessable is a figure that managers may be asked to guess, on its scale.
type Guessable struct {
	Name     string    `json:"name"`
	Title    string    `json:"title"`
	Low      float64   `json:"low"`
	High     float64   `json:"high"`
	Measures []Measure `json:"-"`
}

// maxGuesses bounds how much is asked.
const maxGuesses = 12

// Guessables lists what is to be guessed of a survey: the factors of its index
// and the index itself, else the rows of its first battery of ratings; then its
// recommendation score. It tells nothing of the answers.
func (s *Service) Guessables(ctx context.Context, v access.Viewer, slug string) ([]Guessable, Limits, error) {
	sv, err := s.surveys.BySlug(ctx, slug)
	if err != nil {
		return nil, Limits{}, err
	}
	snap, err := s.snapshot(ctx, sv)
	if err != nil {
		return nil, Limits{}, err
	}
	l := &look{snapshot: snap, viewer: v, guard: guard{protection: snap.promise}}
	return l.guessables(), l.limits(), nil
}

func (l *look) guessables() []Guessable {
	var out []Guessable
	sets := l.driverSets()
	if ids := slices.Sorted(maps.Keys(l.outline.indices)); len(ids) > 0 {
		at := slices.IndexFunc(sets, func(c DriverChoice) bool { return c.Name == indexPath(ids[0]) })
		for _, name := range append(sets[at].Items, indexPath(ids[0])) {
			out = append(out, l.guessable(name, Index, sets[at]))
		}
	} else if len(sets) > 0 {
		for _, name := range sets[0].Items {
			out = append(out, l.guessable(name, Mean, sets[0]))
		}
	}
	if len(out) > maxGuesses {
		out = out[:maxGuesses]
	}
	for _, q := range l.outline.questions {
		if q.Kind == Promote {
			g := l.guessable(q.Name, NPS, DriverChoice{})
			g.Low, g.High = -100, 100
			return append(out, g)
		}
	}
	return out
}

func (l *look) guessable(name string, m Measure, set DriverChoice) Guessable {
	title, err := l.title(name)
	if err != nil || title == "" {
		title = name
	}
	g := Guessable{Name: name, Title: title, Measures: []Measure{m}}
	g.Low, g.High = l.ends(set)
	return g
}
