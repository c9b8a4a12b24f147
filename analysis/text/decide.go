// Deciding which themes an answer carries, how sure that is and with what
// polarity.

package text

import (
	"cmp"
	"math"
	"slices"
)

// decide fills the result.
func (t *Tagger) decide(in Input, s *scratch, r *Result) {
	if !t.look(s) {
		return
	}
	o := t.overview(s)
	for i := range s.rows {
		row := &s.rows[i]
		p := confidence(features(row, s))
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

const numFeatures = 41

const threshold = 0.4

func features(r *tally, s *scratch) [numFeatures]float64 {
	b := func(v bool) float64 {
		if v {
			return 1
		}
		return 0
	}
	k := 0
	for i := range s.rows {
		if !s.rows[i].wordsOnly {
			k++
		}
	}
	near := float64(s.near[r.theme])
	if r.wordsOnly {
		rel := near / math.Max(1e-6, float64(s.most))
		return [numFeatures]float64{37: 1, 38: near, 39: b(k == 0), 36: b(rel == 1), 35: float64(len(s.text.Runes)) / 100}
	}
	total := 0
	for i := range s.rows {
		total += s.rows[i].hits
	}
	specificOther, strongOther := false, false
	for i := range s.rows {
		if &s.rows[i] != r && s.rows[i].specific && s.rows[i].strong {
			specificOther = true
		}
		strongOther = strongOther || &s.rows[i] != r && s.rows[i].strong && s.rows[i].original && s.rows[i].written
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
		28: b(!r.written),
		29: b(!r.original),
		30: b(!r.written && !r.unrivalled),
		27: b(r.written && !r.whole && !r.unrivalled),
		40: b(!r.spelled),
		33: near / math.Max(1e-6, float64(s.most)),
		34: near,
		32: b(r.polar && r.cues > r.hits),
		31: b((!r.strong || !r.original) && strongOther),
	}
}

var weights = [numFeatures]float64{0: -0.016, 1: 0.199, 2: -0.407, 3: -1.063, 4: 0.056, 5: -0.624, 6: -0.168, 7: 0.982, 8: -0.149, 9: 0.188, 10: 0.154, 11: 0.071, 12: -0.677, 13: -1.518, 14: 0.328, 15: -0.351, 16: 0.129, 17: 0.021, 18: 0.252, 19: 0.090, 20: 0.044, 21: -2.018, 22: 0.051, 23: -0.837, 24: 0.111, 25: 0.071, 26: -0.520, 27: -0.792, 28: -1.716, 29: -0.163, 30: -1.138, 31: -0.390, 32: 0.278, 33: 1.279, 34: -0.401, 35: -0.066, 36: 0.453, 37: -1.758, 38: -1.028, 39: 0.956, 40: -0.161}

func confidence(f [numFeatures]float64) float64 {
	z := 0.0
	for i, w := range weights {
		z += w * f[i]
	}
	return 1 / (1 + math.Exp(-z))
}
