// Settling which of the patterns found count: blockers first, then the longest,
// so that no shorter cue is counted inside it.

package text

// settle removes from s.matches what a blocker covers or a longer match of the
// same sort contains. One pass: matches come by start, the longest first.
func (t *Tagger) settle(s *scratch) {
	kept := s.matches[:0]
	var cue, lex match // the ones reaching furthest so far
	cue.end, lex.end = -1, -1
	cueWild := false
	var blocks []match
	for _, m := range s.matches {
		p := t.pattern(m)
		if m.heard {
			if m.start >= cue.end {
				m.isCue = true
				cue, cueWild = m, false
				kept = append(kept, m)
			}
			continue
		}
		if n := len(kept); n > 0 && p.cue && kept[n-1].heard && kept[n-1].end > m.start {
			kept = kept[:n-1] // spelled right wins over sounds alike
			cue.end = -1
		}
		if p.blocker {
			blocks = append(blocks, m)
		}
		if blocked(t, blocks, m, p) {
			continue
		}
		inCue := m.end <= cue.end && (m.start > cue.start || m.end < cue.end || p.traits.wild && !cueWild)
		inLex := m.end <= lex.end && (m.start > lex.start || m.end < lex.end)
		isCue, isWord := p.cue && !inCue, p.words && !inLex && !inCue
		if !isCue && !isWord {
			continue
		}
		if isCue && m.end > cue.end {
			cue, cueWild = m, p.traits.wild
		}
		if isWord && m.end > lex.end {
			lex = m
		}
		m.isCue, m.isWord = isCue, isWord
		kept = append(kept, m)
	}
	s.matches = kept
}

// blocked tells whether a blocker for this very cue covers the match.
func blocked(t *Tagger, blocks []match, m match, p *pattern) bool {
	for i := len(blocks) - 1; i >= 0 && i >= len(blocks)-4; i-- {
		b := blocks[i]
		if b.han != m.han || m.end > b.end || m.start < b.start {
			continue
		}
		for _, e := range t.pattern(b).entries {
			if e.blocks != "" && e.blocks == p.text && (m.start > b.start || m.end < b.end) {
				return true
			}
		}
	}
	return false
}
