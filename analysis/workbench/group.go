package workbench

// Grouping answers that are alike.

import (
	"cmp"
	"maps"
	"math"
	"math/rand/v2"
	"slices"

	"dealervoice/analysis/text/likeness"
)

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
	weights := likeness.Weights(wordsOf(list))
	// An answer that shares no word with another is like none.
	list = slices.DeleteFunc(slices.Clone(list), func(m missedOne) bool { return len(likeness.VectorOf(m.words, weights)) == 0 })
	if len(list) < fewest {
		return nil
	}
	vectors := make([]likeness.Vector, len(list))
	for i, m := range list {
		vectors[i] = likeness.VectorOf(m.words, weights)
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

// cluster gives each vector a group, and how well they fit in sum.
func cluster(vectors []likeness.Vector, k int, rng *rand.Rand) (at []int, fit float64) {
	centres := seeds(vectors, k, rng)
	at = make([]int, len(vectors))
	for range rounds {
		moved := false
		fit = 0
		for i, v := range vectors {
			best, near := at[i], -1.0
			for c, centre := range centres {
				if d := v.Dot(centre); d > near+1e-12 {
					best, near = c, d
				}
			}
			moved = moved || best != at[i]
			at[i], fit = best, fit+near
		}
		if !moved {
			break
		}
		sums := make([]likeness.Vector, k)
		for c := range sums {
			sums[c] = likeness.Vector{}
		}
		for i, v := range vectors {
			for w, x := range v {
				sums[at[i]][w] += x
			}
		}
		for c := range centres {
			if len(sums[c]) > 0 {
				centres[c] = sums[c].Unit()
			}
		}
	}
	return at, fit
}

// seeds draws centres far from each other (k-means++, Arthur and Vassilvitskii
// 2007).
func seeds(vectors []likeness.Vector, k int, rng *rand.Rand) []likeness.Vector {
	centres := []likeness.Vector{vectors[rng.IntN(len(vectors))]}
	far := make([]float64, len(vectors))
	for len(centres) < k {
		sum := 0.0
		for i, v := range vectors {
			far[i] = 2
			for _, c := range centres {
				far[i] = min(far[i], 1-v.Dot(c))
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
func near(vectors []likeness.Vector, in []int) []int {
	middle := likeness.Vector{}
	for _, i := range in {
		for w, x := range vectors[i] {
			middle[w] += x
		}
	}
	centre := middle.Unit()
	return slices.DeleteFunc(slices.Clone(in), func(i int) bool { return vectors[i].Dot(centre) < apart })
}

// described writes a group with the words it has more than others and the answers
// nearest to its middle; false where there is nothing to name it by.
func described(list []missedOne, vectors []likeness.Vector, in []int) (Group, bool) {
	in = near(vectors, in)
	g := Group{}
	middle, holds := likeness.Vector{}, map[string]int{}
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
	centre := middle.Unit()
	slices.SortStableFunc(in, func(a, b int) int { return cmp.Compare(vectors[b].Dot(centre), vectors[a].Dot(centre)) })
	for _, i := range in[:min(quotes, len(in))] {
		g.Quotes = append(g.Quotes, Quote{Text: list[i].text, N: list[i].n})
	}
	return g, true
}

func wordsOf(list []missedOne) [][]string {
	out := make([][]string, len(list))
	for i, m := range list {
		out[i] = m.words
	}
	return out
}
