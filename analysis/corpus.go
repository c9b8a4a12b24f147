package analysis

// The texts of a survey, for people who code them: the same words that could be
// quoted, under the same guard, without who wrote them.

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"dealervoice/analysis/text"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Corpus is what of a survey's open answers a viewer may read. IDs come in an
// order of their own, which tells nothing. Hidden says why there are none.
type Corpus struct {
	Survey  survey.Survey
	Title   string
	Guarded bool // texts come without dealer, segment and time, and masked
	Hidden  *Cell
	IDs     []feedback.ID
	// Waves are those of which words may be shown, first to last.
	Waves []int

	look    *look
	waveOf  map[feedback.ID]int
	service *Service
}

// Written is one open answer. Text is as it may be shown: what points at somebody
// is blanked out where the survey promised confidence.
type Written struct {
	Response feedback.ID
	Question string
	Title    string // of the question
	Text     string
	Lang     string
	Prior    text.Polarity
	Wave     int // 0 where it may not be told
}

// Corpus opens the texts of a survey to a viewer, as far as words may be shown.
func (s *Service) Corpus(ctx context.Context, v access.Viewer, slug string) (*Corpus, error) {
	l, err := s.look(ctx, v, slug, Filter{})
	if err != nil {
		return nil, fmt.Errorf("open texts of %s: %w", slug, err)
	}
	out := &Corpus{
		Survey: l.survey, Title: l.survey.Title.In(l.lang()), Guarded: !l.open, look: l, service: s, waveOf: map[feedback.ID]int{},
	}
	allowed, hidden, err := l.mayQuote()
	if err != nil {
		return nil, fmt.Errorf("open texts of %s: %w", slug, err)
	}
	if hidden != nil {
		out.Hidden = hidden
		return out, nil
	}
	out.IDs = l.shuffled(allowed, "corpus")
	if err := out.waves(); err != nil {
		return nil, fmt.Errorf("open texts of %s: %w", slug, err)
	}
	return out, nil
}

// waves notes who answered in which wave, where the guard shows that wave's words.
func (c *Corpus) waves() error {
	for _, name := range c.look.waves() {
		number, err := strconv.Atoi(name)
		if err != nil {
			continue
		}
		l, err := c.look.snapshot.look(c.look.ctx, c.look.viewer, Filter{}.With(DimWave, name))
		if err != nil {
			return err
		}
		in, hidden, err := l.mayQuote()
		if err != nil {
			return err
		}
		if hidden != nil {
			continue
		}
		c.Waves = append(c.Waves, number)
		in.Each(func(i int) { c.waveOf[feedback.ID(l.table.ID(i))] = number })
	}
	slices.Sort(c.Waves)
	return nil
}

// Texts reads the open answers of some of the corpus' responses, in their order.
// Those that do not belong to it are passed over.
func (c *Corpus) Texts(ctx context.Context, ids []feedback.ID) ([]Written, error) {
	known := make(map[feedback.ID]bool, len(ids)) // of those asked for: the corpus may be a million
	for _, id := range ids {
		known[id] = false
	}
	for _, id := range c.IDs {
		if _, asked := known[id]; asked {
			known[id] = true
		}
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id feedback.ID) bool { return !known[id] })
	at := map[feedback.ID]feedback.Response{}
	for part := range slices.Chunk(ids, batch) {
		list, err := c.service.store.Some(ctx, c.Survey.ID, part)
		if err != nil {
			return nil, fmt.Errorf("read texts: %w", err)
		}
		for _, r := range list {
			at[r.ID] = r
		}
	}
	hide, lang := c.look.veil(), string(c.look.lang())
	var out []Written
	for _, id := range ids {
		for _, name := range c.look.outline.analysed() {
			words := c.look.outline.answerTo(at[id], name)
			if words == "" {
				continue
			}
			q, _ := c.look.outline.question(name)
			out = append(out, Written{
				Response: id, Question: name, Title: q.Title.In(lang), Text: blanked(words, hide), Lang: string(at[id].Language),
				Prior: text.Polarity(q.Prior), Wave: c.waveOf[id],
			})
		}
	}
	return out, nil
}

// WaveOf is the wave of a response; 0 where it may not be told.
func (c *Corpus) WaveOf(id feedback.ID) int { return c.waveOf[id] }

// blanked is the answer with what is hidden blanked out.
func blanked(answer string, hide func(string) []span) string {
	var out []byte
	for _, p := range cut(answer, nil, hide(answer)) {
		out = append(out, p.Text...)
	}
	return string(out)
}

// Mark cuts a text at the words that caused its themes.
func Mark(answer string, because []text.Evidence) []Part { return cut(answer, because, nil) }
