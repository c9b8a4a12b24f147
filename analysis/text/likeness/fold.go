package likeness

// Near-duplicates: the same thing said in nearly the same words.

import (
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"dealervoice/analysis/text/normal"
)

// The sketch of an answer: hashes of its character trigrams, in bands. Two answers
// that share a band are compared; at the similarity or above they are one.
const (
	hashes     = 32
	bandSize   = 2
	similarity = 0.6
)

// Folded groups answers: for each its representative, the first of its kind.
func Folded(texts []string) []int {
	parent := make([]int, len(texts))
	shingles := make([]map[uint32]bool, len(texts))
	buckets := map[[2]uint64][]int{}
	for i, t := range texts {
		parent[i] = i
		shingles[i] = trigrams(t)
		s := sketch(shingles[i])
		met := map[int]bool{}
		for b := 0; b < hashes; b += bandSize {
			key := [2]uint64{uint64(b), s[b]<<32 ^ s[b+1]}
			for _, j := range buckets[key] {
				if r := root(parent, j); !met[r] && root(parent, i) != r {
					met[r] = true
					if alike(shingles[i], shingles[j]) >= similarity {
						parent[root(parent, i)] = min(r, root(parent, i))
						parent[r] = root(parent, i)
					}
				}
			}
			if len(buckets[key]) < maxBucket {
				buckets[key] = append(buckets[key], i)
			}
		}
	}
	for i := range parent {
		parent[i] = root(parent, i)
	}
	return parent
}

// maxBucket bounds how many of a band an answer is compared with: a stock answer
// given ten thousand times costs no more than a few.
const maxBucket = 8

func root(parent []int, i int) int {
	for parent[i] != i {
		i = parent[i]
	}
	return i
}

// trigrams are the runs of three characters of an answer without blanks and marks,
// hashed; of shorter answers the whole.
func trigrams(s string) map[uint32]bool {
	runes := []rune(strings.Map(func(r rune) rune {
		if normal.IsHan(r) || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, normal.String(s)))
	runes = runes[:min(len(runes), maxRunes)]
	out := map[uint32]bool{}
	add := func(part []rune) {
		h := fnv.New32a()
		h.Write([]byte(string(part))) // a hash never fails
		out[h.Sum32()] = true
	}
	if len(runes) <= 3 {
		add(runes)
		return out
	}
	for i := 0; i+3 <= len(runes); i++ {
		add(runes[i : i+3])
	}
	return out
}

// sketch is the least hash of the trigrams under each of many hash functions.
//
// Source: Broder (1997) On the resemblance and containment of documents.
func sketch(set map[uint32]bool) [hashes]uint64 {
	var out [hashes]uint64
	for i := range out {
		out[i] = math.MaxUint32
	}
	for x := range set {
		for i := range out {
			h := uint64(x)*(2*uint64(i)*0x9E3779B97F4A7C15+0xBF58476D1CE4E5B9) + uint64(i)*0x94D049BB133111EB
			out[i] = min(out[i], h>>32)
		}
	}
	return out
}

// alike is Jaccard's similarity of two sets.
func alike(a, b map[uint32]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	both := 0
	for x := range a {
		if b[x] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(a)+len(b)-both))
}

// Sizes counts how many answers each representative stands for.
func Sizes(parent []int) map[int]int {
	out := map[int]int{}
	for _, p := range parent {
		out[p]++
	}
	return out
}

// Representatives lists them in their order.
func Representatives(parent []int) []int {
	var out []int
	for i, p := range parent {
		if i == p {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return out
}
