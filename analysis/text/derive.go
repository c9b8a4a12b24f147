// Cues that a codebook implies without listing them: the words of a theme's name
// and of its boundary ("include"), and what the trade says for a listed cue.
// They count less than listed ones, and a word that two themes would claim is
// nobody's.

package text

import (
	"strings"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/lexicon"
)

// claim is a derived cue waiting for rivals.
type claim struct {
	entry entry
	rival bool
}

// derive adds the implied cues of one language to the listed ones.
func derive(p *patterns, book *codebook.Book, lang string, form func(string) string) {
	claims, order := map[string]*claim{}, []string{}
	put := func(text string, e entry) {
		text = form(text)
		if id, listed := p.at[text]; text == "" || listed && p.list[id].cue || len([]rune(text)) < 2 || p.headed(text) {
			return
		}
		e.derived = true
		if c, ok := claims[text]; ok {
			c.rival = c.rival || c.entry.theme != e.theme
			return
		}
		claims[text] = &claim{entry: e}
		order = append(order, text)
	}
	groups := groupOf(lang, form)
	for i, theme := range book.Themes {
		for _, phrase := range implied(theme, lang) {
			put(phrase, entry{theme: int16(i), rank: 0.3})
		}
		for _, own := range p.listed(int16(i)) {
			for _, word := range groups[own.text] {
				put(word, entry{theme: int16(i), polarity: own.entry.polarity, weak: true, rank: max(own.entry.rank, 0.3)})
			}
		}
	}
	for _, text := range order {
		if c := claims[text]; !c.rival {
			p.add(text, c.entry)
		}
	}
}

// headed tells whether a cue "abc*" already meets the text.
func (p *patterns) headed(text string) bool {
	for n := 2; n <= len(text); n++ {
		if _, ok := p.at[text[:n]+"*"]; ok {
			return true
		}
	}
	return false
}

// listedCue is a cue of the book with its meaning.
type listedCue struct {
	text  string
	entry entry
}

func (p *patterns) listed(theme int16) []listedCue {
	var own []listedCue
	for _, pat := range p.list {
		for _, e := range pat.entries {
			if e.theme == theme && e.kind == 0 && !e.derived {
				own = append(own, listedCue{pat.text, e})
			}
		}
	}
	return own
}

// groupOf finds the words that mean the same as a word.
func groupOf(lang string, form func(string) string) map[string][]string {
	groups := map[string][]string{}
	for _, group := range lexicon.Groups(lang) {
		for _, w := range group {
			if f := form(w); groups[f] == nil {
				groups[f] = group
			}
		}
	}
	return groups
}

// implied splits a theme's name and boundary into phrases.
func implied(theme codebook.Theme, lang string) []string {
	name, inLang := theme.ZH, isHan
	if lang == "en" {
		name, inLang = theme.EN, func(s string) bool { return !isHan(s) }
	}
	cut := func(r rune) bool { return strings.ContainsRune("、,，;；/&()（）与和及", r) }
	if theme.Unnamed {
		return nil
	}
	var phrases []string
	parts := strings.FieldsFunc(strings.ReplaceAll(name, " and ", "/"), cut)
	for _, part := range parts {
		// one English word out of several ("treatment/ care") is too general
		if inLang(part) && (lang == "zh" || len(parts) == 1 || strings.Contains(strings.TrimSpace(part), " ")) {
			phrases = append(phrases, part)
		}
	}
	for _, text := range theme.Include {
		for _, phrase := range strings.FieldsFunc(text, cut) {
			if inLang(phrase) {
				phrases = append(phrases, phrase)
			}
		}
	}
	return phrases
}
