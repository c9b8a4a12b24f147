// The list, and the look into it.

package sense

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.txt
var wordList string

// Field is a field of meaning and how much of the word's use is in it, 0..1.
type Field struct {
	ID     uint8
	Weight float32
}

// list holds the words by their fields: many words share theirs.
type list struct {
	fields [][]Field
	at     map[string]uint16
}

var shared = sync.OnceValue(func() *list {
	l := &list{at: make(map[string]uint16, 60000)}
	for line := range strings.Lines(wordList) {
		head, words, _ := strings.Cut(line, "\t")
		for w := range strings.FieldsSeq(words) {
			l.at[w] = uint16(len(l.fields))
		}
		l.fields = append(l.fields, fieldsOf(head))
	}
	return l
})

// fieldsOf reads "13:3 18:1": fields with quarters.
func fieldsOf(head string) []Field {
	var out []Field
	for f := range strings.FieldsSeq(head) {
		id, quarters, _ := strings.Cut(f, ":")
		out = append(out, Field{ID: number(id), Weight: float32(number(quarters)) / 4})
	}
	return out
}

func number(s string) uint8 {
	n := uint8(0)
	for _, r := range s {
		n = 10*n + uint8(r-'0')
	}
	return n
}

// Of gives the fields of a word in lower case, by its first form that has any.
func Of(forms ...string) []Field {
	l := shared()
	for _, f := range forms {
		if at, ok := l.at[f]; ok {
			return l.fields[at]
		}
	}
	return nil
}
