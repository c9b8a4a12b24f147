// Training: a machine per theme, thresholds and probabilities from held-out scores.

package model

import (
	"math"
	"math/rand/v2"
)

// Row is a tagged answer. Weight is 1 for a person's tags, less for guessed ones.
type Row struct {
	Answer Answer
	Themes []int
	Weight float32
}

// Options of a training.
type Options struct {
	Themes int
	Seed   uint64
	Folds  int // of the cross-validation; 5 if not set
}

// margin is C of an ordinary row.
const margin = 1

// Train learns from tagged answers.
func Train(rows []Row, o Options) *Model {
	if o.Folds == 0 {
		o.Folds = 5
	}
	answers := make([]Answer, len(rows))
	hints := 0
	for i, r := range rows {
		answers[i] = r.Answer
		hints = max(hints, len(r.Answer.Hints))
	}
	m := &Model{Themes: o.Themes, Dictionary: newDictionary(answers, hints)}
	vectors := make([]sparse, len(rows))
	var b Bag
	for i := range answers {
		vectors[i] = m.Dictionary.vector(&answers[i], &b)
	}
	m.Weights = fitAll(vectors, rows, m.Dictionary.width(), o)
	m.calibrate(holdOut(vectors, rows, m.Dictionary.width(), o), rows)
	return m
}

// fitAll trains a machine for every theme; the weights stand by feature, then by
// theme, so that an answer is scored in one pass.
func fitAll(vectors []sparse, rows []Row, width int, o Options) []float32 {
	all := make([]float32, (width+1)*o.Themes)
	for theme := range o.Themes {
		w := fit(vectors, rows, theme, width, o.Seed)
		for j, v := range w {
			all[j*o.Themes+theme] = v
		}
	}
	return all
}

// fit trains the machine of one theme. Rare themes weigh more: C times the square
// root of how much rarer they are, three at most.
func fit(vectors []sparse, rows []Row, theme, width int, seed uint64) []float32 {
	p := problem{rows: vectors, sign: make([]int8, len(rows)), cost: make([]float32, len(rows)), width: width, seed: seed}
	with := 0
	for i, r := range rows {
		p.sign[i] = -1
		for _, th := range r.Themes {
			if th == theme {
				p.sign[i] = 1
				with++
			}
		}
	}
	if with == 0 {
		w := make([]float32, width+1)
		w[width] = -1
		return w
	}
	rare := float32(math.Min(3, math.Sqrt(float64(len(rows)-with)/float64(with))))
	for i, r := range rows {
		p.cost[i] = margin * r.Weight
		if p.sign[i] > 0 {
			p.cost[i] *= max(rare, 1)
		}
	}
	return p.solve()
}

// holdOut gives every answer scores by machines that did not see it.
func holdOut(vectors []sparse, rows []Row, width int, o Options) [][]float32 {
	fold := make([]int, len(rows))
	for i := range fold {
		fold[i] = i % o.Folds
	}
	rng := rand.New(rand.NewPCG(o.Seed, 2))
	rng.Shuffle(len(fold), func(i, j int) { fold[i], fold[j] = fold[j], fold[i] })
	scores := make([][]float32, len(rows))
	for f := range o.Folds {
		var part []sparse
		var known []Row
		for i := range rows {
			if fold[i] != f {
				part = append(part, vectors[i])
				known = append(known, rows[i])
			}
		}
		weights := fitAll(part, known, width, o)
		for i := range rows {
			if fold[i] == f {
				scores[i] = score(vectors[i], weights, o.Themes)
			}
		}
	}
	return scores
}

// score multiplies a vector by the weights of every theme.
func score(v sparse, weights []float32, themes int) []float32 {
	out := make([]float32, themes)
	copy(out, weights[len(weights)-themes:])
	for k, j := range v.at {
		row := weights[int(j)*themes : (int(j)+1)*themes]
		x := v.value[k]
		for t, w := range row {
			out[t] += x * w
		}
	}
	return out
}
