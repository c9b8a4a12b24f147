// Scanning: one pass over an answer for every pattern, Chinese and English.

package text

import "dealervoice/analysis/text/english"

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
