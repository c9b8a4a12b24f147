// The terms of an answer: words, pairs of words, character n-grams.

package model

import (
	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
	"dealervoice/analysis/text/sense"
)

// Answer is a normalised answer, cut into words by the caller.
type Answer struct {
	Runes  []rune
	Words  []segment.Word  // of the whole answer
	Tokens []english.Token // its English words
	Hints  []float32       // what the codebook found, by theme; may be empty

	// Where good and bad about one theme is asked for: the theme, and how much each
	// rune speaks of it, 0..1. Empty Topic: the answer as a whole is asked about.
	Topic string
	Focus []float32
}

// view is a kind of terms, brought to length one by itself.
type view uint8

const (
	wordView view = iota
	charView
	topicView     // words about the topic, bound to it
	focusView     // words about the topic
	focusCharView // characters about the topic
	senseView     // fields of meaning
	views
)

// term is one occurrence of a feature. Its key is a hash: of a hundred thousand terms
// two share one of 64 bits once in 4 * 10^9 models.
type term struct {
	key        uint64
	start, end int32 // runes
	weight     float32
	view       view
}

// key is a hash in the making (FNV-1a over runes, with a last stir).
type key uint64

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// The kinds of terms, which begin their keys.
const (
	wordKey  key = 'w'
	pairKey  key = 'p'
	charKey  key = 'c'
	partKey  key = 'n'
	markKey  key = 'm'
	nearKey  key = 'r'
	fieldKey key = 'f'
)

func (k key) begin() key      { return (fnvOffset ^ k) * fnvPrime }
func (k key) rune(r rune) key { return (k ^ key(r)) * fnvPrime }
func (k key) with(o key) key  { return (k ^ o ^ o>>29) * fnvPrime }
func (k key) end() uint64     { k ^= k >> 32; k *= 0x9E3779B97F4A7C15; return uint64(k ^ k>>29) }
func (k key) runes(l []rune) key {
	for _, r := range l {
		k = k.rune(r)
	}
	return k
}

func (k key) word(s string) key {
	for _, r := range s {
		k = k.rune(r)
	}
	return k
}

// Read collects the terms of an answer into the buffer: what every use of the buffer
// for this answer begins with.
func (a *Answer) Read(b *Buffer) {
	b.terms = b.terms[:0]
	a.chineseTerms(b)
	a.englishTerms(b)
	b.plain = len(b.terms)
	for i, r := range a.Runes {
		switch r {
		case '?', '!', '~', '…', ':', '%', '"':
			b.emit(markKey.begin().rune(r), wordView, i, i+1)
		}
	}
}

func (b *Buffer) emit(k key, v view, start, end int) {
	b.terms = append(b.terms, term{k.end(), int32(start), int32(end), 1, v})
}

// fields emits what fields of meaning a word belongs to, each by its share.
func (b *Buffer) fields(word, base string, start, end int) {
	for _, f := range sense.Of(word, base) {
		k := fieldKey.begin().rune(rune(f.ID))
		b.terms = append(b.terms, term{k.end(), int32(start), int32(end), f.Weight, senseView})
	}
}

// minFocus is the focus below which a term says nothing of the topic.
const minFocus = 0.02

// about lists the terms of the buffer anew, as they speak of the topic: as much as
// their place does, by themselves and bound to it.
func (a *Answer) about(b *Buffer) []term {
	topic := wordKey.begin().word(a.Topic)
	b.bound = b.bound[:0]
	for _, t := range b.terms {
		t.weight *= (a.Focus[t.start] + a.Focus[t.end-1]) / 2
		if t.weight < minFocus {
			continue
		}
		plain := key(t.key)
		t.key = plain.with(nearKey).end()
		if t.view == charView {
			t.view = focusCharView
			b.bound = append(b.bound, t)
			continue
		}
		t.view = focusView
		b.bound = append(b.bound, t)
		t.key, t.view = plain.with(topic).end(), topicView
		b.bound = append(b.bound, t)
	}
	return b.bound
}

// chineseTerms are words, pairs of words and one to three characters.
func (a *Answer) chineseTerms(b *Buffer) {
	last := -1
	for i, w := range a.Words {
		han := normal.IsHan(a.Runes[w.Start])
		if !han && !segment.IsLatin(a.Runes[w.Start]) {
			last = -1
			continue
		}
		if han {
			b.emit(wordKey.begin().runes(a.Runes[w.Start:w.End]), wordView, w.Start, w.End)
		}
		if last >= 0 {
			before := a.Words[last]
			if han || normal.IsHan(a.Runes[before.Start]) {
				k := pairKey.begin().runes(a.Runes[before.Start:before.End]).rune(' ').runes(a.Runes[w.Start:w.End])
				b.emit(k, wordView, before.Start, w.End)
			}
		}
		last = i
	}
	for i, r := range a.Runes {
		if !normal.IsHan(r) {
			continue
		}
		k := charKey.begin()
		for n := 1; n <= 3 && i+n <= len(a.Runes) && normal.IsHan(a.Runes[i+n-1]); n++ {
			k = k.rune(a.Runes[i+n-1])
			b.emit(k, charView, i, i+n)
		}
	}
}

// englishTerms are stems, pairs of stems, fields of meaning and three to five letters
// inside a word.
func (a *Answer) englishTerms(b *Buffer) {
	var before string
	for i, t := range a.Tokens {
		base := english.Base(t.Word)
		b.emit(wordKey.begin().word(base), wordView, t.Start, t.End)
		if i > 0 && t.Start-a.Tokens[i-1].End <= 2 {
			b.emit(pairKey.begin().word(before).rune(' ').word(base), wordView, a.Tokens[i-1].Start, t.End)
		}
		b.fields(t.Word, base, t.Start, t.End)
		before = base
		letter := func(j int) rune {
			switch j {
			case 0:
				return '<'
			case len(t.Word) + 1:
				return '>'
			}
			return rune(t.Word[j-1])
		}
		for j := 0; j+3 <= len(t.Word)+2; j++ {
			k := partKey.begin().rune(letter(j)).rune(letter(j + 1))
			for n := 3; n <= 5 && j+n <= len(t.Word)+2; n++ {
				k = k.rune(letter(j + n - 1))
				b.emit(k, charView, t.Start, t.End)
			}
		}
	}
}
