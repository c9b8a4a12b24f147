// Chinese words, from the segmenter, and pairs of pieces that it left over.

package candidate

import (
	"strings"

	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// chinese cuts answers with a buffer of its own.
type chinese struct {
	segmenter *segment.Segmenter
	text      normal.Text
	buffer    segment.Buffer
}

func newChinese() *chinese { return &chinese{segmenter: segment.New(nil)} }

// maxRunes bounds what is read of one answer.
const maxRunes = 2000

// words gives the nouns, verbs and adjectives of two characters or more, and
// neighbouring pieces of which one is a single character: trade words that no
// dictionary knows (窜货, 核销) come in such pieces.
func (c *chinese) words(answer string) []string {
	c.text.Set(answer)
	runes := c.text.Runes[:min(len(c.text.Runes), maxRunes)]
	var out []string
	previous := ""
	for _, w := range c.segmenter.Cut(runes, &c.buffer) {
		word := string(runes[w.Start:w.End])
		if !normal.IsHan(runes[w.Start]) {
			previous = ""
			continue
		}
		size := w.End - w.Start
		if size > 1 && content(word) {
			out = append(out, word)
		}
		if function(word) {
			previous = ""
			continue
		}
		if pair := previous + word; previous != "" && (size == 1 || len([]rune(previous)) == 1) && len([]rune(pair)) <= 4 {
			out = append(out, pair)
		}
		previous = word
	}
	return out
}

// content tells whether a word's class can name or rate a thing.
func content(word string) bool {
	class := segment.Class(word)
	return class != "" && strings.Contains("nva", class[:1]) && !function(word)
}

// function tells whether a word only holds a sentence together.
func function(word string) bool {
	switch segment.Class(word) {
	case "r", "c", "p", "u", "uj", "ul", "ud", "uv", "y", "d", "m", "q", "f", "t", "e", "o", "zg":
		return true
	}
	return strings.Contains("的了是在有和不我你他就都也很还没要会能可把被给让去来说到这那个们", word)
}
