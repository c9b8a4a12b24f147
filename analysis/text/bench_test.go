package text_test

import (
	"testing"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// BenchmarkTag is one answer of a dealer, about thirty characters.
func BenchmarkTag(b *testing.B) {
	tagger, list := product(b), examples(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		tagger.Tag(text.Input{Text: list[i%len(list)].text})
	}
}

// BenchmarkSegmenterAlone is the yardstick: cutting the same answers, no more.
func BenchmarkSegmenterAlone(b *testing.B) {
	list, segmenter := examples(b), segment.New(nil)
	var answer normal.Text
	var buffer segment.Buffer
	for i := 0; b.Loop(); i++ {
		answer.Set(list[i%len(list)].text)
		segmenter.Cut(answer.Runes, &buffer)
	}
}

// BenchmarkNew is what a change of the codebook costs; the dictionary is loaded.
func BenchmarkNew(b *testing.B) {
	product(b)
	for b.Loop() {
		product(b)
	}
}
