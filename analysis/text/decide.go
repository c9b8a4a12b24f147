// Deciding which themes an answer carries.

package text

import "strings"

// decide v0
func (t *Tagger) decide(in Input, s *scratch, r *Result) {
	if t.nothing[squeeze(s.text.Runes)] {
		whole := false
		for _, m := range s.matches {
			if m.isCue && strings.TrimSpace(squeeze(s.text.Runes[m.start:m.end])) == squeeze(s.text.Runes) {
				whole = true
			}
		}
		if !whole {
			return
		}
	}
	type hit struct{ strong, weak int }
	hits := make([]hit, len(t.book.Themes))
	ev := make([][]Evidence, len(t.book.Themes))
	c := 0
	for c < len(s.clauses) {
		cl := s.clauses[c]
		strong := map[int16]int{}
		weak := map[int16]int{}
		for _, m := range s.matches {
			if !m.isCue || m.start < cl.start || m.start >= cl.end {
				continue
			}
			for _, e := range t.pattern(m).entries {
				if e.theme == none || e.kind != 0 {
					continue
				}
				if e.weak {
					weak[e.theme]++
				} else {
					strong[e.theme]++
				}
				a, b := s.text.Span(in.Text, int(m.start), int(m.end))
				ev[e.theme] = append(ev[e.theme], Evidence{in.Text[a:b], a, b})
			}
		}
		for th, n := range strong {
			hits[th].strong += n
		}
		for th, n := range weak {
			other := false
			for o := range strong {
				if o != th {
					other = true
				}
			}
			if !other {
				hits[th].weak += n
			}
		}
		c++
	}
	for i, h := range hits {
		if h.strong+h.weak > 0 {
			r.Themes = append(r.Themes, Theme{ID: t.book.Themes[i].ID, Confidence: 0.5, Because: ev[i], Origin: OriginRule})
		}
	}
}
