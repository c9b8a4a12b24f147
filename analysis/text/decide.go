// Deciding which themes an answer carries, how sure that is and with what
// polarity.

package text

import (
	"cmp"
	"slices"
)

// decide fills the result.
func (t *Tagger) decide(in Input, s *scratch, r *Result) {
	if !t.look(s) {
		return
	}
	o, c := t.overview(s), s.company()
	for i := range s.rows {
		row := &s.rows[i]
		p := confidence(row.features(s, c))
		r.Doubt = max(r.Doubt, doubt(p, threshold))
		if p < threshold {
			continue
		}
		r.Themes = append(r.Themes, Theme{
			ID: t.book.Themes[row.theme].ID, Confidence: p, Origin: OriginRule,
			Polarity: row.polarity(s, o, in.Prior), Because: t.because(s, row, in.Text),
		})
	}
	slices.SortStableFunc(r.Themes, func(a, b Theme) int { return cmp.Compare(b.Confidence, a.Confidence) })
	r.Sentiment = o.sentiment(r.Themes, in.Prior)
}

// doubt is how near a probability is to the threshold of its decision: 1 at it, 0
// at certainty.
func doubt(p, threshold float64) float64 {
	if p < threshold {
		return p / threshold
	}
	return (1 - p) / (1 - threshold)
}

// empty tells whether the answer says that there is nothing to say, and no cue
// of the codebook claims these very words.
func (t *Tagger) empty(s *scratch) bool {
	all := squeeze(s.text.Runes)
	if !t.nothing[all] {
		return false
	}
	for _, m := range s.matches {
		if m.isCue && squeeze(s.text.Runes[m.start:m.end]) == all {
			return false
		}
	}
	return true
}
