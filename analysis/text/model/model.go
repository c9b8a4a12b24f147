// A trained model.

package model

import "math"

// Model scores answers for themes.
type Model struct {
	Themes     int
	Dictionary *dictionary
	Weights    []float32 // by feature, then theme; the constant last
	Slope      []float64 // Platt: p = 1/(1+exp(slope*score+offset))
	Offset     []float64
	Threshold  float64 // of the probability
}

// Score gives the probability of every theme.
func (m *Model) Score(a *Answer, b *Bag) []float64 {
	raw := score(m.Dictionary.vector(a, b), m.Weights, m.Themes)
	p := make([]float64, m.Themes)
	for t, s := range raw {
		p[t] = 1 / (1 + math.Exp(m.Slope[t]*float64(s)+m.Offset[t]))
	}
	return p
}
