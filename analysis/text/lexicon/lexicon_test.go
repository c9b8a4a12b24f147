package lexicon_test

import (
	"slices"
	"testing"

	"dealervoice/analysis/text/lexicon"
)

func TestNoWordIsBothPraiseAndBlame(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		words := lexicon.Of(lang)
		for kind := lexicon.Positive; kind <= lexicon.Contrast; kind++ {
			if len(words[kind]) < 10 {
				t.Errorf("%s: kind %d has %d words", lang, kind, len(words[kind]))
			}
		}
		for _, w := range words[lexicon.Positive] {
			if slices.Contains(words[lexicon.Negative], w) {
				t.Errorf("%s: %q is praise and blame", lang, w)
			}
		}
	}
}

func TestSynonymsShareANumber(t *testing.T) {
	zh, en := lexicon.Synonyms("zh"), lexicon.Synonyms("en")
	if zh["断货"] != zh["脱销"] || zh["断货"] == zh["返利"] || en["poster"] != en["leaflet"] {
		t.Error("groups are mixed up")
	}
	zh["断货"] = -1
	if lexicon.Synonyms("zh")["断货"] == -1 {
		t.Error("a caller can spoil the table for others")
	}
}
