// Finding patterns in English: a trie over words, where a word of the text
// stands for each of its forms.

package text

import (
	"strings"

	"dealervoice/analysis/text/english"
)

// phraseTrie holds the patterns of the English side of a codebook.
type phraseTrie struct {
	words   map[string]int32 // word of a pattern -> id
	heads   map[string]int32 // "abc" of a cue "abc*" -> id
	longest int              // letters of the longest head
	next    map[uint64]int32
	ends    []int32
}

func newPhraseTrie(p *patterns) *phraseTrie {
	t := &phraseTrie{words: map[string]int32{}, heads: map[string]int32{}, next: map[uint64]int32{}, ends: []int32{none}}
	for id, pat := range p.list {
		if !pat.whole {
			t.insert(strings.Fields(pat.text), int32(id))
		}
	}
	return t
}

func (t *phraseTrie) insert(words []string, id int32) {
	node := int32(0)
	for _, w := range words {
		key := uint64(node)<<32 | uint64(t.id(w))
		to, ok := t.next[key]
		if !ok {
			to = int32(len(t.ends))
			t.ends = append(t.ends, none)
			t.next[key] = to
		}
		node = to
	}
	if t.ends[node] == none {
		t.ends[node] = id
	}
}

// id numbers a word or a head; words and heads share the numbers.
func (t *phraseTrie) id(word string) int32 {
	table := t.words
	if head, ok := strings.CutSuffix(word, "*"); ok {
		table, word = t.heads, head
		t.longest = max(t.longest, len(head))
	}
	id, ok := table[word]
	if !ok {
		id = int32(len(t.words) + len(t.heads))
		table[word] = id
	}
	return id
}

// word is one word of an answer with the ids of the patterns' words it stands for.
type word struct {
	start, end int32
	ids        []int32
	filler     bool // may stand between the words of a pattern
	glued      bool // nothing but space or hyphen up to the next word
}

// wordIDs appends the ids that a word stands for.
func (t *phraseTrie) wordIDs(w string, forms []string, into []int32) ([]int32, []string) {
	forms = english.Forms(w, forms[:0])
	for _, f := range forms {
		if id, ok := t.words[f]; ok {
			into = append(into, id)
		}
	}
	for n := 2; n <= len(w) && n <= t.longest; n++ {
		if id, ok := t.heads[w[:n]]; ok {
			into = append(into, id)
		}
	}
	return into, forms
}

// find appends the patterns found in words, by start, the longest first.
func (t *phraseTrie) find(words []word, into []match) []match {
	w := walk{trie: t, words: words, found: into}
	for i := range words {
		first := len(w.found)
		w.from = i
		w.on(i, 0, 0)
		sortLongestFirst(w.found[first:])
	}
	return w.found
}

// maxFiller bounds the words that may stand inside a phrase ("the", "very").
const maxFiller = 2

// walk is the search for the patterns that begin at one word.
type walk struct {
	trie  *phraseTrie
	words []word
	from  int
	found []match
}

// on follows every reading of words[at] from a node.
func (w *walk) on(at int, node int32, skipped int) {
	here := &w.words[at]
	more := at+1 < len(w.words) && here.glued
	for _, id := range here.ids {
		to, ok := w.trie.next[uint64(node)<<32|uint64(id)]
		if !ok {
			continue
		}
		if p := w.trie.ends[to]; p != none {
			w.found = append(w.found, match{start: w.words[w.from].start, end: here.end, pattern: p})
		}
		if more {
			w.on(at+1, to, skipped)
		}
	}
	if at > w.from && here.filler && skipped < maxFiller && more {
		w.on(at+1, node, skipped+1)
	}
}

// sortLongestFirst orders the few matches of one place and drops doubles.
func sortLongestFirst(m []match) {
	for i := 1; i < len(m); i++ {
		for j := i; j > 0 && m[j].end > m[j-1].end; j-- {
			m[j], m[j-1] = m[j-1], m[j]
		}
	}
}
