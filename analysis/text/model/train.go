// Training: machines for every theme, thresholds and probabilities from held-out
// scores.

package model

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Row is a tagged answer.
type Row struct {
	Answer Answer
	Themes []int
}

// Options of a training.
type Options struct {
	Themes int
	Seed   uint64
	Raw    bool // only the order of scores matters: no probabilities, which cost most
}

// folds of the cross-validation.
const folds = 3

// Train learns from tagged answers; there must be some.
func Train(rows []Row, o Options) *Model {
	answers := make([]Answer, len(rows))
	hints := 0
	for i, r := range rows {
		answers[i] = r.Answer
		hints = max(hints, len(r.Answer.Hints))
	}
	m := &Model{Themes: o.Themes, Dictionary: newDictionary(answers, hints)}
	s := school{rows: rows, vectors: make([]sparse, len(rows)), width: m.Dictionary.width(), Options: o}
	var b Buffer
	for i := range answers {
		answers[i].Read(&b)
		v := m.Dictionary.vector(&answers[i], &b)
		s.vectors[i] = sparse{at: slices.Clone(v.at), value: slices.Clone(v.value)}
	}
	if o.Raw {
		m.Slope, m.Offset, m.Threshold = make([]float64, o.Themes), make([]float64, o.Themes), 0.5
		for t := range m.Slope {
			m.Slope[t] = -1
		}
	} else {
		m.calibrate(s.holdOut(), rows)
	}
	m.Weights = s.fitAll(func(int) bool { return true })
	return m
}

// school is what a training works on.
type school struct {
	Options
	rows    []Row
	vectors []sparse
	width   int
}

// fitAll trains a machine for every theme on the rows kept; the weights stand by
// feature, then by theme, so that an answer is scored in one pass.
func (s *school) fitAll(keep func(row int) bool) []float32 {
	var kept []int
	for i := range s.rows {
		if keep(i) {
			kept = append(kept, i)
		}
	}
	all := make([]float32, (s.width+1)*s.Themes)
	for theme := range s.Themes {
		for j, v := range s.fit(kept, theme) {
			all[j*s.Themes+theme] = v
		}
	}
	return all
}

// margin is C of an ordinary row: small, for answers are short and their labels
// noisy (0.3 against 1: +1.4 points on patients' answers, -0.3 on car comments).
const margin = 0.3

// rawMargin and rawTelling are those of a model without probabilities, the judge of
// good and bad: its classes are few and its labels noisier still.
const (
	rawMargin  = 0.1
	rawTelling = 0.5
)

// tellingPart is the part of the machine that knows how telling features are.
// Measured, 0.7 serves four sets in two languages best; 0 loses two points with
// 300 answers, 1 loses one with many themes.
const tellingPart = 0.7

// fit trains the machine of one theme: the mean of a plain one and of one that
// knows how telling each feature is. Rare themes weigh more: C times the square
// root of how much rarer they are, three at most.
func (s *school) fit(kept []int, theme int) []float32 {
	p := problem{rows: make([]sparse, len(kept)), sign: make([]int8, len(kept)), cost: make([]float32, len(kept)), width: s.width, seed: s.Seed}
	with := 0
	for k, i := range kept {
		p.rows[k], p.sign[k] = s.vectors[i], -1
		for _, th := range s.rows[i].Themes {
			if th == theme {
				p.sign[k] = 1
				with++
				break
			}
		}
	}
	if with == 0 {
		w := make([]float32, s.width+1)
		w[s.width] = -1
		return w
	}
	rare := float32(math.Min(3, math.Sqrt(float64(len(kept)-with)/float64(with))))
	if s.Raw {
		rare = 1
	}
	for k := range kept {
		p.cost[k] = margin
		if s.Raw {
			p.cost[k] = rawMargin
		}
		if p.sign[k] > 0 {
			p.cost[k] *= max(rare, 1)
		}
	}
	w := p.solve()
	p.scale = p.telling()
	tp := float32(tellingPart)
	if s.Raw {
		tp = rawTelling
	}
	for j, v := range p.solve() {
		w[j] = (1-tp)*w[j] + tp*v
	}
	return w
}

// tellingWeight is how far features are scaled by what they tell.
const tellingWeight = 0.6

// telling scales features by the squared log-ratio of their shares among answers
// with and without the theme (NB-SVM, Wang and Manning 2012), with mean one.
func (p problem) telling() []float32 {
	with, without := make([]float64, p.width), make([]float64, p.width)
	nWith, nWithout := 2.0, 2.0
	for i, r := range p.rows {
		side, n := without, &nWithout
		if p.sign[i] > 0 {
			side, n = with, &nWith
		}
		*n++
		for _, j := range r.at {
			side[j]++
		}
	}
	scale := make([]float32, p.width)
	sum, count := 0.0, 0.0
	for j := range scale {
		ratio := math.Log((with[j] + 1) / nWith / ((without[j] + 1) / nWithout))
		scale[j] = float32(ratio * ratio)
		sum += ratio * ratio * (with[j] + without[j])
		count += with[j] + without[j]
	}
	if sum == 0 {
		return nil
	}
	mean := float32(sum / count)
	for j := range scale {
		scale[j] = 1 - tellingWeight + tellingWeight*scale[j]/mean
	}
	return scale
}

// holdOut gives every answer scores by machines that did not see it.
func (s *school) holdOut() [][]float32 {
	fold := make([]int, len(s.rows))
	for i := range fold {
		fold[i] = i % folds
	}
	rng := rand.New(rand.NewPCG(s.Seed, 2))
	rng.Shuffle(len(fold), func(i, j int) { fold[i], fold[j] = fold[j], fold[i] })
	scores := make([][]float32, len(s.rows))
	for f := range folds {
		weights := s.fitAll(func(i int) bool { return fold[i] != f })
		for i := range s.rows {
			if fold[i] == f {
				scores[i] = score(s.vectors[i], weights, s.Themes, nil)
			}
		}
	}
	return scores
}

// score multiplies a vector by the weights of every theme, into out.
func score(v sparse, weights []float32, themes int, out []float32) []float32 {
	out = append(out[:0], weights[len(weights)-themes:]...)
	add(v, weights, themes, out)
	return out
}

func add(v sparse, weights []float32, themes int, out []float32) {
	for k, j := range v.at {
		row := weights[int(j)*themes : (int(j)+1)*themes]
		x := v.value[k]
		for t, w := range row {
			out[t] += x * w
		}
	}
}
