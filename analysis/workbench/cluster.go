package workbench

// Clusters of vectors, from the bottom up.

import (
	"dealervoice/analysis/text/likeness"
)

// clusterAtMost bounds how many are clustered: every pair of them is compared.
const clusterAtMost = 1500

// together is the mean likeness of two clusters from which on they are one.
const together = 0.16

// clustered joins vectors into clusters by the mean likeness of their members, as
// long as that is great enough. Those that are like no other stay alone.
//
// Source: average linkage (Sokal and Michener 1958) by chains of nearest neighbours
// (Murtagh 1983, The Computer Journal 26:354-359).
func clustered(vectors []likeness.Vector) [][]int {
	d := newDendrite(vectors)
	for i := range vectors {
		d.grow(i)
	}
	var out [][]int
	for _, in := range d.members {
		if len(in) > 0 {
			out = append(out, in)
		}
	}
	return out
}

// dendrite is a clustering under way: a cluster is named by one of its members.
type dendrite struct {
	likeness [][]float32 // mean, between clusters
	members  [][]int     // empty: part of another one
	final    []bool      // like no other one any more
}

func newDendrite(vectors []likeness.Vector) *dendrite {
	n := len(vectors)
	d := &dendrite{likeness: make([][]float32, n), members: make([][]int, n), final: make([]bool, n)}
	holds := map[string][]int{} // word -> the vectors so far that have it
	for i, v := range vectors {
		d.likeness[i], d.members[i] = make([]float32, n), []int{i}
		for w, x := range v {
			for _, j := range holds[w] {
				d.likeness[i][j] += float32(x * vectors[j][w])
			}
			holds[w] = append(holds[w], i)
		}
		for j := range i {
			d.likeness[j][i] = d.likeness[i][j]
		}
	}
	return d
}

// grow follows nearest neighbours from a cluster until it is final.
func (d *dendrite) grow(from int) {
	for !d.final[from] && len(d.members[from]) > 0 {
		chain := []int{from}
		for {
			at := chain[len(chain)-1]
			next, near := d.nearest(at, chain)
			if near < together {
				d.final[at] = true
				break
			}
			if len(chain) > 1 && next == chain[len(chain)-2] {
				d.join(next, at)
				break
			}
			chain = append(chain, next)
		}
	}
}

// nearest gives the cluster most like one, of equals the one before it in the chain,
// or chains would not end.
func (d *dendrite) nearest(at int, chain []int) (next int, near float32) {
	next, near = -1, -1
	if len(chain) > 1 {
		next = chain[len(chain)-2]
		near = d.likeness[at][next]
	}
	for j, in := range d.members {
		if j != at && len(in) > 0 && !d.final[j] && d.likeness[at][j] > near {
			next, near = j, d.likeness[at][j]
		}
	}
	return next, near
}

// join makes cluster b part of a.
func (d *dendrite) join(a, b int) {
	na, nb := float32(len(d.members[a])), float32(len(d.members[b]))
	for j := range d.members {
		x := (na*d.likeness[a][j] + nb*d.likeness[b][j]) / (na + nb)
		d.likeness[a][j], d.likeness[j][a] = x, x
	}
	d.members[a] = append(d.members[a], d.members[b]...)
	d.members[b] = nil
}
