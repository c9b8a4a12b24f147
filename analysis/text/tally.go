// Tallies: all that speaks for one theme in one answer.

package text

import "math"

// tally sums the findings of one theme.
type tally struct {
	theme       int16
	hits        int  // stretches of the answer with a cue
	cues        int  // cues met in them
	strong      bool // a cue that is not weak
	polar       bool // a cue that carries polarity
	unrivalled  bool // a cue in a clause without strong cues of other themes
	specific    bool // a cue that is not merely evaluative
	exact       bool // a cue without "*"
	own         bool // a cue that no other theme has
	rare        bool // a cue that is no everyday word
	phrase      bool // a cue of several words
	rated       bool // a word of sentiment belongs to it
	plain       bool // a cue outside questions
	clauseAlone bool // a clause of its own
	head        bool // a cue that does not just qualify the next one
	written     bool // a cue that stands as written, with its gaps
	whole       bool // a cue that stands as written, without gaps
	spelled     bool // a cue spelled right
	original    bool // a cue of the book, not one derived from it
	han         bool
	wordsOnly   bool // no cue, only words of cues
	rank        float64
	runes       float64
	frequency   float64
	first       int32            // rune of the first cue
	clause      int32            // its clause
	spans       [keptSpans]place // of the latest hits
	value       int32
	last        Polarity
}

// tallies sums the findings by theme into s.rows, in the order of the text.
func (t *Tagger) tallies(s *scratch) {
	for i := range s.found {
		f := &s.found[i]
		at := s.order[f.entry.theme]
		if at == 0 {
			s.rows = append(s.rows, tally{theme: f.entry.theme, rank: 1, first: f.start, clause: f.clause, frequency: 9})
			at = int32(len(s.rows))
			s.order[f.entry.theme] = at
		}
		r := &s.rows[at-1]
		r.add(f, &s.clauses[f.clause])
		r.head = r.head || !s.qualifies(i)
	}
}

// qualifies tells whether the cue stands right before one of another theme, as
// the first of two nouns does.
func (s *scratch) qualifies(i int) bool {
	f := &s.found[i]
	for j := i + 1; j < len(s.found) && j < i+8; j++ {
		g := &s.found[j]
		if g.start < f.end || g.loose != none || g.clause != f.clause {
			continue
		}
		gap := g.start - f.end
		return g.entry.theme != f.entry.theme && (gap == 0 || gap == 1 && (s.text.Runes[f.end] == ' ' || s.text.Runes[f.end] == '的'))
	}
	return false
}

func (r *tally) add(f *finding, cl *clause) {
	t := &f.pattern.traits
	if r.fresh(f.start, f.end) {
		r.hits++
	}
	r.cues++
	r.strong = r.strong || !f.entry.weak
	r.polar = r.polar || f.entry.polarity != Neutral && !f.entry.weak
	r.unrivalled = r.unrivalled || cl.strong == none || cl.strong == f.entry.theme
	r.specific = r.specific || !t.evaluative || f.entry.polarity != Neutral
	r.exact = r.exact || !t.wild
	r.own = r.own || !t.contested
	r.rare = r.rare || !t.everyday
	r.phrase = r.phrase || t.phrase
	r.rated = r.rated || f.rated
	r.plain = r.plain || !cl.question
	r.clauseAlone = r.clauseAlone || cl.strong == f.entry.theme
	r.written = r.written || !f.guessed
	r.whole = r.whole || f.loose == none
	r.spelled = r.spelled || !f.heard
	r.original = r.original || !f.entry.derived
	r.han = r.han || t.runes > 0
	r.rank = min(r.rank, float64(f.entry.rank))
	r.runes = max(r.runes, float64(t.runes))
	r.frequency = min(r.frequency, float64(t.frequency))
	r.value += f.value
	if f.value != 0 {
		r.last = sign(int(f.value))
	}
}

// keptSpans is how many of a theme's latest hits a new one is held against.
const keptSpans = 4

// fresh notes a stretch and tells whether no earlier hit overlaps it.
func (r *tally) fresh(start, end int32) bool {
	for _, p := range r.spans {
		if start < p.end && p.start < end {
			return false
		}
	}
	r.spans[r.hits%keptSpans] = place{start: start, end: end}
	return true
}

// addNearest gives the themes that the answer's words are nearest to a row of
// their own, where no cue did.
func (t *Tagger) addNearest(s *scratch, most float32) {
	for theme, v := range s.near {
		if s.terms[theme] >= minTerms && v >= nearEnough*most && s.order[theme] == 0 {
			s.rows = append(s.rows, tally{theme: int16(theme), rank: 1, first: math.MaxInt32, wordsOnly: true})
			s.order[theme] = int32(len(s.rows))
		}
	}
}

// nearEnough is the part of the greatest affinity that makes a theme worth a look.
const nearEnough = 0.8

// minTerms is how many of its words or pairs of characters an answer must have.
const minTerms = 3

func sign(v int) Polarity {
	switch {
	case v > 0:
		return Positive
	case v < 0:
		return Negative
	}
	return Neutral
}
