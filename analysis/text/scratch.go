// The working memory of one Tag call, pooled.

package text

import (
	"sync"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

type scratch struct {
	text     normal.Text
	cut      segment.Buffer
	zh       []segment.Word // of the whole answer; empty without Chinese
	tokens   []english.Token
	en       []word
	ids      []int32
	forms    []string
	matches  []match
	other    []match
	clauses  []clause
	opens    []int32
	moods    []mood
	found    []finding
	rows     []tally
	order    []int32
	loose    []loose
	chinese  sight
	english  sight
	owner    *Tagger // whose words the sights know
	gen      int32
	anyRated bool
	edges    []bool // rune i starts a word of zh
}

var pool = sync.Pool{New: func() any { return new(scratch) }}

// maxKept bounds what a scratch may keep between calls (runes).
const maxKept = 1 << 16

func (s *scratch) release() {
	if cap(s.text.Runes) <= maxKept {
		pool.Put(s)
	}
}
