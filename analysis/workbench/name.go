package workbench

// A readable name for a group: what its answers say in the same words.

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"dealervoice/analysis/text/english"
	"dealervoice/analysis/text/likeness"
	"dealervoice/analysis/text/normal"
)

// The bounds of names: how many phrases, how long one may be, and how many answers
// are read for it.
const (
	phrasesInName  = 2
	longestChinese = 12 // characters
	longestEnglish = 4  // words
	readForName    = 200
	shared         = 0.3 // the share of a group that must say a phrase
)

// said is an answer and how many people said nearly the same.
type said struct {
	text string
	n    int
}

// nameOf names a group by the phrases that most of it says, the longer the better;
// where its answers share none, by its words.
func nameOf(list []said, g Group) string {
	held, all := map[string]int{}, 0
	for _, s := range list[:min(len(list), readForName)] {
		all += s.n
		for p := range phrases(s.text, g) {
			held[p] += s.n
		}
	}
	worth := func(p string) float64 { return float64(held[p]) * math.Sqrt(float64(measure(p, g.Lang))) }
	var out []string
	for _, p := range slices.SortedFunc(maps.Keys(held), func(a, b string) int {
		return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(a, b))
	}) {
		if float64(held[p]) < max(2, shared*float64(all)) || slices.ContainsFunc(out, func(o string) bool { return overlap(o, p, g.Lang) }) {
			continue
		}
		if out = append(out, p); len(out) == phrasesInName {
			break
		}
	}
	if len(out) == 0 {
		out = g.Words[:min(len(g.Words), phrasesInName)]
	}
	return strings.Join(out, " · ")
}

// measure is how long a phrase is, in characters or words.
func measure(p, lang string) int {
	if lang == "en" {
		return 1 + strings.Count(p, " ")
	}
	return len([]rune(p))
}

// overlap tells whether two phrases share more than a character, or a word.
func overlap(a, b, lang string) bool {
	if lang == "en" {
		return slices.ContainsFunc(strings.Fields(a), func(w string) bool { return slices.Contains(strings.Fields(b), w) })
	}
	for r := []rune(a); len(r) > 1; r = r[1:] {
		if strings.Contains(b, string(r[:2])) {
			return true
		}
	}
	return false
}

// phrases are the stretches of an answer that hold one of the group's words and
// neither begin nor end with what holds sentences together, but where the clause does.
func phrases(answer string, g Group) map[string]bool {
	out := map[string]bool{}
	var t normal.Text
	t.Set(answer)
	if g.Lang == "en" {
		englishPhrases(t.Runes, g.Words, out)
	} else {
		chinesePhrases(t.Runes, g.Words, out)
	}
	return out
}

func chinesePhrases(runes []rune, words []string, out map[string]bool) {
	runes = runes[:min(len(runes), 400)]
	for i := range runes {
		for n := 1; n <= longestChinese && i+n <= len(runes) && normal.IsHan(runes[i+n-1]); n++ {
			if n < 2 || ragged(runes, i, i+n) {
				continue
			}
			p := string(runes[i : i+n])
			if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(p, w) }) && whole(runes, i, i+n, words) {
				out[p] = true
			}
		}
	}
}

// ragged tells whether a stretch begins or ends, inside its clause, with a character
// that belongs to what stands beside it.
func ragged(runes []rune, from, to int) bool {
	starts, ends := from == 0 || !normal.IsHan(runes[from-1]), to == len(runes) || !normal.IsHan(runes[to])
	return !starts && likeness.Particle(runes[from]) || !ends && likeness.Particle(runes[to-1])
}

// whole tells whether a stretch cuts none of the words in two.
func whole(runes []rune, from, to int, words []string) bool {
	for _, w := range words {
		n := len([]rune(w))
		for _, edge := range []int{from, to} {
			for at := max(0, edge-n+1); at < edge && at+n <= len(runes); at++ {
				if string(runes[at:at+n]) == w {
					return false
				}
			}
		}
	}
	return true
}

func englishPhrases(runes []rune, words []string, out map[string]bool) {
	tokens := english.Tokens(runes[:min(len(runes), 1000)], nil)
	for i := range tokens {
		holds := false
		for n := 1; n <= longestEnglish && i+n <= len(tokens); n++ {
			last := tokens[i+n-1]
			if n > 1 && last.Start-tokens[i+n-2].End > 1 {
				break // behind a mark something else begins
			}
			holds = holds || slices.Contains(words, english.Base(last.Word))
			if holds && !likeness.Stopword(tokens[i].Word) && !likeness.Stopword(last.Word) {
				out[string(runes[tokens[i].Start:last.End])] = true
			}
		}
	}
}
