// Findings: every cue of a theme that stands in the answer, with the polarity it
// speaks for.

package text

import (
	"sort"

	"dealervoice/analysis/text/lexicon"
)

// finding is a cue of a theme.
type finding struct {
	pattern    *pattern
	id         int32 // of the pattern, negative on the English side
	start, end int32
	clause     int32
	value      int32 // polarity spoken for, stronger from a cue than from its surroundings
	loose      int32 // index of the bag in scratch.loose, none for a cue as written
	guessed    bool  // a bag, not a cue as written
	heard      bool  // a cue misspelled
	entry      entry
	rated      bool // some word speaks of good or bad
}

// many is more than one theme, where a theme is expected.
const many = -2

// collectFindings lists the cues by clause.
func (t *Tagger) collectFindings(s *scratch) {
	s.found = s.found[:0]
	l := 0
	for c := range s.clauses {
		cl := &s.clauses[c]
		first := l
		for l < len(s.loose) && s.loose[l].clause == int32(c) {
			l++
		}
		t.overrule(s, cl, s.loose[first:l])
		at := len(s.found)
		t.writtenCues(s, int32(c))
		for i := first; i < l; i++ {
			t.looseCue(s, int32(c), int32(i))
		}
		cl.strong = none
		cl.themes = int32(len(s.found) - at)
		for _, f := range s.found[at:] {
			switch {
			case f.entry.weak || f.entry.derived || f.guessed:
			case cl.strong == none || cl.strong == f.entry.theme:
				cl.strong = f.entry.theme
			default:
				cl.strong = many
			}
		}
	}
}

// writtenCues lists the cues that stand as written in clause c.
func (t *Tagger) writtenCues(s *scratch, c int32) {
	cl := &s.clauses[c]
	for i := cl.from; i < cl.to; i++ {
		m := s.matches[i]
		if !m.isCue {
			continue
		}
		p := t.pattern(m)
		for _, e := range p.entries {
			if e.theme == none {
				continue
			}
			f := finding{pattern: p, id: m.pattern, start: m.start, end: m.end, clause: c, entry: e, loose: none, heard: m.heard}
			if !m.han {
				f.id = -1 - m.pattern
			}
			f.value, f.rated = s.speaks(cl, i, e)
			s.found = append(s.found, f)
		}
	}
}

// speaks gives the polarity that the cue at match i speaks for.
func (s *scratch) speaks(cl *clause, i int32, e entry) (value int32, rated bool) {
	mo := s.moods[i]
	value = int32(mo.given)
	switch {
	case e.polarity != Neutral && mo.negated:
		value -= 2 * int32(e.polarity)
	case e.polarity != Neutral:
		value += 2 * int32(e.polarity)
	case mo.absent:
		value -= 2
	}
	rated = value != 0
	if value == 0 && cl.strain {
		value = -1
	}
	return value, rated
}

// overrule takes back the cues that are only parts of a longer one met strewn.
func (t *Tagger) overrule(s *scratch, cl *clause, met []loose) {
	for _, l := range met {
		p := t.loosePattern(l)
		for i := s.firstFrom(cl, l.start); i < cl.to && s.matches[i].start < l.end; i++ {
			m := &s.matches[i]
			if !m.isCue || m.end > l.end || !l.covers(m.start, m.end) {
				continue
			}
			if !sharesTheme(p, t.pattern(*m)) {
				m.isCue = false
			}
		}
	}
}

// firstFrom gives the first match of a clause that starts at a rune or behind it.
func (s *scratch) firstFrom(cl *clause, rune int32) int32 {
	n := sort.Search(int(cl.to-cl.from), func(i int) bool { return s.matches[int(cl.from)+i].start >= rune })
	return cl.from + int32(n)
}

func sharesTheme(p, q *pattern) bool {
	for _, e := range p.entries {
		for _, f := range q.entries {
			if e.theme != none && e.theme == f.theme {
				return true
			}
		}
	}
	return false
}

// covers tells whether a stretch is made of parts of the bag, but not of all.
func (l loose) covers(start, end int32) bool {
	inside := int8(0)
	left, right := false, false
	for _, p := range l.parts[:l.n] {
		if p.start >= start && p.end <= end {
			inside++
		}
		left = left || p.start <= start && start < p.end
		right = right || p.start < end && end <= p.end
	}
	return left && right && inside < l.n
}

func (t *Tagger) loosePattern(l loose) *pattern {
	if l.han {
		return &t.zh.list[l.pattern]
	}
	return &t.en.list[l.pattern]
}

// looseCue lists a bag, unless the same cue stands as written in its place.
func (t *Tagger) looseCue(s *scratch, c, i int32) {
	l := s.loose[i]
	cl := &s.clauses[c]
	for j := s.firstFrom(cl, l.start); j < cl.to && s.matches[j].start < l.end; j++ {
		if m := s.matches[j]; m.isCue && m.han == l.han && m.pattern == l.pattern {
			return
		}
	}
	p := t.loosePattern(l)
	for _, e := range p.entries {
		if e.theme == none || e.derived {
			continue
		}
		f := finding{pattern: p, id: l.pattern, start: l.start, end: l.end, clause: c, entry: e, loose: i, guessed: !l.authored}
		if !l.han {
			f.id = -1 - l.pattern
		}
		switch {
		case e.polarity == Neutral:
			f.value = int32(sign(int(cl.pos - cl.neg)))
		case t.looseNegated(s, cl, l, e.polarity):
			f.value = -2 * int32(e.polarity)
		default:
			f.value = 2 * int32(e.polarity)
		}
		f.rated = f.value != 0
		s.found = append(s.found, f)
	}
}

// looseNegated tells whether a negation that is no part of the bag stands before
// or within it, or praise in it is part of blame (及时 in 不及时).
func (t *Tagger) looseNegated(s *scratch, cl *clause, l loose, p Polarity) bool {
	near := int32(nearChinese)
	if !l.han {
		near = nearEnglish
	}
	negated := false
	for i := s.firstFrom(cl, l.start-near); i < cl.to && s.matches[i].start < l.end; i++ {
		m := s.matches[i]
		if p == Positive && m.isWord && l.turned(m.start, m.end) && t.pattern(m).is(lexicon.Negative) {
			negated = !negated
			continue
		}
		if !m.isWord || m.end > l.end || !t.pattern(m).is(lexicon.Negator) || l.has(m.start, m.end) {
			continue
		}
		negated = !negated
	}
	return negated
}

// turned tells whether a stretch begins before a part of the bag and holds it:
// 不及时 around 及时.
func (l loose) turned(start, end int32) bool {
	for _, p := range l.parts[:l.n] {
		if start < p.start && p.end <= end {
			return true
		}
	}
	return false
}

// has tells whether a stretch touches a part of the bag.
func (l loose) has(start, end int32) bool {
	for _, p := range l.parts[:l.n] {
		if p.start < end && start < p.end {
			return true
		}
	}
	return false
}
