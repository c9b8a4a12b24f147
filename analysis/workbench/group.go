package workbench

// Grouping answers that are alike.

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// vector is a sparse TF-IDF vector of length one.
type vector map[string]float64

// The bounds of a grouping.
const (
	groupAtMost = 4000
	mostGroups  = 12
	rounds      = 25
	quotes      = 5
	nameWords   = 4
	seed        = 20240229
)

// grouped puts the answers of one language into groups: spherical k-means with
// k-means++ seeds, the best of three starts.
//
// Source: Dhillon and Modha (2001) Machine Learning 42:143-175.
func grouped(list []missedOne) []Group {
	list = slices.DeleteFunc(list, func(m missedOne) bool { return len(m.words) == 0 })
	list = list[:min(len(list), groupAtMost)] // in an order that is random
	if len(list) < fewest {
		return nil
	}
	weights := idf(list)
	// An answer that shares no word with another is like none.
	list = slices.DeleteFunc(slices.Clone(list), func(m missedOne) bool { return len(vectorOf(m.words, weights)) == 0 })
	if len(list) < fewest {
		return nil
	}
	vectors := make([]vector, len(list))
	for i, m := range list {
		vectors[i] = vectorOf(m.words, weights)
	}
	k := max(1, min(mostGroups, int(math.Sqrt(float64(len(list))/2))+1))
	var best []int
	most := math.Inf(-1)
	for start := range uint64(3) {
		at, fit := cluster(vectors, k, rand.New(rand.NewPCG(seed, start)))
		if fit > most {
			best, most = at, fit
		}
	}
	var out []Group
	for g := range k {
		var in []int
		for i, at := range best {
			if at == g {
				in = append(in, i)
			}
		}
		if group, ok := described(list, vectors, in); ok {
			out = append(out, group)
		}
	}
	return out
}

// idf weighs a word by how few answers hold it; words of a single answer say
// nothing of others and weigh nothing.
func idf(list []missedOne) map[string]float64 {
	n := map[string]int{}
	for _, m := range list {
		for _, w := range m.words {
			n[w]++
		}
	}
	out := map[string]float64{}
	for w, c := range n {
		if c > 1 {
			out[w] = math.Log(1 + float64(len(list))/float64(c))
		}
	}
	return out
}

func vectorOf(words []string, weights map[string]float64) vector {
	v := vector{}
	for _, w := range words {
		if x := weights[w]; x > 0 {
			v[w] = x
		}
	}
	return v.unit()
}

// unit brings a vector to length one; the empty one stays. Sums are taken in the
// order of the words, so that they are the same at every run.
func (v vector) unit() vector {
	sum := 0.0
	for _, w := range slices.Sorted(maps.Keys(v)) {
		sum += v[w] * v[w]
	}
	if sum == 0 {
		return v
	}
	out := make(vector, len(v))
	for w, x := range v {
		out[w] = x / math.Sqrt(sum)
	}
	return out
}

func (v vector) dot(o vector) float64 {
	if len(v) > len(o) {
		v, o = o, v
	}
	sum := 0.0
	for _, w := range slices.Sorted(maps.Keys(v)) {
		sum += v[w] * o[w]
	}
	return sum
}

// cluster gives each vector a group, and how well they fit in sum.
func cluster(vectors []vector, k int, rng *rand.Rand) (at []int, fit float64) {
	centres := seeds(vectors, k, rng)
	at = make([]int, len(vectors))
	for range rounds {
		moved := false
		fit = 0
		for i, v := range vectors {
			best, near := at[i], -1.0
			for c, centre := range centres {
				if d := v.dot(centre); d > near+1e-12 {
					best, near = c, d
				}
			}
			moved = moved || best != at[i]
			at[i], fit = best, fit+near
		}
		if !moved {
			break
		}
		sums := make([]vector, k)
		for c := range sums {
			sums[c] = vector{}
		}
		for i, v := range vectors {
			for w, x := range v {
				sums[at[i]][w] += x
			}
		}
		for c := range centres {
			if len(sums[c]) > 0 {
				centres[c] = sums[c].unit()
			}
		}
	}
	return at, fit
}

// seeds draws centres far from each other (k-means++, Arthur and Vassilvitskii
// 2007).
func seeds(vectors []vector, k int, rng *rand.Rand) []vector {
	centres := []vector{vectors[rng.IntN(len(vectors))]}
	far := make([]float64, len(vectors))
	for len(centres) < k {
		sum := 0.0
		for i, v := range vectors {
			far[i] = 2
			for _, c := range centres {
				far[i] = min(far[i], 1-v.dot(c))
			}
			far[i] = max(0, far[i]) * max(0, far[i])
			sum += far[i]
		}
		if sum == 0 {
			break
		}
		lot := rng.Float64() * sum
		at := len(vectors) - 1
		for i, f := range far {
			if lot -= f; lot <= 0 {
				at = i
				break
			}
		}
		centres = append(centres, vectors[at])
	}
	return centres
}

// apart is below which likeness to the middle an answer only stands in a group since
// it had to stand somewhere.
const apart = 0.3

// near leaves out answers that are far from the middle of their group.
func near(vectors []vector, in []int) []int {
	middle := vector{}
	for _, i := range in {
		for w, x := range vectors[i] {
			middle[w] += x
		}
	}
	centre := middle.unit()
	return slices.DeleteFunc(slices.Clone(in), func(i int) bool { return vectors[i].dot(centre) < apart })
}

// described writes a group with the words it has more than others and the answers
// nearest to its middle; false where there is nothing to name it by.
func described(list []missedOne, vectors []vector, in []int) (Group, bool) {
	in = near(vectors, in)
	g := Group{}
	middle, holds := vector{}, map[string]int{}
	likely := map[string]int{}
	for _, i := range in {
		m := list[i]
		g.Lang = m.lang
		g.Answers += m.n
		g.Folded += m.n - 1
		if m.bare {
			g.Bare += m.n
		}
		likely[m.near]++
		for w, x := range vectors[i] {
			middle[w] += x
			holds[w]++
		}
	}
	if len(in) < fewest {
		return Group{}, false
	}
	for _, w := range slices.SortedFunc(maps.Keys(middle), func(a, b string) int {
		return cmp.Or(cmp.Compare(middle[b], middle[a]), cmp.Compare(a, b))
	}) {
		if holds[w] > 1 && len(g.Words) < nameWords {
			g.Words = append(g.Words, w)
		}
	}
	if len(g.Words) == 0 {
		return Group{}, false
	}
	delete(likely, "")
	for _, id := range slices.Sorted(maps.Keys(likely)) {
		if g.Near == "" || likely[id] > likely[g.Near] {
			g.Near = id
		}
	}
	centre := middle.unit()
	slices.SortStableFunc(in, func(a, b int) int { return cmp.Compare(vectors[b].dot(centre), vectors[a].dot(centre)) })
	for _, i := range in[:min(quotes, len(in))] {
		g.Quotes = append(g.Quotes, Quote{Text: list[i].text, N: list[i].n})
	}
	return g, true
}
