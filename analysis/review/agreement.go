package review

// Do two people see the same themes?

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis"
	"dealervoice/analysis/stats"
	"dealervoice/survey/access"
)

// redefineBelow is the agreement under which a theme is defined badly.
const redefineBelow = 0.6

// fewCarry is up to how many answers with the theme its agreement says nothing.
const fewCarry = 4

// level is that of the intervals.
const level = 0.95

// Agreed is how far two coders agree on one theme.
type Agreed struct {
	Theme    string
	Answers  int             // judged by both
	Carry    int             // of these, where at least one saw the theme
	Both     int             // where both did
	Kappa    *stats.Estimate // Cohen's; nil where all said the same
	Alpha    *float64        // Krippendorff's, nominal; nil likewise
	Polarity *float64        // Krippendorff's, interval, over answers where both saw it
	Redefine bool            // below 0.6
	Few      bool            // too few answers carry it to tell
}

// Difference is an answer of which two people said different things, and nobody
// has decided yet.
type Difference struct {
	Handle Handle
	Text   string
	First  Verdict
	Second Verdict
}

// Agreement is what blind rounds of a survey show.
type Agreement struct {
	Survey      string
	Title       string
	Guarded     bool
	Hidden      *analysis.Cell
	Rounds      []RoundState
	Themes      []Agreed // least agreed first
	Answers     int      // judged by both
	Exact       int      // of these, with the same themes
	Differences []Difference
}

// Redefined lists the themes of which two people agree too little, over the rounds
// of all surveys.
func (s *Service) Redefined(ctx context.Context, v access.Viewer) ([]string, error) {
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys: %w", err)
	}
	var pairs []pair
	for _, sv := range list {
		rounds, err := s.Store.Rounds(ctx, sv.ID)
		if err != nil {
			return nil, fmt.Errorf("agreement on %s: %w", sv.Slug, err)
		}
		for _, r := range rounds {
			_, twice, err := s.state(ctx, v, r)
			if err != nil {
				return nil, fmt.Errorf("agreement on %s: %w", sv.Slug, err)
			}
			pairs = append(pairs, twice...)
		}
	}
	var out []string
	for _, t := range agreed(pairs) {
		if t.Redefine {
			out = append(out, t.Theme)
		}
	}
	return out, nil
}

// RoundState is a round with how far its coders are.
type RoundState struct {
	Round
	Of, First, Second int
	Mine              bool // the viewer codes in it
	Waits             int  // how many the viewer has still to judge
}

// Agreement counts over all rounds of a survey.
func (s *Service) Agreement(ctx context.Context, v access.Viewer, slug string) (Agreement, error) {
	c, _, err := s.look(ctx, v, slug)
	if err != nil {
		return Agreement{}, fmt.Errorf("agreement on %s: %w", slug, err)
	}
	out := Agreement{Survey: slug, Title: c.Title, Guarded: c.Guarded, Hidden: c.Hidden}
	rounds, err := s.Store.Rounds(ctx, c.Survey.ID)
	if err != nil {
		return Agreement{}, fmt.Errorf("agreement on %s: %w", slug, err)
	}
	var pairs []pair
	for _, r := range rounds {
		st, twice, err := s.state(ctx, v, r)
		if err != nil {
			return Agreement{}, fmt.Errorf("agreement on %s: %w", slug, err)
		}
		out.Rounds = append(out.Rounds, st)
		pairs = append(pairs, twice...)
	}
	out.Themes, out.Answers = agreed(pairs), len(pairs)
	for _, p := range pairs {
		if sameThemes(p.first.Themes, p.second.Themes) {
			out.Exact++
		}
	}
	if c.Hidden == nil {
		out.Differences, err = s.differences(ctx, c, pairs)
	}
	return out, err
}

// pair is an answer that both judged.
type pair struct{ first, second Verdict }

func (s *Service) state(ctx context.Context, v access.Viewer, r Round) (RoundState, []pair, error) {
	now, err := s.Books.Using(ctx)
	if err != nil {
		return RoundState{}, nil, err
	}
	book := now.Version.Book
	keys, err := s.Store.RoundAnswers(ctx, r)
	if err != nil {
		return RoundState{}, nil, err
	}
	said, err := s.Store.RoundVerdicts(ctx, r)
	if err != nil {
		return RoundState{}, nil, err
	}
	first, second := map[Key]Verdict{}, map[Key]Verdict{}
	for _, ver := range said {
		ver.Themes = renamed(book, ver.Themes)
		switch ver.CoderID {
		case r.FirstID:
			first[ver.Key()] = ver
		case r.SecondID:
			second[ver.Key()] = ver
		}
	}
	st := RoundState{Round: r, Of: len(keys), First: len(first), Second: len(second), Mine: r.member(v.UserID)}
	switch v.UserID {
	case r.FirstID:
		st.Waits = st.Of - st.First
	case r.SecondID:
		st.Waits = st.Of - st.Second
	}
	var twice []pair
	for _, k := range keys {
		a, ok := first[k]
		b, also := second[k]
		if ok && also {
			twice = append(twice, pair{a, b})
		}
	}
	return st, twice, nil
}

// agreed measures agreement for every theme that somebody saw.
func agreed(pairs []pair) []Agreed {
	var themes []string
	for _, p := range pairs {
		for _, l := range append(slices.Clone(p.first.Themes), p.second.Themes...) {
			if !slices.Contains(themes, l.Theme) {
				themes = append(themes, l.Theme)
			}
		}
	}
	out := make([]Agreed, len(themes))
	for i, id := range themes {
		out[i] = agreedOn(id, pairs)
	}
	slices.SortFunc(out, func(a, b Agreed) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.kappa(), b.kappa()), cmp.Compare(a.Theme, b.Theme))
	})
	return out
}

// rank puts themes to be redefined first and those of which nothing can be said
// last.
func (a Agreed) rank() int {
	switch {
	case a.Redefine:
		return 0
	case a.Few:
		return 2
	}
	return 1
}

func (a Agreed) kappa() float64 {
	if a.Kappa == nil {
		return 1
	}
	return a.Kappa.Value
}

func agreedOn(id string, pairs []pair) Agreed {
	out := Agreed{Theme: id, Answers: len(pairs)}
	var a, b []string
	var x, y, good, bad []float64
	for _, p := range pairs {
		one, saw := find(p.first.Themes, id)
		two, also := find(p.second.Themes, id)
		a, b = append(a, yes(saw)), append(b, yes(also))
		x, y = append(x, number(saw)), append(y, number(also))
		if saw || also {
			out.Carry++
		}
		if saw && also {
			out.Both++
			good, bad = append(good, float64(one.Polarity)), append(bad, float64(two.Polarity))
		}
	}
	if k, err := stats.Kappa(a, b, level); err == nil {
		out.Kappa = &k
	}
	if al, _, err := stats.KrippendorffAlpha([][]float64{x, y}, stats.NominalMetric); err == nil {
		out.Alpha = &al
	}
	if len(good) > 0 {
		if al, _, err := stats.KrippendorffAlpha([][]float64{good, bad}, stats.IntervalMetric); err == nil {
			out.Polarity = &al
		}
	}
	out.Few = out.Carry <= fewCarry
	low := func(v *float64) bool { return v != nil && *v < redefineBelow }
	out.Redefine = !out.Few && (low(out.Alpha) || out.Kappa != nil && low(&out.Kappa.Value))
	return out
}

func find(list []Label, theme string) (Label, bool) {
	for _, l := range list {
		if l.Theme == theme {
			return l, true
		}
	}
	return Label{}, false
}

func yes(saw bool) string {
	if saw {
		return "yes"
	}
	return "no"
}

func number(saw bool) float64 {
	if saw {
		return 1
	}
	return 0
}

// sameThemes compares themes, whatever their polarity.
func sameThemes(a, b []Label) bool {
	return slices.EqualFunc(a, b, func(x, y Label) bool { return x.Theme == y.Theme })
}

// differences are the answers that two people judged differently and nobody has
// settled.
func (s *Service) differences(ctx context.Context, c *analysis.Corpus, pairs []pair) ([]Difference, error) {
	settled, err := s.Store.Settled(ctx, c.Survey.ID)
	if err != nil {
		return nil, err
	}
	done := map[Key]bool{}
	for _, st := range settled {
		done[st.Key()] = true
	}
	var open []pair
	var keys []Key
	for _, p := range pairs {
		if !slices.Equal(p.first.Themes, p.second.Themes) && !done[p.first.Key()] {
			open, keys = append(open, p), append(keys, p.first.Key())
		}
	}
	texts, err := c.Texts(ctx, ids(keys))
	if err != nil {
		return nil, err
	}
	var out []Difference
	for _, p := range open {
		for _, w := range texts {
			if w.Response == p.first.ResponseID && w.Question == p.first.Question {
				out = append(out, Difference{Handle: p.first.Key().Handle(), Text: w.Text, First: p.first, Second: p.second})
			}
		}
	}
	return out, nil
}
