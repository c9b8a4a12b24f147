package review

// The judged answers as training wants them.

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Labels lists what people settled in all surveys, with the words as they were
// written: what a tagger may learn from, and, Held, what it is measured with. It is
// for the machine: no page shows these texts.
func (s *Service) Labels(ctx context.Context) ([]coding.Label, error) {
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys: %w", err)
	}
	var out []coding.Label
	for _, sv := range list {
		settled, err := s.Store.Settled(ctx, sv.ID)
		if err != nil {
			return nil, fmt.Errorf("list settled answers: %w", err)
		}
		for part := range slices.Chunk(settled, 500) {
			more, err := s.worded(ctx, sv.ID, part)
			if err != nil {
				return nil, fmt.Errorf("read settled answers of %s: %w", sv.Slug, err)
			}
			out = append(out, more...)
		}
	}
	return out, nil
}

// worded puts the words beside verdicts.
func (s *Service) worded(ctx context.Context, id survey.ID, settled []Settled) ([]coding.Label, error) {
	keys := make([]Key, len(settled))
	for i, st := range settled {
		keys[i] = st.Key()
	}
	responses, err := s.Responses.Some(ctx, id, ids(keys))
	if err != nil {
		return nil, err
	}
	var out []coding.Label
	for _, r := range responses {
		e, err := s.Editions.PublishedVersion(ctx, r.SurveyID, r.Version)
		if fault.KindOf(err) == fault.KindNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, o := range coding.OpenAnswers(e.Definition, r) {
			at := slices.IndexFunc(settled, func(st Settled) bool { return st.ResponseID == r.ID && st.Question == o.Question })
			if at >= 0 {
				out = append(out, label(r, o, settled[at]))
			}
		}
	}
	return out, nil
}

func label(r feedback.Response, o coding.Open, st Settled) coding.Label {
	l := coding.Label{
		Survey: r.SurveyID, Response: r.ID, Question: o.Question, Text: o.Text, Lang: string(r.Language), Prior: o.Prior, Held: st.Held,
	}
	for _, t := range st.Themes {
		l.Themes = append(l.Themes, text.Given{ID: t.Theme, Polarity: t.Polarity, Rated: true})
	}
	return l
}
