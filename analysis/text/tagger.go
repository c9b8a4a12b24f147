// The tagger: a codebook made ready for matching, and the way of an answer
// through it.

package text

import (
	"fmt"
	"strings"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
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
}

// New makes a tagger of a sound codebook.
func New(book *codebook.Book) (*Tagger, error) {
	if bad := book.Check(); len(bad) > 0 {
		return nil, fmt.Errorf("make tagger: %w", fault.Invalid(bad...))
	}
	t := &Tagger{book: book, hash: book.Hash()}
	t.zh = collect(book, "zh", chineseForm)
	t.en = collect(book, "en", englishForm)
	t.runes = newRuneTrie(t.zh)
	t.phrases = newPhraseTrie(t.en)
	t.segmenter = segment.New(segmentWords(t.zh))
	t.zhBags = newBags(t.zh, "zh", chineseParts(t.segmenter))
	t.enBags = newBags(t.en, "en", englishParts())
	t.affinity = newAffinity(t)
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
	t.decide(in, s, &result)
	return result
}

// language is the script that most of the answer is written in: Chinese if a
// fifth of its letters are Chinese characters, for each is worth a word.
func language(runes []rune, said string) string {
	han, latin := 0, 0
	for _, r := range runes {
		switch {
		case normal.IsHan(r):
			han++
		case r >= 'a' && r <= 'z':
			latin++
		}
	}
	switch {
	case han == 0 && latin == 0:
		if strings.HasPrefix(strings.ToLower(said), "en") {
			return "en"
		}
		return "zh"
	case han*5 >= han+latin:
		return "zh"
	}
	return "en"
}

// scan fills s.matches with every pattern that stands in the answer, by start,
// the longest first.
func (t *Tagger) scan(s *scratch) {
	runes := s.text.Runes
	s.zh = t.segmenter.Cut(runes, &s.cut)
	s.edges = append(s.edges[:0], make([]bool, len(runes)+1)...)
	s.wordAt = s.wordAt[:0]
	for i, w := range s.zh {
		s.edges[w.Start] = true
		for j := w.Start; j < w.End; j++ {
			s.wordAt = append(s.wordAt, int32(i))
		}
	}
	s.edges[len(runes)] = true
	s.tokens = english.Tokens(runes, s.tokens[:0])
	s.words(t)
	zh := t.runes.find(runes, s.other[:0])
	kept := zh[:0]
	for _, m := range zh {
		if s.wholeWords(runes, m) {
			kept = append(kept, m)
		}
	}
	s.other = zh
	s.phrased = t.phrases.find(s.en, s.phrased[:0])
	s.guessed = t.ear.find(s, t.zh, s.guessed[:0])
	s.written = merge(kept, s.phrased, s.written[:0])
	s.matches = merge(s.written, s.guessed, s.matches[:0])
}

// merge joins two lists of matches, each by start and the longest first.
func merge(a, b, into []match) []match {
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if j == len(b) || i < len(a) && (a[i].start < b[j].start || a[i].start == b[j].start && a[i].end >= b[j].end) {
			into = append(into, a[i])
			i++
		} else {
			into = append(into, b[j])
			j++
		}
	}
	return into
}

// wholeWords tells whether a Chinese match keeps to the borders of words.
func (s *scratch) wholeWords(runes []rune, m match) bool {
	n := m.end - m.start
	if n >= 3 {
		return true
	}
	left, right := s.edges[m.start], s.edges[m.end]
	if left && right {
		return true
	}
	if n == 1 {
		return false
	}
	// inside one longer word it keeps its sense; across two words it has none
	for i := m.start + 1; i < m.end; i++ {
		if s.edges[i] {
			return false
		}
	}
	return true
}

// words readies the English side.
func (s *scratch) words(t *Tagger) {
	s.en, s.ids = s.en[:0], s.ids[:0]
	runes := s.text.Runes
	for i, tok := range s.tokens {
		first := len(s.ids)
		s.ids, s.forms = t.phrases.wordIDs(tok.Word, s.forms, s.ids)
		w := word{start: int32(tok.Start), end: int32(tok.End), ids: s.ids[first:len(s.ids):len(s.ids)], filler: t.fillers[tok.Word]}
		if i+1 < len(s.tokens) {
			w.glued = glued(runes, tok.End, s.tokens[i+1].Start)
		}
		s.en = append(s.en, w)
	}
}

// glued tells whether two words belong to one phrase: nothing but blanks,
// hyphens, slashes or quotes between them.
func glued(runes []rune, from, to int) bool {
	if to-from > 3 {
		return false
	}
	for i := from; i < to; i++ {
		switch runes[i] {
		case ' ', '-', '/', '\'', '"', '&':
		default:
			return false
		}
	}
	return true
}

// look fills s.rows with what speaks for each theme; false if the answer says
// that there is nothing to say.
func (t *Tagger) look(s *scratch) bool {
	s.own(t)
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
	s.most = t.measure(s)
	t.addNearest(s, s.most)
	return true
}
