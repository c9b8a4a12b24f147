// Cutting an answer into clauses: at punctuation, at a space between Chinese
// words, and before a contrast ("but", "不过"). Polarity never crosses a
// contrast, and a sentence keeps its topic over its clauses.

package text

import (
	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/normal"
)

// clause is a stretch of runes.
type clause struct {
	start, end int32
	sentence   int32
	contrast   bool  // opens with a contrast
	question   bool  // ends with a question mark
	from, to   int32 // its matches in scratch.matches
	pos, neg   int32 // words of praise and blame
	strain     bool  // complains without naming what is bad
	wish       bool
	themes     int32 // findings in it
	strong     int16 // theme of a strong cue in it: none, one, or many
}

// cutClauses fills s.clauses. Contrast words are already found in s.matches.
func (s *scratch) cutClauses(t *Tagger) {
	s.clauses = s.clauses[:0]
	runes := s.text.Runes
	start, sentence := 0, int32(0)
	contrast, opens := false, s.contrastStarts(t)
	flush := func(end int) {
		if end > start {
			s.clauses = append(s.clauses, clause{start: int32(start), end: int32(end), sentence: sentence, contrast: contrast})
			contrast = false
		}
	}
	next := 0
	for i := 0; i < len(runes); i++ {
		for next < len(opens) && int(opens[next]) < i {
			next++
		}
		if next < len(opens) && int(opens[next]) == i {
			flush(i)
			start, contrast = i, true
		}
		stop, full := border(runes, i)
		if !stop {
			continue
		}
		flush(i)
		if (runes[i] == '?') && len(s.clauses) > 0 {
			s.clauses[len(s.clauses)-1].question = true
		}
		start = i + 1
		if full {
			sentence++
			contrast = false
		}
	}
	flush(len(runes))
}

// border tells whether rune i ends a clause, and whether a whole sentence.
func border(runes []rune, i int) (stop, full bool) {
	switch runes[i] {
	case '.':
		if i > 0 && i+1 < len(runes) && isDigit(runes[i-1]) && isDigit(runes[i+1]) {
			return false, false
		}
		return true, true
	case '!', '?', '\n', ';', '~':
		return true, true
	case ',', ':', '(', ')', '[', ']', '"', '…', '|', '《', '》', '「', '」':
		if runes[i] == ',' && i > 0 && i+1 < len(runes) && isDigit(runes[i-1]) && isDigit(runes[i+1]) {
			return false, false
		}
		return true, false
	case ' ':
		return i > 0 && i+1 < len(runes) && normal.IsHan(runes[i-1]) && normal.IsHan(runes[i+1]), false
	}
	return false, false
}

// contrastStarts lists the places where a contrast word stands, in order.
func (s *scratch) contrastStarts(t *Tagger) []int32 {
	s.opens = s.opens[:0]
	for _, m := range s.matches {
		for _, e := range t.pattern(m).entries {
			if e.kind == lexicon.Contrast && (len(s.opens) == 0 || s.opens[len(s.opens)-1] < m.start) {
				s.opens = append(s.opens, m.start)
			}
		}
	}
	return s.opens
}
