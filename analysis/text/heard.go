// A second chance by ear: a cue typed with a wrong homophone. It is taken only
// where the characters as typed make no word, and where at least half of them
// are right.

package text

import (
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
	"dealervoice/analysis/text/sound"
)

// ear is a trie over syllables of the cues.
type ear struct {
	next map[uint32]int32
	ends [][]int32 // patterns that sound like this
}

// minHeard and maxHeard bound the characters of a cue that is listened for.
const (
	minHeard = 2
	maxHeard = 6
)

func newEar(p *patterns) *ear {
	e := &ear{next: map[uint32]int32{}, ends: [][]int32{nil}}
	for id := range p.list {
		if pat := &p.list[id]; pat.cue && !pat.whole {
			e.insert([]rune(pat.text), int32(id))
		}
	}
	return e
}

func (e *ear) insert(runes []rune, id int32) {
	if len(runes) < minHeard || len(runes) > maxHeard {
		return
	}
	for _, r := range runes {
		if sound.Of(r) == 0 {
			return
		}
	}
	node := int32(0)
	for _, r := range runes {
		key := uint32(node)<<10 | uint32(sound.Of(r))
		to, ok := e.next[key]
		if !ok {
			to = int32(len(e.ends))
			e.next[key] = to
			e.ends = append(e.ends, nil)
		}
		node = to
	}
	e.ends[node] = append(e.ends[node], id)
}

// find appends the cues that are only heard.
func (e *ear) find(s *scratch, p *patterns, into []match) []match {
	runes := s.text.Runes
	for i := range runes {
		if !normal.IsHan(runes[i]) {
			continue
		}
		node := int32(0)
		for j := i; j < len(runes) && j < i+maxHeard; j++ {
			syllable := sound.Of(runes[j])
			to, ok := e.next[uint32(node)<<10|uint32(syllable)]
			if syllable == 0 || !ok {
				break
			}
			node = to
			for _, id := range e.ends[node] {
				if misspelled(runes[i:j+1], p.list[id].text) && !s.word(i, j+1) {
					into = append(into, match{start: int32(i), end: int32(j + 1), pattern: id, han: true, heard: true})
				}
			}
		}
	}
	return into
}

// misspelled tells whether the text differs from the cue in at most half of its
// characters, but does differ.
func misspelled(runes []rune, cue string) bool {
	wrong, i := 0, 0
	for _, r := range cue {
		if runes[i] != r {
			wrong++
		}
		i++
	}
	return wrong > 0 && wrong*2 <= len(runes)
}

// word tells whether some wrong reading is ruled out because the typed
// characters belong to a known word of more than one character.
func (s *scratch) word(from, to int) bool {
	for _, w := range s.wordsAround(from, to) {
		if w.Known && w.End-w.Start > 1 && (w.Start < from || w.End > to || w.Start == from && w.End == to) {
			return true
		}
	}
	return false
}

// wordsAround gives the words that touch the runes from..to.
func (s *scratch) wordsAround(from, to int) []segment.Word {
	first := s.wordAt[from]
	last := s.wordAt[to-1]
	return s.zh[first : last+1]
}
