package workbench

// Grouping answers that are alike.

import (
	"cmp"
	"maps"
	"slices"

	"dealervoice/analysis/text/likeness"
)

// The bounds of a grouping.
const (
	groupAtMost = 4000
	mostGroups  = 15
	quotes      = 5
	cueWords    = 4
)

// enough is how many answers make a group where fewer than fewest different ones say
// it: what is said over and over is worth a look by itself.
const enough = 5

// grouped puts the answers of one language into groups, largest first: a sample is
// clustered, the rest goes to the group it is nearest to.
func grouped(list []missedOne) []Group {
	list = slices.DeleteFunc(slices.Clone(list), func(m missedOne) bool { return len(m.words) == 0 })
	list = list[:min(len(list), groupAtMost)] // in an order that is random
	weights := likeness.Weights(spoken(list))
	var vectors []likeness.Vector
	var kept []missedOne
	for _, m := range list {
		// An answer that shares no word with another is like none.
		if v := likeness.VectorOf(m.words, weights); len(v) > 0 {
			kept, vectors = append(kept, m), append(vectors, v)
		}
	}
	clusters := clustered(vectors[:min(len(vectors), clusterAtMost)])
	adopt(clusters, vectors)
	var out []Group
	for _, in := range clusters {
		if g, ok := described(kept, vectors, in); ok {
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(b.Answers, a.Answers) })
	return out[:min(len(out), mostGroups)]
}

// spoken lists the words of answers, those of repeated ones as often as they were
// said, up to twice: that is what tells a word said again from one said once.
func spoken(list []missedOne) [][]string {
	var out [][]string
	for _, m := range list {
		for range min(m.n, 2) {
			out = append(out, m.words)
		}
	}
	return out
}

// adopt adds the vectors behind the sample to the clusters that they are near.
func adopt(clusters [][]int, vectors []likeness.Vector) {
	centres := make([]likeness.Vector, len(clusters))
	for c, in := range clusters {
		centres[c] = middle(vectors, in).Unit()
	}
	for i := clusterAtMost; i < len(vectors); i++ {
		best, near := -1, apart
		for c, centre := range centres {
			if d := vectors[i].Dot(centre); d >= near {
				best, near = c, d
			}
		}
		if best >= 0 {
			clusters[best] = append(clusters[best], i)
		}
	}
}

func middle(vectors []likeness.Vector, in []int) likeness.Vector {
	out := likeness.Vector{}
	for _, i := range in {
		for w, x := range vectors[i] {
			out[w] += x
		}
	}
	return out
}

// apart is below which likeness to the middle an answer only stands in a group since
// it had to stand somewhere.
const apart = 0.3

// near leaves out answers that are far from the middle of their group.
func near(vectors []likeness.Vector, in []int) []int {
	centre := middle(vectors, in).Unit()
	return slices.DeleteFunc(slices.Clone(in), func(i int) bool { return vectors[i].Dot(centre) < apart })
}

// described writes a group with its name, the words it has more than others and the
// answers nearest to its middle; false where it is too small or nothing names it.
func described(list []missedOne, vectors []likeness.Vector, in []int) (Group, bool) {
	in = near(vectors, in)
	g := Group{}
	holds, likely := map[string]int{}, map[string]int{}
	for _, i := range in {
		m := list[i]
		g.Lang = m.lang
		g.Answers += m.n
		g.Folded += m.n - 1
		if m.bare {
			g.Bare += m.n
		}
		likely[m.near] += m.n
		for w := range vectors[i] {
			holds[w] += m.n
		}
	}
	if g.Answers < fewest || len(in) < fewest && g.Answers < enough {
		return Group{}, false
	}
	sum := middle(vectors, in)
	for _, w := range slices.SortedFunc(maps.Keys(sum), func(a, b string) int {
		return cmp.Or(cmp.Compare(sum[b], sum[a]), cmp.Compare(a, b))
	}) {
		if holds[w] > 1 && len(g.Words) < cueWords {
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
	centre := sum.Unit()
	slices.SortStableFunc(in, func(a, b int) int { return cmp.Compare(vectors[b].Dot(centre), vectors[a].Dot(centre)) })
	texts := make([]said, len(in))
	for k, i := range in {
		texts[k] = said{list[i].text, list[i].n}
	}
	g.Name = nameOf(texts, g)
	for _, i := range in[:min(quotes, len(in))] {
		g.Quotes = append(g.Quotes, Quote{Text: list[i].text, N: list[i].n})
	}
	return g, true
}
