// English nouns, adjectives and persons.

package nlp

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
	marks       = regexp.MustCompile(`(?i)([^\sa-z0-9'])[^\sa-z0-9']+`)
)

// Nouns gives the nouns and adjectives of an answer in their base form, and pairs
// that end in a noun. It never fails: where prose does, there are none.
func Nouns(answer string) (words []string) {
	defer func() {
		if recover() != nil {
			words = nil
		}
	}()
	tokens := tag(fence(normal.String(bounded(answer))))
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

// Persons gives the names of persons that an answer may hold, as they stand in it.
// It never fails: where prose does, there are none.
func Persons(answer string) (names []string) {
	defer func() {
		if recover() != nil {
			names = nil
		}
	}()
	answer = strings.ToValidUTF8(bounded(answer), "")
	// prose overlooks a name that ends the text
	doc, err := prose.NewDocument(fence(answer)+" .", prose.UsingModel(model()), prose.WithSegmentation(false))
	if err != nil {
		return nil
	}
	for _, e := range doc.Entities() {
		if e.Label == "PERSON" {
			names = append(names, e.Text)
		}
	}
	return names
}

// bounded cuts an answer to what is read of it.
func bounded(answer string) string {
	if len(answer) <= maxText {
		return answer
	}
	cut := maxText
	for cut > 0 && !utf8.RuneStart(answer[cut]) {
		cut--
	}
	return answer[:cut]
}

// fence brings an answer into a shape that prose reads in little time and whole.
func fence(answer string) string {
	answer = contraction.ReplaceAllString(strings.ReplaceAll(answer, "’", "'"), "$1 $2")
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
