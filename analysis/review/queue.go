package review

// Which answer teaches most.

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// The proportions of the queue: the first judged answers are all drawn at random,
// later ones one in heldOneIn (notes: 40 chosen and 10 random of each 50).
const firstRandom = 50

// poolSize bounds how many answers are weighed at once, and freshFor for how long
// their order is believed.
const (
	poolSize = 2000
	freshFor = 2 * time.Minute
)

// pool is the answers of a survey that wait, in the order in which they teach.
type pool struct {
	made   time.Time
	tagger string
	chosen []waiting // doubtful first
	random []waiting // held back, in their random order
	total  int       // open answers that may be judged
	all    map[Handle]waiting
}

// poolKey tells pools apart: by what their viewers may read, and how it is titled.
type poolKey struct {
	survey survey.ID
	scope  access.Scope
	lang   language.Tag
}

// mostPools bounds the pools kept in memory.
const mostPools = 32

// waiting is an answer with what the tagger says of it.
type waiting struct {
	key   Key
	text  analysis.Written
	found text.Result
	score float64
	said  int // the number of the verdict that no longer tells its themes; 0 if nobody judged it
}

// look opens the texts of a survey for somebody who may judge.
func (s *Service) look(ctx context.Context, v access.Viewer, slug string) (*analysis.Corpus, coding.InUse, error) {
	if !v.May(access.CodebookEdit) {
		return nil, coding.InUse{}, fault.Forbidden("fault.forbidden")
	}
	c, err := s.Corpora.Corpus(ctx, v, slug)
	if err != nil {
		return nil, coding.InUse{}, err
	}
	now, err := s.Books.Using(ctx)
	return c, now, err
}

// pool gives the answers that wait in a survey, weighed anew when the tagger is
// another one or the order has become old.
func (s *Service) pool(ctx context.Context, v access.Viewer, c *analysis.Corpus, now coding.InUse) (*pool, error) {
	key := poolKey{c.Survey.ID, v.Scope, v.Language}
	s.mu.Lock()
	p := s.pools[key]
	s.mu.Unlock()
	if p != nil && p.tagger == now.Tagger.Version() && s.Calendar.Clock().Sub(p.made) < freshFor {
		return p, nil
	}
	settled, err := s.Store.Settled(ctx, c.Survey.ID)
	if err != nil {
		return nil, err
	}
	if p, err = fill(ctx, c, now, settled); err != nil {
		return nil, err
	}
	p.made = s.Calendar.Clock()
	s.mu.Lock()
	if len(s.pools) > mostPools {
		clear(s.pools)
	}
	s.pools[key] = p
	s.mu.Unlock()
	return p, nil
}

// fill reads and weighs the answers of a survey that nobody has settled. Of large
// surveys it takes those that come first in the corpus' order, which is random.
func fill(ctx context.Context, c *analysis.Corpus, now coding.InUse, settled []Settled) (*pool, error) {
	p := &pool{tagger: now.Tagger.Version(), all: map[Handle]waiting{}}
	said, seen := map[Key]Settled{}, map[string]bool{}
	judged := map[string]int{}
	for _, st := range settled {
		said[st.Key()] = st
		for _, l := range renamed(now.Version.Book, st.Themes) {
			judged[l.Theme]++
		}
		if len(st.Themes) == 0 {
			judged[""]++
		}
	}
	carrier := coding.NewCarrier(now.Version.Book)
	// Twice the pool, since some of them are settled.
	texts, err := c.Texts(ctx, c.IDs[:min(len(c.IDs), poolSize+len(settled))])
	if err != nil {
		return nil, err
	}
	p.total = len(texts)
	for _, w := range texts {
		key := Key{c.Survey.ID, w.Response, w.Question}
		found := now.Tagger.Tag(text.Input{Text: w.Text, Lang: w.Lang, Prior: w.Prior})
		one := waiting{key: key, text: w, found: found, score: doubt(w.Text, found) * rarity(found, judged)}
		p.all[key.Handle()] = one
		same := folded(w.Text)
		st, done := said[key]
		if done { // a theme of which nobody knows what it became is judged again
			one.said = st.Number
			if _, done, err = carried(carrier, w, st.Themes); err != nil {
				return nil, err
			}
		}
		switch {
		case done:
			seen[same] = true
		case key.Held():
			p.random = append(p.random, one)
		default:
			p.chosen = append(p.chosen, one)
		}
	}
	// The same words twice teach nothing; of those held back none is left out, or
	// they would be no random sample any more.
	p.chosen = slices.DeleteFunc(p.chosen, func(w waiting) bool {
		same := folded(w.text.Text)
		twice := seen[same]
		seen[same] = true
		return twice
	})
	slices.SortFunc(p.random, func(a, b waiting) int { return cmp.Compare(a.key.lot(), b.key.lot()) })
	p.chosen = varied(p.chosen)
	return p, nil
}

// folded is an answer as it is compared with others: without blanks, case and
// marks.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\n,.;:!?，。；：！？、…~～", r) {
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// short is up to how many characters an answer without theme is likely to have
// none.
const short = 4

// hidden is the least doubt of an answer without any theme: it may be about
// something that no theme knows.
const hidden = 0.5

// doubt is how unsure the tagger is of an answer, from 0 to 1.
func doubt(answer string, found text.Result) float64 {
	d := found.Doubt
	if len(found.Themes) == 0 && utf8.RuneCountInString(answer) > short {
		d = max(d, hidden)
	}
	return 0.05 + 0.95*d
}

// rarity is higher for themes of which few answers were judged.
func rarity(found text.Result, judged map[string]int) float64 {
	if len(found.Themes) == 0 {
		return 1 / math.Sqrt(1+float64(judged[""])/3)
	}
	sum := 0.0
	for _, t := range found.Themes {
		sum += 1 / math.Sqrt(1+float64(judged[t.ID])/3)
	}
	return sum / float64(len(found.Themes))
}

// atOnce is how many answers are put into a varied order; variety is what an
// answer is worth after one of the same themes.
const (
	atOnce  = 120
	variety = 0.7
)

// varied orders the answers by what they teach: after one of some themes others of
// the same are worth less.
func varied(list []waiting) []waiting {
	slices.SortStableFunc(list, func(a, b waiting) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.key.lot(), b.key.lot()))
	})
	met := map[string]float64{}
	worth := func(w waiting) float64 {
		f := met[themesOf(w)]
		if f == 0 {
			f = 1
		}
		return w.score * f
	}
	for i := 0; i < min(atOnce, len(list)); i++ {
		best := i
		for j := i + 1; j < len(list) && list[j].score > worth(list[best]); j++ {
			if worth(list[j]) > worth(list[best]) {
				best = j
			}
		}
		w := list[best]
		copy(list[i+1:best+1], list[i:best])
		list[i] = w
		if met[themesOf(w)] == 0 {
			met[themesOf(w)] = 1
		}
		met[themesOf(w)] *= variety
	}
	return list
}

// themesOf names the set of themes of an answer.
func themesOf(w waiting) string {
	var out []string
	for _, l := range labels(w.found.Themes) {
		out = append(out, l.Theme)
	}
	return strings.Join(out, " ")
}

// Progress is how far a survey's answers are judged.
type Progress struct {
	Settled int // answers that people have judged
	Held    int // of these, drawn at random
	Total   int // open answers that may be judged, of those weighed
}

// next picks the answer that the coder is to judge; false if none waits.
func (s *Service) next(p *pool, coder string, settled map[Key]int, at Progress) (waiting, bool) {
	first, second := p.chosen, p.random
	if chosen := at.Settled - at.Held; at.Held < firstRandom || (at.Held-firstRandom)*(heldOneIn-1) < chosen {
		first, second = second, first
	}
	for _, list := range [][]waiting{first, second} {
		for _, w := range list {
			if settled[w.key] == w.said && s.free(w.key, coder) {
				return w, true
			}
		}
	}
	return waiting{}, false
}

// progress counts what is settled in a survey, and gives the number of the verdict
// that settled each answer.
func (s *Service) progress(ctx context.Context, id survey.ID) (Progress, map[Key]int, error) {
	settled, err := s.Store.Settled(ctx, id)
	if err != nil {
		return Progress{}, nil, fmt.Errorf("list settled answers: %w", err)
	}
	out, done := Progress{Settled: len(settled)}, map[Key]int{}
	for _, st := range settled {
		done[st.Key()] = st.Number
		if st.Held {
			out.Held++
		}
	}
	return out, done, nil
}
