// The tagger: a codebook made ready for matching, and the way of an answer
// through it.

package text

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/model"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
	"dealervoice/analysis/text/trade"
	"dealervoice/survey/fault"
)

// Tagger finds a codebook's themes. It never changes after New.
type Tagger struct {
	book *codebook.Book
	hash string

	zh, en    *patterns
	runes     *runeTrie
	phrases   *phraseTrie
	segmenter *segment.Segmenter
	fillers   map[string]bool
	nothing   map[string]bool
	zhBags    *bags
	enBags    *bags
	affinity  *affinity
	dull      map[string]bool
	ear       *ear

	learned       *model.Model // none for a codebook alone
	judge         *model.Model // of polarity; none without rated examples
	nothingCounts bool         // examples gave themes to answers that say nothing
}

// New makes a tagger of a sound codebook.
func New(book *codebook.Book) (*Tagger, error) {
	if !isProduct(book) {
		return build(book)
	}
	t, err := own()
	if err != nil {
		return nil, err
	}
	shared := *t // what is learned beside it is each one's own
	shared.book = book
	return &shared, nil
}

func build(book *codebook.Book) (*Tagger, error) {
	if bad := book.Check(); len(bad) > 0 {
		return nil, fmt.Errorf("make tagger: %w", fault.Invalid(bad...))
	}
	wide := trade.Widen(book)
	t := &Tagger{book: book, hash: wide.Hash()}
	t.zh = collect(wide, "zh", chineseForm)
	t.en = collect(wide, "en", englishForm)
	t.runes = newRuneTrie(t.zh)
	t.phrases = newPhraseTrie(t.en)
	t.segmenter = segment.New(segmentWords(t.zh))
	t.zhBags = newBags(t.zh, "zh", chineseParts(t.segmenter))
	t.enBags = newBags(t.en, "en", englishParts())
	t.affinity = newAffinity(t, wide)
	t.dull = dullWords()
	t.ear = newEar(t.zh)
	t.fillers = fillers()
	t.nothing = nothing()
	return t, nil
}

// segmentWords are the cues that the segmenter takes for words: those of two
// characters; longer ones it cuts, so that they can be met strewn.
func segmentWords(p *patterns) []string {
	var words []string
	for _, pat := range p.list {
		if n := len([]rune(pat.text)); pat.cue && n == 2 {
			words = append(words, pat.text)
		}
	}
	return words
}

func fillers() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("the a an my our your their his her its this that these those very so too really quite just always even still all any some more of to") {
		m[w] = true
	}
	return m
}

func nothing() map[string]bool {
	m := map[string]bool{}
	for _, w := range lexicon.Of("zh")[lexicon.Nothing] {
		m[normal.String(w)] = true
	}
	for _, w := range lexicon.Of("en")[lexicon.Nothing] {
		m[squeeze([]rune(normal.String(w)))] = true
	}
	return m
}

// squeeze keeps the letters and digits of an answer, words apart by one space.
func squeeze(runes []rune) string {
	var b strings.Builder
	gap := false
	for _, r := range runes {
		switch {
		case normal.IsHan(r):
			b.WriteRune(r)
			gap = false
		case english.IsWord(r) || r == '\'':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			if r != '\'' {
				b.WriteRune(r)
			}
			gap = false
		default:
			gap = true
		}
	}
	return b.String()
}

// Version identifies what decides this tagger's tags; it is stored with them.
func (t *Tagger) Version() string { return t.hash }

func (t *Tagger) pattern(m match) *pattern {
	if m.han {
		return &t.zh.list[m.pattern]
	}
	return &t.en.list[m.pattern]
}

// Tag finds the themes of one answer.
func (t *Tagger) Tag(in Input) Result {
	s := pool.Get().(*scratch)
	defer s.release()
	s.text.Set(in.Text)
	result := Result{Themes: []Theme{}, Sentiment: SentimentNeutral, Lang: language(s.text.Runes, in.Lang)}
	if t.learned != nil {
		t.decideLearned(in, s, &result)
	} else {
		t.decide(in, s, &result)
	}
	return result
}

// language is what most of the answer is written in: Chinese if it has as many
// Chinese characters as other words.
func language(runes []rune, said string) string {
	han, words := 0, 0
	for i, r := range runes {
		switch {
		case normal.IsHan(r):
			han++
		case english.IsWord(r) && !isDigit(r) && (i == 0 || !english.IsWord(runes[i-1])):
			words++
		}
	}
	switch {
	case han == 0 && words == 0:
		if strings.HasPrefix(strings.ToLower(said), "en") {
			return "en"
		}
		return "zh"
	case han >= words:
		return "zh"
	}
	return "en"
}

// look fills s.rows with what speaks for each theme; false if the answer says
// that there is nothing to say.
func (t *Tagger) look(s *scratch) bool {
	s.own(t)
	s.found, s.loose, s.near = s.found[:0], s.loose[:0], s.near[:0]
	s.rows, s.order = s.rows[:0], append(s.order[:0], make([]int32, len(t.book.Themes))...)
	t.scan(s)
	t.bridge(s)
	t.settle(s)
	s.cutClauses(t)
	t.spread(s)
	if t.empty(s) {
		return false
	}
	t.strew(s)
	t.collectFindings(s)
	t.tallies(s)
	t.addNearest(s, t.measure(s))
	return true
}

// products is the product's codebook, and own its tagger, made once: most
// installations begin with it, and it never changes.
var (
	products = sync.OnceValues(trade.Book)
	file     = sync.OnceValue(func() []byte {
		var out bytes.Buffer
		if book, err := products(); err != nil || book.Write(&out) != nil {
			return nil
		}
		return out.Bytes()
	})
	own = sync.OnceValues(func() (*Tagger, error) {
		book, err := products()
		if err != nil {
			return nil, err
		}
		return build(book)
	})
)

// isProduct tells whether a book is the product's own, to the letter.
func isProduct(book *codebook.Book) bool {
	product, err := products()
	if err != nil || len(book.Themes) != len(product.Themes) || book.Version != product.Version {
		return false
	}
	var out bytes.Buffer
	return book.Write(&out) == nil && bytes.Equal(out.Bytes(), file())
}
