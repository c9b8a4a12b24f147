// English nouns and adjectives, by prose behind a fence.

package candidate

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v2"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/normal"
)

// model is prose's tagger: 0.3 s and 36 MB at its first use, read-only after.
var model = sync.OnceValue(func() *prose.Model { return prose.ModelFromData("english") })

// maxText bounds what is read of one answer (bytes).
const maxText = 4 << 10

// contraction and marks are what prose stumbles over: it drops a contraction
// before punctuation, and its time grows with the square of a run of marks.
var (
	contraction = regexp.MustCompile(`(?i)(n't|'ll|'s|'re|'m|'ve|'d)([^\sa-z0-9]+)`)
	marks       = regexp.MustCompile(`([^\sa-z0-9'])[^\sa-z0-9']+`)
)

// nouns gives the nouns and adjectives of an answer in their base form, and pairs
// that end in a noun. It never fails: where prose does, there are none.
func nouns(answer string) (words []string) {
	defer func() {
		if recover() != nil {
			words = nil
		}
	}()
	tokens := tag(fence(answer))
	before := ""
	for _, t := range tokens {
		word := strings.ToLower(t.Text)
		noun, adjective := strings.HasPrefix(t.Tag, "NN"), strings.HasPrefix(t.Tag, "JJ")
		if !noun && !adjective || !plain(word) {
			before = ""
			continue
		}
		if noun {
			word = english.Base(word)
		}
		words = append(words, word)
		if noun && before != "" {
			words = append(words, before+" "+word)
		}
		before = word
	}
	return words
}

// fence brings an answer into a shape that prose reads in little time.
func fence(answer string) string {
	if len(answer) > maxText {
		cut := maxText
		for cut > 0 && !utf8.RuneStart(answer[cut]) {
			cut--
		}
		answer = answer[:cut]
	}
	answer = normal.String(answer)
	answer = contraction.ReplaceAllString(answer, "$1 $2")
	return marks.ReplaceAllString(answer, "$1")
}

func tag(answer string) []prose.Token {
	if strings.TrimSpace(answer) == "" {
		return nil
	}
	doc, err := prose.NewDocument(answer, prose.UsingModel(model()), prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	return doc.Tokens()
}

// plain tells whether a token is a word of letters, long enough to mean something.
func plain(word string) bool {
	if len(word) < 3 {
		return false
	}
	for _, r := range word {
		if (r < 'a' || r > 'z') && r != '-' {
			return false
		}
	}
	return true
}
