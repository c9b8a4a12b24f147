// Finding patterns in Chinese: a trie over characters, one walk from every
// place, so that the cost is the length times that of the longest pattern.

package text

import "dealervoice/analysis/text/segment"

// runeTrie holds the patterns of the Chinese side of a codebook; they may
// contain Latin letters ("sku太多", "4s店").
type runeTrie struct {
	next map[uint64]int32
	ends []int32 // pattern that ends at the node, none if it does not
	root map[rune]int32
}

func newRuneTrie(p *patterns) *runeTrie {
	t := &runeTrie{next: map[uint64]int32{}, ends: []int32{none}, root: map[rune]int32{}}
	for id, pat := range p.list {
		if pat.whole {
			continue
		}
		node := int32(0)
		for _, r := range pat.text {
			node = t.child(node, r)
		}
		t.ends[node] = int32(id)
	}
	return t
}

func edge(node int32, r rune) uint64 { return uint64(node)<<21 | uint64(r) }

func (t *runeTrie) child(node int32, r rune) int32 {
	if to, ok := t.step(node, r); ok {
		return to
	}
	to := int32(len(t.ends))
	t.ends = append(t.ends, none)
	if node == 0 {
		t.root[r] = to
	} else {
		t.next[edge(node, r)] = to
	}
	return to
}

func (t *runeTrie) step(node int32, r rune) (to int32, ok bool) {
	if node == 0 {
		to, ok = t.root[r]
	} else {
		to, ok = t.next[edge(node, r)]
	}
	return to, ok
}

// match is a pattern found at runes start..end.
type match struct {
	start, end int32
	pattern    int32
	han        bool // the pattern is one of the Chinese side
	heard      bool // sounds like the pattern and is spelled otherwise
	isCue      bool // counts as a cue
	isWord     bool // counts as a word of the lexicon
}

// find appends the patterns found in runes, by start, the longest first. A
// pattern that begins or ends with a Latin letter or digit is not found inside a
// longer Latin word.
func (t *runeTrie) find(runes []rune, into []match) []match {
	for i := range runes {
		node, ok := t.root[runes[i]]
		if !ok || insideLatin(runes, i) {
			continue
		}
		first := len(into)
		for j := i + 1; ; j++ {
			if id := t.ends[node]; id != none && !insideLatin(runes, j) {
				into = append(into, match{start: int32(i), end: int32(j), pattern: id, han: true})
			}
			if j == len(runes) {
				break
			}
			if node, ok = t.next[edge(node, runes[j])]; !ok {
				break
			}
		}
		for a, b := first, len(into)-1; a < b; a, b = a+1, b-1 {
			into[a], into[b] = into[b], into[a]
		}
	}
	return into
}

// insideLatin tells whether the border before rune i lies inside a Latin word.
func insideLatin(runes []rune, i int) bool {
	return i > 0 && i < len(runes) && segment.IsLatin(runes[i-1]) && segment.IsLatin(runes[i]) &&
		isDigit(runes[i-1]) == isDigit(runes[i])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
