package review

// How good the tagger is, by the answers that people judged and it never learned
// from.

import (
	"context"
	"fmt"
	"time"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/stats"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/evaluate"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Quality is how good the tagger in use is on the answers of a survey, or of all.
type Quality struct {
	Title    string // of the survey
	Codebook int
	Tagger   string
	Judged   int             // answers that people settled
	Held     int             // of these, drawn at random: what Report is over
	Report   evaluate.Report // precision, recall, F1 with bootstrap intervals
	Waves    []WaveQuality   // first to last; of one survey
	Untagged *stats.Estimate // share of its answers without a theme
	Answers  int             // of which Untagged is a share
	rows     []row
	Sampled  bool // Untagged and Waves are over a sample of the answers
}

// WaveQuality is one wave: what may have drifted.
type WaveQuality struct {
	Wave      int
	Answers   int
	Untagged  stats.Estimate
	Change    *stats.Estimate // of the share untagged, since the wave before; nil in the first
	Drifts    bool            // the interval of Change excludes zero
	Held      int             // judged at random
	F1        *evaluate.Scores
	Confident float64 // mean confidence of the themes found
}

// enoughHeld is from how many answers judged at random on a figure of quality is
// shown: below, its interval says nothing.
const enoughHeld = 20

// Enough tells whether there is a figure of quality.
func (q Quality) Enough() bool { return q.Held >= enoughHeld }

// Missing is how many answers have still to be judged before there is one.
func (q Quality) Missing() int { return max(0, enoughHeld-q.Held) }

// Of finds a theme's scores; false if it was neither said nor guessed.
func (q Quality) Of(theme string) (evaluate.Theme, bool) {
	for _, t := range q.Report.Themes {
		if t.ID == theme {
			return t, true
		}
	}
	return evaluate.Theme{}, false
}

// scored keeps what was measured for a while: the bootstrap takes its time.
type scored struct {
	made  time.Time
	stamp string
	value Quality
}

// Quality measures the tagger on a survey, over what the viewer may read of it.
func (s *Service) Quality(ctx context.Context, v access.Viewer, slug string) (Quality, error) {
	return s.remembered(ctx, v, slug, measured)
}

// Trust is Quality without what takes reading many answers: the scores alone, as
// they stand beside a chart of themes.
func (s *Service) Trust(ctx context.Context, v access.Viewer, slug string) (Quality, error) {
	return s.remembered(ctx, v, slug, trusted)
}

// measure makes a Quality.
type measure func(ctx context.Context, c *analysis.Corpus, now coding.InUse, settled []Settled) (Quality, error)

// remembered measures, or gives what was measured a moment ago of the same answers.
func (s *Service) remembered(ctx context.Context, v access.Viewer, slug string, how measure) (Quality, error) {
	if !v.May(access.ReportRead) {
		return Quality{}, fault.Forbidden("fault.forbidden")
	}
	c, err := s.Corpora.Corpus(ctx, v, slug)
	if err != nil {
		return Quality{}, fmt.Errorf("quality on %s: %w", slug, err)
	}
	now, err := s.Books.Using(ctx)
	if err != nil {
		return Quality{}, fmt.Errorf("quality on %s: %w", slug, err)
	}
	settled, err := s.Store.Settled(ctx, c.Survey.ID)
	if err != nil {
		return Quality{}, fmt.Errorf("quality on %s: %w", slug, err)
	}
	key := fmt.Sprintf("%s %v %d %p", slug, v.Scope, len(c.IDs), how)
	stamp := fmt.Sprint(now.Tagger.Version(), now.Version.Number, len(settled), latest(settled))
	s.mu.Lock()
	have, ok := s.scores[key]
	s.mu.Unlock()
	if ok && have.stamp == stamp && s.Calendar.Clock().Sub(have.made) < freshFor {
		return have.value, nil
	}
	out, err := how(ctx, c, now, settled)
	if err != nil {
		return Quality{}, fmt.Errorf("quality on %s: %w", slug, err)
	}
	s.mu.Lock()
	if len(s.scores) > 200 { // viewers with many scopes
		clear(s.scores)
	}
	s.scores[key] = scored{made: s.Calendar.Clock(), stamp: stamp, value: out}
	s.mu.Unlock()
	return out, nil
}

func latest(list []Settled) (at time.Time) {
	for _, st := range list {
		if st.JudgedAt.After(at) {
			at = st.JudgedAt
		}
	}
	return at
}

// All measures the tagger on the answers of all surveys together, as one who sees
// everything; no text leaves. Pass over those that may not be read.
func (s *Service) All(ctx context.Context, v access.Viewer) (Quality, error) {
	if !v.May(access.CodebookRead) {
		return Quality{}, fault.Forbidden("fault.forbidden")
	}
	list, err := s.Surveys.List(ctx)
	if err != nil {
		return Quality{}, fmt.Errorf("list surveys: %w", err)
	}
	now, err := s.Books.Using(ctx)
	if err != nil {
		return Quality{}, err
	}
	out := Quality{Codebook: now.Version.Number, Tagger: now.Tagger.Version()}
	var rows []evaluate.Row
	for _, sv := range list {
		settled, err := s.Store.Settled(ctx, sv.ID)
		if err != nil {
			return Quality{}, fmt.Errorf("quality on %s: %w", sv.Slug, err)
		}
		if sv.Current == 0 || len(settled) == 0 {
			continue
		}
		c, err := s.Corpora.Corpus(ctx, v, sv.Slug)
		if err != nil {
			return Quality{}, fmt.Errorf("quality on %s: %w", sv.Slug, err)
		}
		more, err := compared(ctx, c, now, settled)
		if err != nil {
			return Quality{}, fmt.Errorf("quality on %s: %w", sv.Slug, err)
		}
		for _, r := range more {
			rows = append(rows, r.Row)
		}
		out.Judged += len(settled)
	}
	out.Held = len(rows)
	out.Report = evaluate.Measure(rows, evaluate.Seed)
	return out, nil
}

// row is an answer that a person and the tagger read.
type row struct {
	evaluate.Row
	wave int
}

// compared puts what people said of held-back answers beside what the tagger says
// of them now.
func compared(ctx context.Context, c *analysis.Corpus, now coding.InUse, settled []Settled) ([]row, error) {
	gold := map[Key][]Label{}
	var keys []Key
	for _, st := range settled {
		if st.Held {
			gold[st.Key()] = st.Themes
			keys = append(keys, st.Key())
		}
	}
	texts, err := c.Texts(ctx, ids(keys))
	if err != nil {
		return nil, err
	}
	var out []row
	carrier := coding.NewCarrier(now.Version.Book)
	for _, w := range texts {
		said, ok := gold[Key{c.Survey.ID, w.Response, w.Question}]
		if !ok {
			continue
		}
		found := now.Tagger.Tag(text.Input{Text: w.Text, Lang: w.Lang, Prior: w.Prior})
		// The key makes texts that stand twice two answers: they were drawn twice.
		said, sure, err := carried(carrier, w, said)
		if err != nil {
			return nil, err
		}
		if !sure {
			continue // its theme was split, and it is to be judged again
		}
		r := row{Row: evaluate.Row{Text: w.Text + string(w.Response) + w.Question}, wave: w.Wave}
		for _, l := range said {
			r.Gold = append(r.Gold, evaluate.Tag{Theme: l.Theme, Polarity: int(l.Polarity), Rated: true})
		}
		for _, t := range found.Themes {
			r.Guess = append(r.Guess, evaluate.Tag{Theme: t.ID, Polarity: int(t.Polarity), Rated: true})
		}
		out = append(out, r)
	}
	return out, nil
}

// weighed bounds the answers that the share untagged is measured on.
const weighed = 4000

// trusted measures the scores.
func trusted(ctx context.Context, c *analysis.Corpus, now coding.InUse, settled []Settled) (Quality, error) {
	out := Quality{Title: c.Title, Codebook: now.Version.Number, Tagger: now.Tagger.Version(), Judged: len(settled)}
	if c.Hidden != nil {
		return out, nil
	}
	rows, err := compared(ctx, c, now, settled)
	if err != nil {
		return Quality{}, err
	}
	out.rows, out.Held, out.Report = rows, len(rows), evaluate.Measure(plain(rows), evaluate.Seed)
	return out, nil
}

func plain(rows []row) []evaluate.Row {
	out := make([]evaluate.Row, len(rows))
	for i, r := range rows {
		out[i] = r.Row
	}
	return out
}

// measured adds what may have drifted.
func measured(ctx context.Context, c *analysis.Corpus, now coding.InUse, settled []Settled) (Quality, error) {
	out, err := trusted(ctx, c, now, settled)
	if err != nil || c.Hidden != nil {
		return out, err
	}
	texts, err := c.Texts(ctx, c.IDs[:min(len(c.IDs), weighed)])
	if err != nil {
		return Quality{}, err
	}
	out.Sampled = len(c.IDs) > weighed
	out.Answers = len(texts)
	counts := map[int]*tallied{0: {}}
	for _, w := range texts {
		found := now.Tagger.Tag(text.Input{Text: w.Text, Lang: w.Lang, Prior: w.Prior})
		counts[0].add(found)
		if w.Wave > 0 {
			if counts[w.Wave] == nil {
				counts[w.Wave] = &tallied{}
			}
			counts[w.Wave].add(found)
		}
	}
	if e, err := stats.Proportion(counts[0].bare, counts[0].answers, level); err == nil {
		out.Untagged = &e
	}
	out.Waves = waves(c.Waves, counts, out.rows)
	return out, nil
}

// tallied counts answers without theme.
type tallied struct {
	answers, bare, themes int
	confidence            float64
}

func (t *tallied) add(found text.Result) {
	t.answers++
	if len(found.Themes) == 0 {
		t.bare++
	}
	for _, th := range found.Themes {
		t.themes++
		t.confidence += th.Confidence
	}
}

func (t *tallied) share() stats.Share { return stats.Share{Count: t.bare, Of: t.answers} }

func waves(order []int, counts map[int]*tallied, rows []row) []WaveQuality {
	var out []WaveQuality
	var before *tallied
	for _, wave := range order {
		t := counts[wave]
		if t == nil {
			continue
		}
		share, err := stats.Proportion(t.bare, t.answers, level)
		if err != nil {
			continue
		}
		w := WaveQuality{Wave: wave, Answers: t.answers, Untagged: share, Confident: t.confidence / float64(max(1, t.themes))}
		if before != nil {
			if d, err := stats.Newcombe(t.share(), before.share(), level); err == nil {
				w.Change, w.Drifts = &d, d.Low > 0 || d.High < 0
			}
		}
		var of []evaluate.Row
		for _, r := range rows {
			if r.wave == wave {
				of = append(of, r.Row)
			}
		}
		if w.Held = len(of); w.Held >= enoughHeld {
			m := evaluate.Measure(of, evaluate.Seed).Micro
			w.F1 = &m
		}
		out, before = append(out, w), t
	}
	return out
}
