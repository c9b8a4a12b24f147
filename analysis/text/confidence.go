// How sure a theme is: a logistic score over what speaks for it.

package text

import "math"

// The features of a tally. They know nothing of any codebook or trade: only how
// many cues there are, of what kind, and what stands beside them.
const (
	featBias         = iota
	featPolar        // a cue that carries polarity
	featWeak         // only weak cues
	featEvaluative   // only words of praise or blame
	featOverruled    // … beside a theme with more to say
	featAlone        // no other theme in the answer
	featRivals       // log2 of the themes in the answer
	featFirst        // named first
	featShare        // its part of all cues in the answer
	featWild         // only cues "abc*"
	featEveryday     // only everyday words
	featEverydayIdle // … beside a theme with more to say
	featPhrase       // a cue of several words
	featRated        // a word of sentiment belongs to it
	featRank         // how far down its list the best topic cue stands
	featHan          // Chinese
	featLength       // log2 of the answer's length
	featQualifier    // only cues that qualify another theme's
	featGapRivalled  // only cues with gaps, in clauses of other themes
	featStrewn       // only cues met out of order
	featDerived      // only cues the book implies
	featStrewnRival  // … in clauses of other themes
	featIdle         // only weak or derived cues beside a theme with strong ones
	featManyCues     // several cues in the same stretch
	featLead         // how far its words lead over those of every other theme
	featMisspelled   // only cues heard
	featWordsOnly    // no cue at all, only words of cues
	featWordsLead    // … how far they lead
	featWordsBest    // … and no other theme's words come so near
	featWordsNear    // … their affinity
	featWordsSole    // … and no theme has a cue
	numFeatures
)

type vector [numFeatures]float64

// weights are fitted once by logistic regression (ridge 5) on the training rows
// of four labelled sets in two languages (car forum, patients, restaurants twice)
// and on sentences of our own, small sets counting more. The answers that the
// tagger is measured on had no part in it.
var weights = vector{
	featBias: 1.02, featPolar: -0.25, featWeak: -0.90, featEvaluative: -0.67, featOverruled: -0.15, featAlone: 0.67,
	featRivals: -0.20, featFirst: 0.17, featShare: -0.13, featWild: -0.68, featEveryday: -1.50, featEverydayIdle: 0.30,
	featPhrase: -0.51, featRated: 0.27, featRank: -1.96, featHan: -0.51, featLength: 0.14, featQualifier: -0.55,
	featGapRivalled: -0.81, featStrewn: -1.60, featDerived: -0.26, featStrewnRival: -1.17, featIdle: -0.39,
	featManyCues: 0.41, featLead: 0.97, featMisspelled: -0.22, featWordsOnly: -1.41, featWordsLead: 1.05,
	featWordsBest: 0.37, featWordsNear: -1.50, featWordsSole: 0.40,
}

// threshold is the score from which a theme is given. Half of the F1 that can be
// expected is the best threshold for F1 (Lipton, Elkan and Naryanaswamy 2014).
const threshold = 0.4

// confidence turns features into a probability.
func confidence(f vector) float64 {
	z := 0.0
	for i, w := range weights {
		z += w * f[i]
	}
	return 1 / (1 + math.Exp(-z))
}

func flag(v bool) float64 {
	if v {
		return 1
	}
	return 0
}

// company is what the themes of an answer have in common for each of them.
type company struct {
	themes, hits     int // with cues
	specific, strong int // themes with such cues
	nearest, second  float32
}

func (s *scratch) company() company {
	var c company
	for i := range s.rows {
		r := &s.rows[i]
		if r.wordsOnly {
			continue
		}
		c.themes++
		c.hits += r.hits
		if r.says() {
			c.specific++
		}
		if r.stands() {
			c.strong++
		}
	}
	for _, v := range s.near {
		switch {
		case v > c.nearest:
			c.nearest, c.second = v, c.nearest
		case v > c.second:
			c.second = v
		}
	}
	return c
}

// says tells whether a theme has a strong cue that is more than an evaluation.
func (r *tally) says() bool { return r.specific && r.strong }

// stands tells whether a theme has a strong cue of the book as written.
func (r *tally) stands() bool { return r.strong && r.original && r.written }

// lead is how far the words of a theme lead over those of every other.
func (s *scratch) lead(theme int16, c company) float64 {
	if c.nearest == 0 {
		return 0
	}
	other := c.nearest
	if s.near[theme] == c.nearest {
		other = c.second
	}
	return float64((s.near[theme] - other) / c.nearest)
}

// features describes what speaks for a theme.
func (r *tally) features(s *scratch, c company) vector {
	if r.wordsOnly {
		return vector{
			featWordsOnly: 1, featWordsLead: s.lead(r.theme, c), featWordsBest: flag(s.near[r.theme] == c.nearest),
			featWordsNear: float64(s.near[r.theme]), featWordsSole: flag(c.themes == 0),
		}
	}
	rivals, stronger := c.specific, c.strong
	if r.says() {
		rivals--
	}
	if r.stands() {
		stronger--
	}
	length := math.Log2(float64(1 + len(s.text.Runes)))
	if !r.han {
		length /= englishLength
	}
	return vector{
		featBias:         1,
		featPolar:        flag(r.polar),
		featWeak:         flag(!r.strong),
		featEvaluative:   flag(!r.specific),
		featOverruled:    flag(!r.specific && rivals > 0),
		featAlone:        flag(c.themes == 1),
		featRivals:       math.Log2(float64(c.themes)),
		featFirst:        flag(r.first == s.rows[0].first),
		featShare:        float64(r.hits) / float64(c.hits),
		featWild:         flag(!r.exact),
		featEveryday:     flag(!r.rare),
		featEverydayIdle: flag(!r.rare && rivals > 0),
		featPhrase:       flag(r.phrase),
		featRated:        flag(r.rated),
		featRank:         r.rank,
		featHan:          flag(r.han),
		featLength:       length,
		featQualifier:    flag(!r.head),
		featGapRivalled:  flag(r.written && !r.whole && !r.unrivalled),
		featStrewn:       flag(!r.written),
		featDerived:      flag(!r.original),
		featStrewnRival:  flag(!r.written && !r.unrivalled),
		featIdle:         flag((!r.strong || !r.original) && stronger > 0),
		featManyCues:     flag(r.polar && r.cues > r.hits),
		featLead:         s.lead(r.theme, c),
		featMisspelled:   flag(!r.spelled),
	}
}

// englishLength makes the length of English comparable: it takes more letters.
const englishLength = 1.3
