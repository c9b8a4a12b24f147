package analysis

// What is new in a survey: how many answered in a period, and what moved since the
// wave or the quarter before. It is what a digest tells.

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"dealervoice/survey"
	"dealervoice/survey/access"
)

// News is a survey as a digest tells of it.
type News struct {
	Survey string       `json:"survey"`
	Title  string       `json:"title"`
	Mode   survey.Mode  `json:"mode"`
	State  survey.State `json:"state"`
	// Guess tells that the reader shall guess the results first: then nothing else
	// is said.
	Guess bool `json:"guess_first,omitempty"`
	// Untimed: when an answer came is not kept, so nobody knows which are new.
	Untimed bool `json:"untimed,omitempty"`
	Fresh   Cell `json:"fresh"` // answers of the period
	Total   Cell `json:"total"`
	// Turnout is the share of those who were asked in the newest wave; nil where
	// nobody was, or staff cannot tell.
	Turnout *Cell  `json:"turnout,omitempty"`
	Wave    string `json:"wave,omitempty"`
	// Moves are scores whose change excludes zero, Rising the themes of which more
	// people speak, beyond chance, than a quarter before.
	Moves  []NewsMove `json:"moves"`
	Rising []NewsMove `json:"rising"`
}

// NewsMove is a figure that moved.
type NewsMove struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	Theme  bool   `json:"theme,omitempty"`
	Change Change `json:"change"`
}

// Quiet tells that nobody answered in the period, as far as may be said.
func (n News) Quiet() bool { return !n.Guess && !n.Untimed && n.Fresh.Empty() }

// News counts what is new in every survey that was published, as far as the viewer
// may see it. The period is the From and To of the filter; nothing else in it counts.
func (s *Service) News(ctx context.Context, v access.Viewer, f Filter) ([]News, error) {
	return written(ctx, func(ctx context.Context) ([]News, error) {
		list, err := s.surveys.List(ctx)
		if err != nil {
			return nil, fmt.Errorf("list surveys: %w", err)
		}
		period := Filter{From: f.From, To: f.To}
		out := []News{}
		for _, sv := range list {
			if sv.Current == 0 {
				continue
			}
			n, err := s.newsOf(ctx, v, sv, period)
			if err != nil {
				return nil, fmt.Errorf("news of %s: %w", sv.Slug, err)
			}
			out = append(out, n)
		}
		return out, nil
	})
}

func (s *Service) newsOf(ctx context.Context, v access.Viewer, sv survey.Survey, period Filter) (News, error) {
	n := News{Survey: sv.Slug, Title: sv.Title.In(v.Language), State: sv.State, Moves: []NewsMove{}, Rising: []NewsMove{}}
	within, err := s.look(ctx, v, sv.Slug, period)
	if toBeGuessed(err) {
		n.Guess = true
		return n, nil
	}
	if err != nil {
		return n, err
	}
	if n.Fresh, n.Total, err = within.responses(); err != nil {
		return n, err
	}
	n.Mode, n.Untimed = within.mode, within.mode == survey.Unlinkable
	if n.Quiet() {
		return n, nil
	}
	turnout, err := s.Turnout(ctx, v, sv.Slug, TurnoutQuery{})
	if err != nil {
		return n, err
	}
	if !turnout.Untold && turnout.Wave != "" {
		n.Turnout, n.Wave = &turnout.Whole.Rate, turnout.Wave
	}
	whole, err := within.snapshot.look(ctx, v, Filter{})
	if err != nil {
		return n, err
	}
	if n.Moves, err = whole.moves(); err == nil {
		n.Rising, err = whole.rising()
	}
	return n, err
}

// moves are the indices with their factors and the recommendations that moved
// between the last two waves, and the complaints that did.
func (l *look) moves() ([]NewsMove, error) {
	out := []NewsMove{}
	add := func(f Figure) {
		if f.Change.moved() {
			out = append(out, NewsMove{Name: f.Name, Title: f.Title, Change: *f.Change})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.outline.indices)) {
		f, err := l.index(id)
		if err != nil {
			return nil, err
		}
		add(f)
		for _, factor := range f.Rows {
			add(factor)
		}
	}
	for _, q := range l.outline.questions {
		if q.Kind != Promote {
			continue
		}
		f, err := l.figure(q)
		if err != nil {
			return nil, err
		}
		add(f)
	}
	themes, err := l.themes()
	if err != nil {
		return nil, err
	}
	for _, t := range themes.Themes {
		if t.Change.moved() {
			out = append(out, NewsMove{Name: themePath(t.ID), Title: t.Label, Theme: true, Change: *t.Change})
		}
	}
	return out, nil
}

// rising are the themes that more people speak of than in the quarter before.
func (l *look) rising() ([]NewsMove, error) {
	w, err := l.watch()
	if err != nil {
		return nil, err
	}
	out := []NewsMove{}
	for _, r := range w.Rows {
		if r.Theme && r.Change != nil && r.Change.Verdict == Higher {
			out = append(out, NewsMove{Name: r.Name, Title: r.Title, Theme: true, Change: *r.Change})
		}
	}
	return out, nil
}

// moved tells whether the interval of the change excludes zero.
func (c *Change) moved() bool { return c != nil && (c.Verdict == Higher || c.Verdict == Lower) }
