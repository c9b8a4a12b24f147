// A linear support vector machine, trained by dual coordinate descent.

package model

import (
	"math"
	"math/rand/v2"
)

// sparse is a vector by ascending feature.
type sparse struct {
	at    []int32
	value []float32
}

// problem is a two-class task: sign holds +1 and -1, cost is C of each row, scale
// (nil for all one) the square of a factor on each feature.
type problem struct {
	rows  []sparse
	sign  []int8
	cost  []float32
	scale []float32
	width int
	seed  uint64
}

// How long to descend: passes over the data, and the violation to stop at.
const (
	maxPasses = 60
	tolerance = 0.1
	bias      = 1 // value of the constant feature behind the last one
)

// solve gives the weights, the last one that of the constant (Hsieh et al. 2008,
// algorithm 1, with shrinking left out: the tasks are small).
func (p problem) solve() []float32 {
	w := make([]float32, p.width+1)
	n := len(p.rows)
	alpha, diagonal := make([]float64, n), make([]float64, n)
	order := make([]int, n)
	for i, r := range p.rows {
		order[i] = i
		q := bias * bias
		sum := float64(q)
		for k, v := range r.value {
			x := float64(v) * float64(v)
			if p.scale != nil {
				x *= float64(p.scale[r.at[k]])
			}
			sum += x
		}
		diagonal[i] = sum + 0.5/float64(p.cost[i])
	}
	rng := rand.New(rand.NewPCG(p.seed, 1))
	for range maxPasses {
		rng.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		worst := 0.0
		for _, i := range order {
			y := float64(p.sign[i])
			g := y*dot(p.rows[i], w) - 1 + alpha[i]*0.5/float64(p.cost[i])
			if alpha[i] == 0 && g > 0 {
				continue
			}
			worst = math.Max(worst, math.Abs(g))
			next := math.Max(alpha[i]-g/diagonal[i], 0)
			if step := (next - alpha[i]) * y; step != 0 {
				alpha[i] = next
				p.add(p.rows[i], float32(step), w)
			}
		}
		if worst < tolerance {
			break
		}
	}
	return w
}

// dot multiplies a row, with its constant, by weights.
func dot(r sparse, w []float32) float64 {
	sum := w[len(w)-1] * bias
	for k, j := range r.at {
		sum += r.value[k] * w[j]
	}
	return float64(sum)
}

func (p problem) add(r sparse, step float32, w []float32) {
	for k, j := range r.at {
		x := step * r.value[k]
		if p.scale != nil {
			x *= p.scale[j]
		}
		w[j] += x
	}
	w[len(w)-1] += step * bias
}
