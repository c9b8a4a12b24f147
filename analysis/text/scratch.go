// The working memory of one Tag call, pooled.

package text

import (
	"sync"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/model"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

type scratch struct {
	text                      normal.Text
	cut                       segment.Buffer
	zh                        []segment.Word // of the whole answer; empty without Chinese
	tokens                    []english.Token
	en                        []word
	ids                       []int32
	forms                     []string
	matches                   []match
	phrased, guessed, written []match
	other                     []match
	clauses                   []clause
	opens                     []int32
	moods                     []mood
	found                     []finding
	rows                      []tally
	order                     []int32
	loose                     []loose
	near                      []float32 // affinity to each theme
	terms                     []int32   // how many terms of each theme the answer has
	bridged                   []loose
	spans                     []place
	hints                     []float32
	focus, step               []float32
	learn                     model.Buffer
	zhGaps                    []progress
	enGaps                    []progress
	chinese                   sight
	english                   sight
	owner                     *Tagger // whose words the sights know
	gen                       int32
	wordAt                    []int32 // the word of zh that rune i belongs to
	edges                     []bool  // rune i starts a word of zh
}

var pool = sync.Pool{New: func() any { return new(scratch) }}

// maxKept bounds what a scratch may keep between calls (runes).
const maxKept = 1 << 16

func (s *scratch) release() {
	if cap(s.text.Runes) <= maxKept {
		pool.Put(s)
	}
}

// own readies what depends on the tagger's words.
func (s *scratch) own(t *Tagger) {
	if s.owner == t && s.gen < 1<<30 {
		return
	}
	s.chinese.reset(t.zhBags)
	s.english.reset(t.enBags)
	s.zhGaps = append(s.zhGaps[:0], make([]progress, len(t.zh.gaps))...)
	s.enGaps = append(s.enGaps[:0], make([]progress, len(t.en.gaps))...)
	s.owner, s.gen = t, 0
}
