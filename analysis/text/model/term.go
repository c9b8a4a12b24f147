// The terms of an answer: words, pairs of words, character n-grams.

package model

import (
	"unicode/utf8"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// Answer is a normalised answer, cut into words by the caller.
type Answer struct {
	Runes  []rune
	Words  []segment.Word  // of the whole answer
	Tokens []english.Token // its English words
	Hints  []float32       // what the codebook found, by theme; may be empty

	// Where good and bad about one theme is asked for: the theme, and the stretch
	// (runes) that speaks of it. Empty Topic: the answer as a whole is asked about.
	Topic       string
	From, Until int
}

// view tells words from characters.
type view uint8

const (
	wordView view = iota
	charView
	topicView // words of the stretch about the topic, bound to it
	views
)

// term is one occurrence of a feature.
type term struct {
	key        []byte // valid until the next one
	view       view
	start, end int
}

// The first byte of a key keeps the kinds apart.
const (
	wordKey  = 'w'
	pairKey  = 'p'
	charKey  = 'c'
	partKey  = 'n'
	topicKey = 't' // before the topic
	restKey  = 'r' // before a word outside the stretch
)

// terms hands every term of the answer to emit.
func (a *Answer) terms(buffer *[]byte, emit func(term)) {
	if a.Topic != "" {
		emit = a.about(emit)
	}
	a.chineseTerms(buffer, emit)
	a.englishTerms(buffer, emit)
}

// about narrows the terms to the stretch about the topic: there they stand as they
// are and, words, bound to the topic too; outside only words stand, marked.
func (a *Answer) about(emit func(term)) func(term) {
	var bound []byte
	return func(t term) {
		switch {
		case t.start >= a.From && t.end <= a.Until:
			emit(t)
			if t.view == wordView {
				bound = append(append(append(append(bound[:0], topicKey), a.Topic...), ' '), t.key...)
				emit(term{bound, topicView, t.start, t.end})
			}
		case t.view == wordView && t.key[0] == wordKey:
			bound = append(append(bound[:0], restKey), t.key...)
			emit(term{bound, charView, t.start, t.end})
		}
	}
}

// chineseTerms are words, pairs of words and one to three characters.
func (a *Answer) chineseTerms(buffer *[]byte, emit func(term)) {
	last := -1
	for i, w := range a.Words {
		if !normal.IsHan(a.Runes[w.Start]) && !segment.IsLatin(a.Runes[w.Start]) {
			last = -1
			continue
		}
		han := normal.IsHan(a.Runes[w.Start])
		if han {
			emit(term{key(buffer, wordKey, a.Runes[w.Start:w.End]), wordView, w.Start, w.End})
		}
		if last >= 0 && (han || normal.IsHan(a.Runes[a.Words[last].Start])) {
			emit(term{key(buffer, pairKey, a.Runes[a.Words[last].Start:a.Words[last].End], a.Runes[w.Start:w.End]), wordView, a.Words[last].Start, w.End})
		}
		last = i
	}
	for i, r := range a.Runes {
		if !normal.IsHan(r) {
			continue
		}
		for n := 1; n <= 3 && i+n <= len(a.Runes) && normal.IsHan(a.Runes[i+n-1]); n++ {
			emit(term{key(buffer, charKey, a.Runes[i:i+n]), charView, i, i + n})
		}
	}
}

// englishTerms are stems, pairs of stems and three to five letters inside a word.
func (a *Answer) englishTerms(buffer *[]byte, emit func(term)) {
	for i, t := range a.Tokens {
		*buffer = append(append((*buffer)[:0], wordKey), english.Base(t.Word)...)
		emit(term{*buffer, wordView, t.Start, t.End})
		if i > 0 && t.Start-a.Tokens[i-1].End <= 2 {
			*buffer = append(append((*buffer)[:0], pairKey), english.Base(a.Tokens[i-1].Word)...)
			*buffer = append(append(*buffer, ' '), english.Base(t.Word)...)
			emit(term{*buffer, wordView, a.Tokens[i-1].Start, t.End})
		}
		word := "<" + t.Word + ">"
		for j := range word {
			for n := 3; n <= 5 && j+n <= len(word); n++ {
				*buffer = append(append((*buffer)[:0], partKey), word[j:j+n]...)
				emit(term{*buffer, charView, t.Start, t.End})
			}
		}
	}
}

func key(buffer *[]byte, kind byte, parts ...[]rune) []byte {
	b := append((*buffer)[:0], kind)
	for i, part := range parts {
		if i > 0 {
			b = append(b, ' ')
		}
		for _, r := range part {
			b = utf8.AppendRune(b, r)
		}
	}
	*buffer = b
	return b
}
