// Reading the lists.

package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

// Kind is what a word does in a sentence.
type Kind uint8

// The kinds, named as the sections of the lists.
const (
	Positive Kind = iota + 1
	Negative
	Negator
	Intensifier
	Strain // complains without naming what is bad: "again", "迟迟"
	Contrast
	Hedge
	Suggestion
	Sarcasm
	Nothing
	Everyday // so usual that a cue of one such word says little
)

func sections() map[string]Kind {
	return map[string]Kind{
		"positive": Positive, "negative": Negative, "negators": Negator,
		"intensifiers": Intensifier, "strain": Strain, "contrast": Contrast, "hedge": Hedge,
		"suggestion": Suggestion, "sarcasm": Sarcasm, "nothing": Nothing, "everyday": Everyday,
	}
}

// Words are a language's words by kind, as written.
type Words map[Kind][]string

//go:embed zh.txt
var chinese string

//go:embed en.txt
var english string

var zh = sync.OnceValue(func() Words { return read(chinese) })
var en = sync.OnceValue(func() Words { return read(english) })

// Of gives the words of a language ("zh", "en"); callers must not change them.
func Of(lang string) Words {
	if lang == "zh" {
		return zh()
	}
	return en()
}

func read(list string) Words {
	words, kind := Words{}, Kind(0)
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case line[0] == '[':
			kind = sections()[strings.Trim(line, "[]")]
		case strings.Contains(line, "|"):
			words[kind] = append(words[kind], strings.Split(line, "|")...)
		default:
			words[kind] = append(words[kind], strings.Fields(line)...)
		}
	}
	return words
}

//go:embed synonyms_zh.txt
var chineseSynonyms string

//go:embed synonyms_en.txt
var englishSynonyms string

// Groups lists words that people of the trade use for the same thing, first the
// most usual.
func Groups(lang string) [][]string {
	list, cut := chineseSynonyms, strings.Fields
	if lang != "zh" {
		list, cut = englishSynonyms, func(line string) []string { return strings.Split(strings.TrimSpace(line), "|") }
	}
	var groups [][]string
	for line := range strings.Lines(list) {
		if words := cut(line); len(words) > 1 {
			groups = append(groups, words)
		}
	}
	return groups
}

// Synonyms numbers the words of the groups; words of one group share a number.
// The map is the caller's own.
func Synonyms(lang string) map[string]int32 {
	ids := map[string]int32{}
	for i, group := range Groups(lang) {
		for _, w := range group {
			if _, taken := ids[w]; !taken {
				ids[w] = int32(i)
			}
		}
	}
	return ids
}
