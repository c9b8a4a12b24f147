// Learning from answers that people tagged: the codebook's findings become hints
// to a trained model, which then decides.

package text

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/model"
)

// Example is an answer with the themes that a person gave it.
type Example struct {
	Text, Lang string
	Themes     []Given
	Unknown    bool // nobody judged it: while few answers are judged, its words help
}

// Given is a theme that a person gave. Rated tells whether a polarity was given
// with it.
type Given struct {
	ID       string
	Polarity Polarity
	Rated    bool
}

// seed of every random choice in a training: the same examples always give the
// same model.
const seed = 20240229

// judgedOf parts the examples from the answers that nobody judged.
func judgedOf(examples []Example) (judged, unknown []Example) {
	for _, e := range examples {
		if e.Unknown {
			unknown = append(unknown, e)
		} else {
			judged = append(judged, e)
		}
	}
	return judged, unknown
}

// Train makes a tagger that learned from examples. The codebook may be nil: then
// the themes are those of the examples. Themes that the codebook lacks are added
// to it without cues.
func Train(book *codebook.Book, examples []Example) (*Tagger, error) {
	examples, unknown := judgedOf(examples)
	if len(examples) == 0 {
		return nil, errors.New("train tagger: no examples")
	}
	t, err := New(extended(book, examples))
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, id := range t.book.IDs() {
		at[id] = i
	}
	rows := make([]model.Row, len(examples))
	silent, claimed := 0, 0
	s := pool.Get().(*scratch)
	defer s.release()
	for i, e := range examples {
		rows[i].Answer = t.answer(e.Text, s)
		for _, g := range e.Themes {
			rows[i].Themes = append(rows[i].Themes, at[g.ID])
		}
		if t.nothing[squeeze(s.text.Runes)] {
			if len(e.Themes) > 0 {
				claimed++
			} else {
				silent++
			}
		}
	}
	unjudged := make([]model.Answer, len(unknown))
	for i, e := range unknown {
		unjudged[i] = t.answer(e.Text, s)
	}
	t.learned = model.Train(rows, model.Options{Themes: len(t.book.Themes), Seed: seed, Pool: unjudged})
	t.nothingCounts = claimed > silent
	t.judge = t.trainJudge(examples, rows, s)
	t.sign()
	return t, nil
}

// Learned encodes what a tagger learned, to be stored beside its codebook; nil for
// a tagger that only has its codebook.
func (t *Tagger) Learned() ([]byte, error) {
	if t.learned == nil {
		return nil, nil
	}
	out := []byte{0}
	if t.nothingCounts {
		out[0] = 1
	}
	for _, m := range []*model.Model{t.learned, t.judge} {
		if m == nil {
			continue
		}
		data, err := m.Bytes()
		if err != nil {
			return nil, err
		}
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(data))), data...)
	}
	return out, nil
}

var errLearned = errors.New("load tagger: these bytes are not what Learned gave for this codebook")

// Load makes a tagger of a codebook and what was learned with it.
func Load(book *codebook.Book, learned []byte) (*Tagger, error) {
	t, err := New(book)
	if err != nil || len(learned) == 0 {
		return t, err
	}
	t.nothingCounts = learned[0] == 1
	var models []*model.Model
	for rest := learned[1:]; len(rest) > 0; {
		if len(rest) < 4 || int(binary.BigEndian.Uint32(rest)) > len(rest)-4 || len(models) == 2 {
			return nil, errLearned
		}
		n := int(binary.BigEndian.Uint32(rest))
		m, err := model.Load(rest[4 : 4+n])
		if err != nil {
			return nil, fmt.Errorf("load tagger: %w", err)
		}
		models, rest = append(models, m), rest[4+n:]
	}
	if len(models) == 0 || models[0].Themes != len(book.Themes) || len(models) == 2 && models[1].Themes != polarities {
		return nil, errLearned
	}
	t.learned = models[0]
	if len(models) == 2 {
		t.judge = models[1]
	}
	t.sign()
	return t, nil
}

// sign puts what was learned into the tagger's version.
func (t *Tagger) sign() {
	t.hash += "-" + t.learned.Hash()
	if t.judge != nil {
		t.hash += "-" + t.judge.Hash()
	}
}

// Book gives the codebook with the themes that examples added.
func (t *Tagger) Book() *codebook.Book { return t.book }

// extended is the codebook with the themes that only the examples name.
func extended(book *codebook.Book, examples []Example) *codebook.Book {
	const group = "examples"
	out := codebook.Book{Schema: codebook.Schema, Version: "1"}
	if book != nil {
		out = *book
	}
	known := map[string]bool{}
	for _, id := range out.IDs() {
		known[id] = true
	}
	var added []string
	for _, e := range examples {
		for _, g := range e.Themes {
			if !known[g.ID] {
				known[g.ID] = true
				added = append(added, g.ID)
			}
		}
	}
	if len(added) == 0 {
		return &out
	}
	slices.Sort(added)
	out.Themes = slices.Clone(out.Themes)
	if !slices.ContainsFunc(out.Groups, func(g codebook.Group) bool { return g.ID == group }) {
		out.Groups = append(slices.Clone(out.Groups), codebook.Group{ID: group, ZH: group, EN: group})
	}
	for _, id := range added {
		out.Themes = append(out.Themes, codebook.Theme{ID: id, Parent: group, ZH: id, EN: id, Unnamed: true})
	}
	return &out
}

// minHint is the least confidence of a rule that is a hint; cueHint says that there
// is a cue at all, however sure.
const (
	minHint = 0.1
	cueHint = 0.5
)

// answer readies an answer for the model: looked over by the rules, and copied out
// of the working memory.
func (t *Tagger) answer(s string, w *scratch) model.Answer {
	w.text.Set(s)
	a := t.view(w)
	a.Runes, a.Words, a.Tokens = slices.Clone(a.Runes), slices.Clone(a.Words), slices.Clone(a.Tokens)
	a.Hints = slices.Clone(a.Hints)
	return a
}

// view is the answer in the working memory as the model sees it: its words, and as
// hints how sure the rules are of each theme and whether it has a cue.
func (t *Tagger) view(s *scratch) model.Answer {
	t.look(s)
	n := len(t.book.Themes)
	s.hints = append(s.hints[:0], make([]float32, 2*n)...)
	c := s.company()
	for i := range s.rows {
		r := &s.rows[i]
		if p := confidence(r.features(s, c)); p >= minHint {
			s.hints[r.theme] = float32(p)
		}
		if !r.wordsOnly {
			s.hints[n+int(r.theme)] = cueHint
		}
	}
	return model.Answer{Runes: s.text.Runes, Words: s.zh, Tokens: s.tokens, Hints: s.hints}
}

// decideLearned fills the result by the model.
func (t *Tagger) decideLearned(in Input, s *scratch, r *Result) {
	a := t.view(s)
	if t.empty(s) && !t.nothingCounts || strings.TrimSpace(string(s.text.Runes)) == "" {
		return
	}
	a.Read(&s.learn)
	p := slices.Clone(t.learned.Score(&a, &s.learn))
	for _, x := range p {
		r.Doubt = max(r.Doubt, doubt(x, t.learned.Threshold))
	}
	o := t.overview(s)
	given := t.learned.Given(p)
	if t.judge != nil {
		t.attend(s, &a, given)
		t.judge.Begin(&s.learn)
	}
	for at, theme := range given {
		row := s.row(int16(theme))
		th := Theme{ID: t.book.Themes[theme].ID, Confidence: p[theme], Origin: OriginModel, Polarity: row.polarity(s, o, in.Prior)}
		if t.judge != nil {
			th.Polarity = t.judged(s, a, question{at, theme, in.Prior})
		}
		if row.wordsOnly {
			th.Because = t.why(s, &a, theme, in.Text)
		} else {
			th.Because = t.because(s, row, in.Text)
		}
		if len(th.Because) == 0 {
			continue
		}
		r.Themes = append(r.Themes, th)
	}
	slices.SortStableFunc(r.Themes, func(a, b Theme) int { return cmp.Compare(b.Confidence, a.Confidence) })
	r.Sentiment = o.sentiment(r.Themes, in.Prior)
}

// row is what the rules found for a theme; one without cues if they found nothing.
func (s *scratch) row(theme int16) *tally {
	if at := s.order[theme]; at > 0 {
		return &s.rows[at-1]
	}
	return &tally{theme: theme, wordsOnly: true}
}

// maxWhy bounds the words shown for a theme that no cue stands for.
const maxWhy = 3

// why shows the words that spoke most for a theme in the model; where none did,
// the answer as a whole is shown.
func (t *Tagger) why(s *scratch, a *model.Answer, theme int, answer string) []Evidence {
	s.spans = s.spans[:0]
	for _, w := range t.learned.Why(&s.learn, theme) {
		if len(s.spans) == maxWhy {
			break
		}
		s.spans = append(s.spans, place{start: int32(w.Start), end: int32(w.End)})
	}
	if len(s.spans) == 0 {
		s.spans = append(s.spans, place{end: int32(len(a.Runes))})
	}
	return s.shown(answer)
}
