// Who is praised or blamed for what: words of sentiment with their negation,
// given to the nearest cue of their clause.

package text

import "dealervoice/analysis/text/lexicon"

// mood is what one match contributes or receives.
type mood struct {
	value   int8 // of the match itself as a word of sentiment, after negation
	given   int8 // received from words of sentiment nearby
	negated bool // a negation stands before the match
	absent  bool // "no", "lack of" right before a topic
}

func (p *pattern) is(kind lexicon.Kind) bool {
	for _, e := range p.entries {
		if e.kind == kind {
			return true
		}
	}
	return false
}

// spread places the matches in their clauses, applies negation and hands every
// word of sentiment to the nearest cue.
func (t *Tagger) spread(s *scratch) {
	s.moods = append(s.moods[:0], make([]mood, len(s.matches))...)
	m := 0
	for c := range s.clauses {
		cl := &s.clauses[c]
		for m < len(s.matches) && s.matches[m].start < cl.start {
			m++
		}
		cl.from = int32(m)
		for m < len(s.matches) && s.matches[m].start < cl.end {
			m++
		}
		cl.to = int32(m)
		t.weigh(s, cl)
		t.give(s, cl)
	}
}

// weigh values the words of sentiment of a clause.
func (t *Tagger) weigh(s *scratch, cl *clause) {
	for i := cl.from; i < cl.to; i++ {
		m := &s.matches[i]
		p := t.pattern(*m)
		mo := &s.moods[i]
		mo.negated, mo.absent = t.negation(s, cl, i)
		if !m.isWord {
			continue
		}
		for _, e := range p.entries {
			switch e.kind {
			case lexicon.Positive:
				mo.value = 1
			case lexicon.Negative:
				mo.value = -1
			case lexicon.Strain:
				cl.strain = true
			case lexicon.Suggestion:
				cl.wish = true
			case lexicon.Negator:
				cl.strain = true
			}
		}
		if mo.negated {
			mo.value = -mo.value
		}
		switch {
		case mo.value > 0:
			cl.pos++
		case mo.value < 0:
			cl.neg++
		}
	}
}

// How far a negation reaches: characters for Chinese, the letters of about four
// words for English.
const (
	nearChinese = 3
	farChinese  = 9
	nearEnglish = 12
	farEnglish  = 28
)

// negation looks back from match i of a clause for what negates it.
func (t *Tagger) negation(s *scratch, cl *clause, i int32) (negated, absent bool) {
	at := s.matches[i].start
	for j := i - 1; j >= cl.from && j >= i-8; j-- {
		m := s.matches[j]
		p := t.pattern(m)
		if m.end > at {
			continue
		}
		gap := at - m.end
		if !m.isWord || !p.is(lexicon.Negator) {
			if p.polar || p.traits.evaluative {
				break
			}
			continue
		}
		near, far := int32(nearChinese), int32(farChinese)
		if !m.han {
			near, far = nearEnglish, farEnglish
		}
		single := m.han && m.end-m.start == 1
		if gap <= near || !single && gap <= far {
			negated = !negated
			absent = absent || gap <= 1 && p.text != "不" && p.text != "非" && p.text != "别" && p.text != "not"
		}
	}
	return negated, absent
}

// give hands each word of sentiment to the nearest cue: in Chinese rather to
// one before it (topic, then comment).
func (t *Tagger) give(s *scratch, cl *clause) {
	last := int32(none)
	next := cl.from
	for i := cl.from; i < cl.to; i++ {
		m := s.matches[i]
		if m.isCue {
			last = i
		}
		v := s.moods[i].value
		if v == 0 {
			continue
		}
		if m.isCue {
			s.moods[i].given += v
			continue
		}
		for next < cl.to && (next <= i || !s.matches[next].isCue) {
			next++
		}
		to := last
		if next < cl.to && (last == none || s.matches[next].start-m.end+backward(m) < m.start-s.matches[last].end) {
			to = next
		}
		if to != none {
			s.moods[to].given += v
		}
	}
}

func backward(m match) int32 {
	if m.han {
		return 4
	}
	return 0
}
