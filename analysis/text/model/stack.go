// The second stage: one logistic curve over what the machines say of all themes of
// an answer and what the codebook found, shared by all themes but for a bias each.
// It learns from held-out scores (stacking, Wolpert 1992), so few labels suffice.

package model

import "math"

// The inputs of the second stage beside the theme's own bias.
const (
	inBias   = iota
	inScore  // the theme's own curve, as log-odds
	inBest   // the best of the others
	inSecond // the second best
	inMany   // how many others may be expected
	inFirst  // no other is likelier
	inHint   // how sure the codebook is
	inCue    // it has a cue
	inRival  // how sure the codebook is of the best other
	inLength
	inScoreLength
	inBoth // score and hint together
	inScoreBest
	inputs
)

// ridge keeps the shared weights small, biasRidge those of single themes. With 300
// answers a ridge of 1 loses half a point of F1 on car comments, 8 and 30 do alike.
const (
	ridge     = 8.0
	biasRidge = 4.0
	bounded   = 6.0 // log-odds beyond say no more
)

// top holds the greatest of a list as they come.
type top struct {
	value [3]float64
	at    [3]int
	n     int
}

func (t *top) put(at int, v float64) {
	i := min(t.n, len(t.value))
	t.n++
	for ; i > 0 && v > t.value[i-1]; i-- {
		if i < len(t.value) {
			t.value[i], t.at[i] = t.value[i-1], t.at[i-1]
		}
	}
	if i < len(t.value) {
		t.value[i], t.at[i] = v, at
	}
}

// others gives the best and the second best but for one, or low.
func (t *top) others(but int, low float64) (best, second float64) {
	found := [2]float64{low, low}
	k := 0
	for i := range min(t.n, len(t.value)) {
		if t.at[i] != but && k < len(found) {
			found[k] = t.value[i]
			k++
		}
	}
	return found[0], found[1]
}

// lookAround fills x with the inputs of every theme: z are its log-odds.
func lookAround(z []float64, a *Answer, x [][inputs]float64) {
	var scores, hints top
	many := 0.0
	cues := len(a.Hints) / 2 // behind how sure the codebook is stands whether there is a cue
	for t, v := range z {
		scores.put(t, v)
		hints.put(t, hint(a, t))
		many += sigmoid(v)
	}
	size := math.Log2(1+float64(len(a.Runes))) - 5
	for t, v := range z {
		best, second := scores.others(t, -bounded)
		rival, _ := hints.others(t, 0)
		x[t] = [inputs]float64{
			inBias: 1, inScore: v, inBest: best, inSecond: second, inMany: many - sigmoid(v), inFirst: flag(t == scores.at[0]),
			inHint: hint(a, t), inCue: flag(cues > 0 && hint(a, cues+t) > 0), inRival: rival,
			inLength: size, inScoreLength: v * size / 4, inBoth: v * hint(a, t), inScoreBest: v * best / 4,
		}
	}
}

func hint(a *Answer, at int) float64 {
	if at < len(a.Hints) {
		return float64(a.Hints[at])
	}
	return 0
}

func flag(v bool) float64 {
	if v {
		return 1
	}
	return 0
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func (m *Model) logOdds(theme int, score float32) float64 {
	return math.Max(-bounded, math.Min(bounded, -(m.Slope[theme]*float64(score)+m.Offset[theme])))
}

// steps bounds those of Newton's method.
const steps = 12

// fitStack fits the second stage on held-out scores.
func (m *Model) fitStack(held [][]float32, rows []Row, truth [][]bool) {
	x := make([][][inputs]float64, len(rows))
	z := make([]float64, m.Themes)
	for i := range rows {
		for t := range z {
			z[t] = m.logOdds(t, held[i][t])
		}
		x[i] = make([][inputs]float64, m.Themes)
		lookAround(z, &rows[i].Answer, x[i])
	}
	w := make([]float64, inputs+m.Themes)
	w[inScore] = 1 // no more than the theme's own curve, to begin with
	for range steps {
		n := newNewton(w)
		for i := range rows {
			for t := range z {
				n.learn(t, &x[i][t], truth[i][t])
			}
		}
		if n.step() < 1e-4 {
			break
		}
	}
	m.Stack = w
}

// newton is one step of Newton's method for a logistic regression with ridge.
type newton struct {
	w, slope []float64
	curve    [][]float64 // its lower half
}

func newNewton(w []float64) *newton {
	n := &newton{w: w, slope: make([]float64, len(w)), curve: make([][]float64, len(w))}
	for a := range w {
		n.curve[a] = make([]float64, a+1)
		lambda, prior := ridge, 0.0
		if a >= inputs {
			lambda = biasRidge
		}
		if a == inScore {
			prior = 1
		}
		n.slope[a] = lambda * (w[a] - prior)
		n.curve[a][a] = lambda
	}
	return n
}

// learn adds one answer and theme.
func (n *newton) learn(theme int, x *[inputs]float64, is bool) {
	bias := inputs + theme
	s := n.w[bias]
	for k, v := range x {
		s += n.w[k] * v
	}
	p := sigmoid(s)
	d, q := p-flag(is), math.Max(p*(1-p), 1e-6)
	for a, v := range x {
		n.slope[a] += d * v
		row := n.curve[a]
		for b := 0; b <= a; b++ {
			row[b] += q * v * x[b]
		}
		n.curve[bias][a] += q * v
	}
	n.slope[bias] += d
	n.curve[bias][bias] += q
}

// step moves the weights, by Cholesky's decomposition, and gives the greatest change.
func (n *newton) step() float64 {
	h, y := n.curve, n.slope
	for a := range h {
		for b := 0; b <= a; b++ {
			s := h[a][b]
			for k := range b {
				s -= h[a][k] * h[b][k]
			}
			if a == b {
				h[a][a] = math.Sqrt(math.Max(s, 1e-9))
			} else {
				h[a][b] = s / h[b][b]
			}
		}
		for k := range a {
			y[a] -= h[a][k] * y[k]
		}
		y[a] /= h[a][a]
	}
	most := 0.0
	for a := len(h) - 1; a >= 0; a-- {
		for k := a + 1; k < len(h); k++ {
			y[a] -= h[k][a] * y[k]
		}
		y[a] /= h[a][a]
		n.w[a] -= y[a]
		most = math.Max(most, math.Abs(y[a]))
	}
	return most
}

// probabilities turns scores into probabilities; the result belongs to the buffer.
func (m *Model) probabilities(raw []float32, a *Answer, b *Buffer) []float64 {
	b.p = append(b.p[:0], make([]float64, m.Themes)...)
	if m.Stack == nil {
		for t, s := range raw {
			b.p[t] = m.probability(t, s)
		}
		return b.p
	}
	for t, s := range raw {
		b.p[t] = m.logOdds(t, s)
	}
	if len(b.x) < m.Themes {
		b.x = make([][inputs]float64, m.Themes)
	}
	lookAround(b.p, a, b.x)
	for t := range b.p {
		s := m.Stack[inputs+t]
		for k, v := range b.x[t] {
			s += m.Stack[k] * v
		}
		w := float64(m.Trust[t])
		b.p[t] = w*sigmoid(s) + (1-w)*hint(a, t)
	}
	return b.p
}

// fewOfTheme is how many answers of a theme make its machine count as much as the
// codebook's own confidence. Half of our own sentences, three for each theme: F1
// 0.658 without, 0.820 with, the codebook alone 0.813; with 300 answers patients
// +0.6, car comments -0.3.
const fewOfTheme = 5

// trust is how far the machine of each theme is believed: where few answers have the
// theme, what the codebook says counts beside it, if it has cues at all.
func trust(rows []Row, themes int) []float32 {
	out, cued := make([]float32, themes), make([]bool, themes)
	for i := range rows {
		for _, t := range rows[i].Themes {
			out[t]++
		}
		for t := range cued {
			cued[t] = cued[t] || hint(&rows[i].Answer, t) > 0
		}
	}
	for t, n := range out {
		out[t] = n / (n + fewOfTheme)
		if !cued[t] {
			out[t] = 1
		}
	}
	return out
}
