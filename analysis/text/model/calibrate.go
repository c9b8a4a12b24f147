// From scores to probabilities, and the threshold that serves F1 best.

package model

import (
	"cmp"
	"math"
	"slices"
)

// fewPositives is how many answers a theme needs for a curve of its own; below,
// it shares the curve of all themes.
const fewPositives = 30

// calibrate fits the curves on held-out scores and chooses the threshold.
func (m *Model) calibrate(held [][]float32, rows []Row) {
	truth := make([][]bool, len(rows))
	for i, r := range rows {
		truth[i] = make([]bool, m.Themes)
		for _, t := range r.Themes {
			truth[i][t] = true
		}
	}
	var allScores []float64
	var allTruth []bool
	for i := range rows {
		for t := range m.Themes {
			allScores = append(allScores, float64(held[i][t]))
			allTruth = append(allTruth, truth[i][t])
		}
	}
	slope, offset := platt(allScores, allTruth)
	m.Slope, m.Offset = make([]float64, m.Themes), make([]float64, m.Themes)
	for t := range m.Themes {
		m.Slope[t], m.Offset[t] = slope, offset
		scores, is := make([]float64, len(rows)), make([]bool, len(rows))
		with := 0
		for i := range rows {
			scores[i], is[i] = float64(held[i][t]), truth[i][t]
			if is[i] {
				with++
			}
		}
		if with >= fewPositives {
			m.Slope[t], m.Offset[t] = platt(scores, is)
		}
	}
	m.fitStack(held, rows, truth)
	m.Trust = trust(rows, m.Themes)
	var b Buffer
	prob := make([][]float64, len(rows))
	for i := range rows {
		prob[i] = slices.Clone(m.probabilities(held[i], &rows[i].Answer, &b))
	}
	m.Threshold = m.bestThreshold(prob, truth)
	m.Always = m.alwaysServes(prob, rows)
}

// believed is how much of an answer's theme counts by its probability when the
// threshold is chosen, the rest by what people said: what people said of 300 answers
// alone gives a threshold that swings (car comments +0.5, +0.8 with unjudged ones).
const believed = 0.5

// bestThreshold is the probability from which themes are given that makes micro-F1
// greatest on the held-out answers.
func (m *Model) bestThreshold(held [][]float64, truth [][]bool) float64 {
	type pair struct {
		p  float64
		is bool
	}
	var pairs []pair
	with := 0
	for i := range held {
		for t, s := range held[i] {
			pairs = append(pairs, pair{s, truth[i][t]})
			if truth[i][t] {
				with++
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Compare(b.p, a.p) })
	best, at, hit := 0.0, 0.5, 0.0
	for i, x := range pairs {
		hit += believed*x.p + (1-believed)*flag(x.is)
		if f := 2 * hit / float64(i+1+with); f > best {
			best, at = f, x.p
		}
	}
	return min(max(at, 0.15), 0.6)
}

// alwaysServes tells whether giving every answer its likeliest theme makes F1
// greater on the held-out answers.
func (m *Model) alwaysServes(held [][]float64, rows []Row) bool {
	f1 := func(always bool) float64 {
		with := Model{Threshold: m.Threshold, Always: always}
		hit, given, gold := 0, 0, 0
		for i, p := range held {
			for _, t := range with.Given(p) {
				given++
				if slices.Contains(rows[i].Themes, t) {
					hit++
				}
			}
			gold += len(rows[i].Themes)
		}
		return 2 * float64(hit) / float64(given+gold)
	}
	return f1(true) > f1(false)
}

// platt fits p = 1/(1+exp(a*score+b)) by Newton's method with backtracking (Lin, Lin
// and Weng 2007).
func platt(scores []float64, is []bool) (a, b float64) {
	with := 0.0
	for _, y := range is {
		if y {
			with++
		}
	}
	without := float64(len(is)) - with
	high, low := (with+1)/(with+2), 1/(without+2)
	b = math.Log((without + 1) / (with + 1))
	target := func(y bool) float64 {
		if y {
			return high
		}
		return low
	}
	loss := func(a, b float64) float64 {
		sum := 0.0
		for i, s := range scores {
			z := a*s + b
			if z >= 0 {
				sum += target(is[i])*z + math.Log1p(math.Exp(-z))
			} else {
				sum += (target(is[i])-1)*z + math.Log1p(math.Exp(z))
			}
		}
		return sum
	}
	now := loss(a, b)
	for range 100 {
		h11, h22, h21, g1, g2 := 1e-12, 1e-12, 0.0, 0.0, 0.0
		for i, s := range scores {
			p := 1 / (1 + math.Exp(a*s+b))
			d2 := p * (1 - p)
			d1 := target(is[i]) - p
			h11 += s * s * d2
			h22 += d2
			h21 += s * d2
			g1 += s * d1
			g2 += d1
		}
		if math.Abs(g1) < 1e-5 && math.Abs(g2) < 1e-5 {
			break
		}
		det := h11*h22 - h21*h21
		da, db := -(h22*g1-h21*g2)/det, -(-h21*g1+h11*g2)/det
		step := 1.0
		for ; step >= 1e-10; step /= 2 {
			if next := loss(a+step*da, b+step*db); next < now+1e-4*step*(g1*da+g2*db) {
				a, b, now = a+step*da, b+step*db, next
				break
			}
		}
		if step < 1e-10 {
			break
		}
	}
	return a, b
}
