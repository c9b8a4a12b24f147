// The words that caused a theme, as the respondent wrote them.

package text

import (
	"cmp"
	"slices"
	"strings"
)

// maxBecause bounds the evidence of one theme: enough to be believed.
const maxBecause = 8

// because lists the stretches of the answer that speak for a theme, in order.
// Overlapping ones are joined; the parts of a cue met strewn stand apart.
func (t *Tagger) because(s *scratch, row *tally, answer string) []Evidence {
	s.spans = s.spans[:0]
	for i := range s.found {
		f := &s.found[i]
		switch {
		case f.entry.theme != row.theme:
		case f.loose == none:
			s.spans = append(s.spans, place{start: f.start, end: f.end})
		default:
			l := &s.loose[f.loose]
			for _, p := range l.parts[:l.n] {
				s.spans = append(s.spans, place{start: p.start, end: p.end})
			}
		}
	}
	if row.wordsOnly {
		t.telling(s, row.theme)
	}
	return s.shown(answer)
}

// shown turns s.spans into evidence, overlapping ones joined.
func (s *scratch) shown(answer string) []Evidence {
	slices.SortFunc(s.spans, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	list := make([]Evidence, 0, min(len(s.spans), maxBecause))
	for i := 0; i < len(s.spans) && len(list) < maxBecause; {
		joined := s.spans[i]
		for i++; i < len(s.spans) && s.spans[i].start < joined.end; i++ {
			joined.end = max(joined.end, s.spans[i].end)
		}
		start, end := s.text.Span(answer, int(joined.start), int(joined.end))
		list = append(list, Evidence{Words: strings.ToValidUTF8(answer[start:end], ""), Start: start, End: end})
	}
	return list
}

// telling adds the words that speak most for a theme without being a cue.
func (t *Tagger) telling(s *scratch, theme int16) {
	const most = 3
	type told struct {
		at     place
		weight float32
	}
	var best []told
	note := func(start, end int, list []share) {
		for _, x := range list {
			if x.theme == theme {
				best = append(best, told{place{start: int32(start), end: int32(end)}, x.weight})
			}
		}
	}
	for _, w := range s.zh {
		note(w.Start, w.End, t.affinity.words[string(s.text.Runes[w.Start:w.End])])
	}
	for _, tok := range s.tokens {
		if !t.dull[tok.Word] {
			note(tok.Start, tok.End, t.affinity.words[tok.Word])
		}
	}
	slices.SortStableFunc(best, func(a, b told) int { return cmp.Compare(b.weight, a.weight) })
	for _, b := range best[:min(len(best), most)] {
		s.spans = append(s.spans, b.at)
	}
}
