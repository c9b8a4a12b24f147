// A codebook and the lexicon as patterns to look for. What a pattern means
// stands in its entries; how it is found is the matchers' business.

package text

import (
	"math"
	"strings"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/lexicon"
	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// entry is one meaning of a pattern: a cue of a theme, a word of the lexicon,
// or a phrase that blocks another pattern.
type entry struct {
	theme    int16        // place in the book; none for a word of the lexicon
	kind     lexicon.Kind // 0 for a cue
	polarity Polarity     // of a cue that carries one
	weak     bool
	derived  bool    // not written in the book: from a name, a boundary or a synonym
	rank     float32 // place in its list: 0 the first, nearly 1 the last
	blocks   string  // the cue that means something else inside this phrase
}

const none = -1

// pattern is a normalised string with all its meanings.
type pattern struct {
	text    string
	entries []entry
	cue     bool // has an entry that is a cue
	polar   bool // has a cue entry with polarity
	words   bool // has an entry of the lexicon
	blocker bool
	parts   []partOf // of cues with gaps
	whole   bool     // a cue with gaps, found by its parts
	traits  traits
}

// traits tell how much a cue says by its form alone.
type traits struct {
	wild       bool    // "abc*"
	evaluative bool    // a word of praise or blame: says how, not what
	everyday   bool    // one usual word, or a single character
	contested  bool    // a cue of several themes
	phrase     bool    // several words
	runes      float32 // characters of a Chinese cue
	frequency  float32 // log10 of the dictionary's count, Chinese
}

// patterns collects the patterns of one language.
type patterns struct {
	list []pattern
	at   map[string]int32
	gaps []gapCue
}

func newPatterns() *patterns { return &patterns{at: map[string]int32{}} }

func (p *patterns) add(text string, e entry) {
	if text == "" {
		return
	}
	pat := &p.list[p.pattern(text)]
	for _, old := range pat.entries {
		if old.theme == e.theme && old.kind == e.kind && old.polarity == e.polarity && old.blocks == e.blocks {
			return
		}
	}
	pat.entries = append(pat.entries, e)
	switch {
	case e.blocks != "":
		pat.blocker = true
	case e.kind != 0:
		pat.words = true
	default:
		pat.cue = true
		pat.polar = pat.polar || e.polarity != Neutral
	}
}

// pattern gives the id of a pattern, a new one if need be.
func (p *patterns) pattern(text string) int32 {
	id, ok := p.at[text]
	if !ok {
		id = int32(len(p.list))
		p.at[text] = id
		p.list = append(p.list, pattern{text: text})
	}
	return id
}

// collect gathers what is to be looked for in one language. form brings a cue
// into the shape in which the language's matcher keeps it.
func collect(book *codebook.Book, lang string, form func(string) string) *patterns {
	p := newPatterns()
	for i, theme := range book.Themes {
		weak := map[string]bool{}
		for _, w := range theme.Weak {
			weak[form(w)] = true
		}
		cues := theme.Cues[lang]
		for _, list := range []struct {
			cues     []string
			polarity Polarity
		}{{cues.Negative, Negative}, {cues.Positive, Positive}, {cues.Topic, Neutral}} {
			for j, cue := range list.cues {
				if parts := gapParts(cue); parts != nil {
					p.addGap(parts, form, entry{theme: int16(i), polarity: list.polarity})
					continue
				}
				f := form(cue)
				p.add(f, entry{theme: int16(i), polarity: list.polarity, weak: weak[f], rank: rank(list.polarity, j, len(list.cues))})
			}
		}
	}
	derive(p, book, lang, form)
	for cue, phrases := range book.Blockers {
		for _, phrase := range phrases {
			if f := form(cue); isHan(cue) == (lang == "zh") {
				p.add(form(phrase), entry{theme: none, blocks: f})
			}
		}
	}
	collectLexicon(p, book.Lexicon[lang], lang, form)
	p.characterise(lang)
	return p
}

// rank is the place of a topic cue in its list: people write the clearest first.
// A cue with polarity is clear wherever it stands.
func rank(p Polarity, at, of int) float32 {
	if p != Neutral {
		return 0
	}
	return float32(at) / float32(of)
}

// characterise fills the traits of the cues.
func (p *patterns) characterise(lang string) {
	everyday := map[string]bool{}
	for _, w := range lexicon.Of(lang)[lexicon.Everyday] {
		everyday[w] = true
	}
	for i := range p.list {
		pat := &p.list[i]
		first := int16(none)
		for _, e := range pat.entries {
			switch {
			case e.kind == lexicon.Positive || e.kind == lexicon.Negative || e.kind == lexicon.Hedge:
				pat.traits.evaluative = true
			case e.kind == 0 && e.theme != none:
				pat.traits.contested = pat.traits.contested || first != none && first != e.theme
				first = e.theme
			}
		}
		bare := strings.TrimSuffix(pat.text, "*")
		pat.traits.wild = bare != pat.text
		pat.traits.phrase = strings.Contains(bare, " ")
		pat.traits.everyday = everyday[bare]
		if isHan(bare) {
			n := len([]rune(bare))
			pat.traits.runes = float32(n)
			pat.traits.everyday = n == 1
			pat.traits.frequency = float32(math.Log10(1 + segment.Frequency(bare)))
		}
	}
}

func collectLexicon(p *patterns, own codebook.Lexicon, lang string, form func(string) string) {
	add := func(kind lexicon.Kind, words []string) {
		for _, w := range words {
			p.add(form(w), entry{theme: none, kind: kind})
		}
	}
	general := lexicon.Of(lang)
	for kind := lexicon.Positive; kind < lexicon.Nothing; kind++ {
		add(kind, general[kind])
	}
	add(lexicon.Positive, own.Positive)
	add(lexicon.Negative, own.Negative)
	add(lexicon.Negator, own.Negators)
	add(lexicon.Intensifier, own.Intensifiers)
	add(lexicon.Contrast, own.Contrast)
	add(lexicon.Hedge, own.Hedge)
	add(lexicon.Suggestion, own.Suggestion)
	add(lexicon.Sarcasm, own.Sarcasm)
}

func isHan(s string) bool { return strings.ContainsFunc(s, normal.IsHan) }

// chineseForm is the shape of a cue in the Chinese matcher.
func chineseForm(cue string) string { return strings.TrimSuffix(normal.String(cue), "*") }

// englishForm is the shape of a cue in the English matcher: base forms with
// single spaces; a final "*" stays.
func englishForm(cue string) string {
	runes := []rune(normal.String(cue))
	star := len(runes) > 0 && runes[len(runes)-1] == '*'
	tokens := english.Tokens(runes, nil)
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Word
		if len(tokens) > 1 {
			words[i] = english.Base(t.Word)
		}
		if star && i == len(tokens)-1 {
			words[i] = t.Word + "*"
		}
	}
	return strings.Join(words, " ")
}
