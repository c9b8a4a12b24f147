package analysis

// What respondents take for granted, what delights them, what leaves them cold:
// features by Kano, the strongest need first.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"dealervoice/analysis/stats"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// KanoReport are the features of a survey as a list of needs.
type KanoReport struct {
	Survey   string        `json:"survey"`
	Title    string        `json:"title"`
	Mode     survey.Mode   `json:"mode"`
	Filter   Filter        `json:"filter"`
	Features []KanoFeature `json:"features"`
	Segments []Segment     `json:"segments"`
	Limits   Limits        `json:"limits"`
}

// KanoFeature is one feature. Class is "" where the answers do not tell: then
// Doubt says which message tells why, and Leading is the class most often given.
type KanoFeature struct {
	Name    string          `json:"name"`
	Title   string          `json:"title"`
	Figure  string          `json:"figure"` // the question about having it
	Classes []KanoShare     `json:"classes"`
	Better  Cell            `json:"better"`
	Worse   Cell            `json:"worse"`
	Class   stats.KanoClass `json:"class,omitempty"`
	Leading stats.KanoClass `json:"leading,omitempty"`
	Doubt   string          `json:"doubt,omitempty"`
}

// KanoShare is how many answered a class.
type KanoShare struct {
	Class stats.KanoClass `json:"class"`
	Share Cell            `json:"share"`
}

// maxQuestionable is the share of contradictory answers from which on a feature
// has no class: the question was not understood.
const maxQuestionable = 0.10

// Kano classifies the features as far as the viewer may see them.
func (s *Service) Kano(ctx context.Context, v access.Viewer, slug string, f Filter) (KanoReport, error) {
	return written(ctx, func(ctx context.Context) (KanoReport, error) {
		f.Weight = Weighting{}
		l, err := s.look(ctx, v, slug, f)
		if err != nil {
			return KanoReport{}, fmt.Errorf("features of %s: %w", slug, err)
		}
		out, err := l.kano()
		if err != nil {
			return KanoReport{}, fmt.Errorf("features of %s: %w", slug, err)
		}
		return out, nil
	})
}

// kano classifies each feature, the most pressing need first.
func (l *look) kano() (KanoReport, error) {
	out := KanoReport{
		Survey: l.survey.Slug, Title: l.survey.Title.In(l.lang()), Mode: l.mode, Filter: l.filter,
		Segments: l.segments(), Limits: l.limits(), Features: []KanoFeature{},
	}
	for _, p := range l.kanoPairs() {
		t := l.planKano(p)
		t.groups = l.whole()
		cells, err := disclose(l.ctx, t, l.guard)
		if err != nil {
			return KanoReport{}, err
		}
		f := KanoFeature{Name: p.feature, Title: strings.TrimRight(p.title.In(string(l.lang())), ":： "), Figure: p.having.Name}
		f.read(cells)
		out.Features = append(out.Features, f)
	}
	slices.SortStableFunc(out.Features, func(a, b KanoFeature) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.strength(), a.strength()))
	})
	return out, nil
}

// read sorts the cells into their places and classifies.
func (f *KanoFeature) read(cells []Cell) {
	counts := map[stats.KanoClass]int{}
	for _, c := range cells {
		switch c.Measure {
		case Better:
			f.Better = c
		case Worse:
			f.Worse = c
		default:
			f.Classes = append(f.Classes, KanoShare{Class: stats.KanoClass(c.Option), Share: c})
			counts[stats.KanoClass(c.Option)] = c.Count
		}
	}
	k, err := stats.KanoCounted(counts)
	switch {
	case err != nil: // hidden, or nobody answered
	case float64(k.Counts[stats.Questionable]) > maxQuestionable*float64(k.N):
		f.Leading, f.Doubt = k.Class, "kano.doubt.questionable"
	case !k.Clear:
		f.Leading, f.Doubt = k.Class, "kano.doubt.tie"
	default:
		f.Class, f.Leading = k.Class, k.Class
	}
}

// rank is how pressing the need is: what is taken for granted first, what nobody
// can class last.
func (f KanoFeature) rank() int {
	if at := slices.Index(stats.KanoClasses(), f.Class); at >= 0 {
		return at
	}
	return len(stats.KanoClasses())
}

// strength orders the needs of one class: by what lacking does where it is taken
// for granted, else by what having does.
func (f KanoFeature) strength() float64 {
	if f.Class == stats.Attractive {
		return f.Better.Value
	}
	return -f.Worse.Value
}
