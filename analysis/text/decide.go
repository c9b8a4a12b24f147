// Deciding which themes an answer carries, how sure that is and with what
// polarity.

package text

import (
	"math"
	"slices"
)

// decide fills the result.
func (t *Tagger) decide(in Input, s *scratch, r *Result) {
	t.spread(s)
	if t.empty(s) {
		return
	}
	t.strew(s)
	t.collectFindings(s)
	t.tallies(s)
	for i := range s.rows {
		row := &s.rows[i]
		p := confidence(features(row, s))
		if p < threshold {
			continue
		}
		th := Theme{ID: t.book.Themes[row.theme].ID, Confidence: p, Origin: OriginRule, Polarity: sign(int(row.value))}
		if th.Polarity == Neutral {
			th.Polarity = in.Prior
		}
		for _, f := range s.found {
			if f.entry.theme == row.theme {
				a, b := s.text.Span(in.Text, int(f.start), int(f.end))
				th.Because = append(th.Because, Evidence{in.Text[a:b], a, b})
			}
		}
		r.Themes = append(r.Themes, th)
	}
	slices.SortStableFunc(r.Themes, func(a, b Theme) int {
		if a.Confidence > b.Confidence {
			return -1
		} else if a.Confidence < b.Confidence {
			return 1
		}
		return 0
	})
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

const numFeatures = 30

const threshold = 0.38

func features(r *tally, s *scratch) [numFeatures]float64 {
	b := func(v bool) float64 {
		if v {
			return 1
		}
		return 0
	}
	k := len(s.rows)
	total := len(s.found)
	specificOther := false
	for i := range s.rows {
		if &s.rows[i] != r && s.rows[i].specific && s.rows[i].strong {
			specificOther = true
		}
	}
	han := r.runes > 0
	return [numFeatures]float64{
		0:  1,
		1:  math.Log2(float64(r.hits)),
		2:  b(r.polar),
		3:  b(!r.strong),
		4:  b(!r.strong && !r.unrivalled),
		5:  b(!r.specific),
		6:  b(!r.specific && specificOther),
		7:  b(k == 1),
		8:  math.Log2(float64(k)),
		9:  b(r.first == s.rows[0].first),
		10: float64(r.hits) / float64(total),
		11: b(!r.own),
		12: b(!r.exact),
		13: b(!r.rare),
		14: b(!r.rare && specificOther),
		15: b(r.phrase),
		16: b(han) * min(r.runes, 5),
		17: b(han) * r.frequency,
		18: b(r.rated),
		19: b(!r.plain),
		20: math.Log2(float64(1 + len(s.clauses))),
		21: r.rank,
		22: b(r.clauseAlone),
		23: b(han),
		24: math.Log2(float64(1+len(s.text.Runes))) / (1 + b(!han)*0.3),
		25: b(!r.own && k > 1),
		26: b(!r.head),
		27: b(!r.head && !han),
		28: b(!r.written),
		29: b(!r.original),
	}
}

var weights = [numFeatures]float64{0: 0.804, 1: -0.026, 2: 0.600, 3: -0.7, 4: -1.5, 5: -0.762, 6: -0.246, 7: 0.668, 8: -0.148, 9: 0.071, 10: 0.971, 11: 0.069, 12: -0.864, 13: -1.825, 14: 0.477, 15: -0.357, 16: 0.044, 17: 0.056, 18: 0.410, 19: 0.020, 20: 0.013, 21: -2.075, 22: 0.002, 23: -0.596, 24: 0.085, 25: 0.069, 26: -0.495, 27: -0.198, 28: -0.4, 29: -0.3}

func confidence(f [numFeatures]float64) float64 {
	z := 0.0
	for i, w := range weights {
		z += w * f[i]
	}
	return 1 / (1 + math.Exp(-z))
}
