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
	Contrast
	Hedge
	Suggestion
	Sarcasm
	Nothing
)

func sections() map[string]Kind {
	return map[string]Kind{
		"positive": Positive, "negative": Negative, "negators": Negator,
		"intensifiers": Intensifier, "contrast": Contrast, "hedge": Hedge,
		"suggestion": Suggestion, "sarcasm": Sarcasm, "nothing": Nothing,
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
