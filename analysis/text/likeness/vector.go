package likeness

// Answers as vectors of their words.

import (
	"maps"
	"math"
	"slices"
)

// Vector is a sparse TF-IDF vector of length one.
type Vector map[string]float64

// Weights weighs a word by how few answers hold it; words of a single answer say
// nothing of others and weigh nothing.
func Weights(answers [][]string) map[string]float64 {
	n := map[string]int{}
	for _, words := range answers {
		for _, w := range words {
			n[w]++
		}
	}
	out := map[string]float64{}
	for w, c := range n {
		if c > 1 {
			out[w] = math.Log(1 + float64(len(answers))/float64(c))
		}
	}
	return out
}

// VectorOf makes the vector of an answer's words; empty where none has a weight.
func VectorOf(words []string, weights map[string]float64) Vector {
	v := Vector{}
	for _, w := range words {
		if x := weights[w]; x > 0 {
			v[w] = x
		}
	}
	return v.Unit()
}

// Unit brings a vector to length one; the empty one stays. Sums are taken in the
// order of the words, so that they are the same at every run.
func (v Vector) Unit() Vector {
	sum := 0.0
	for _, w := range slices.Sorted(maps.Keys(v)) {
		sum += v[w] * v[w]
	}
	if sum == 0 {
		return v
	}
	out := make(Vector, len(v))
	for w, x := range v {
		out[w] = x / math.Sqrt(sum)
	}
	return out
}

// Dot is how alike two vectors of length one are: 1 if they are the same, 0 if they
// share no word.
func (v Vector) Dot(o Vector) float64 {
	if len(v) > len(o) {
		v, o = o, v
	}
	sum := 0.0
	for _, w := range slices.Sorted(maps.Keys(v)) {
		sum += v[w] * o[w]
	}
	return sum
}
