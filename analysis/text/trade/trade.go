// Lending cues to a codebook.

package trade

import (
	"bytes"
	_ "embed"
	"slices"
	"sync"

	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/normal"
)

//go:embed codebook.json
var file []byte

// Book reads the product's codebook.
func Book() (*codebook.Book, error) { return codebook.Read(bytes.NewReader(file)) }

// thesaurus is the product's codebook by cue.
type thesaurus struct {
	book *codebook.Book
	at   map[string][]int // language and cue -> themes that list it
}

var known = sync.OnceValue(func() *thesaurus {
	book, err := Book()
	if err != nil {
		return &thesaurus{book: &codebook.Book{}} // a test reads it: this does not happen
	}
	t := &thesaurus{book: book, at: map[string][]int{}}
	for i, th := range book.Themes {
		for cue := range cues(th) {
			t.at[cue] = append(t.at[cue], i)
		}
	}
	return t
})

// cues is the set of a theme's cues, each with its language.
func cues(th codebook.Theme) map[string]bool {
	set := map[string]bool{}
	for _, lang := range codebook.Languages() {
		c := th.Cues[lang]
		for _, list := range [][]string{c.Topic, c.Negative, c.Positive} {
			for _, cue := range list {
				set[lang+normal.String(cue)] = true
			}
		}
	}
	return set
}

// fewCues is how many cues a theme must have to be recognised by them.
const fewCues = 5

// Widen gives the book with the cues that the trade has for its themes; the book
// itself where it has none.
func Widen(book *codebook.Book) *codebook.Book {
	if book.Complete {
		return book
	}
	t := known()
	taken := map[string]bool{}
	for _, th := range book.Themes {
		for cue := range cues(th) {
			taken[cue] = true
		}
	}
	out := *book
	out.Themes = slices.Clone(book.Themes)
	widened := 0
	for i := range out.Themes {
		if at := t.same(book.Themes[i]); at >= 0 {
			out.Themes[i] = joined(book.Themes[i], t.book.Themes[at], taken)
			widened++
		}
	}
	if widened == 0 {
		return book
	}
	if widened*2 > len(out.Themes) && len(book.Blockers) > 0 {
		out.Blockers = blockers(book.Blockers, t.book.Blockers)
	}
	return &out
}

// same finds the theme of the product's book that lists at least half of the cues;
// -1 if there is none.
func (t *thesaurus) same(th codebook.Theme) int {
	own := cues(th)
	if len(own) < fewCues {
		return -1
	}
	shared := make([]int, len(t.book.Themes))
	for cue := range own {
		for _, i := range t.at[cue] {
			shared[i]++
		}
	}
	best := 0
	for i, n := range shared {
		if n > shared[best] {
			best = i
		}
	}
	if shared[best]*2 < len(own) {
		return -1
	}
	return best
}

// joined is a theme with the cues of another that no theme of its book has.
func joined(th, more codebook.Theme, taken map[string]bool) codebook.Theme {
	out := th
	out.Cues = map[string]codebook.Cues{}
	for _, lang := range codebook.Languages() {
		add := func(own, other []string) []string {
			list := slices.Clone(own)
			for _, cue := range other {
				if !taken[lang+normal.String(cue)] {
					list = append(list, cue)
				}
			}
			return list
		}
		own, other := th.Cues[lang], more.Cues[lang]
		out.Cues[lang] = codebook.Cues{
			Topic: add(own.Topic, other.Topic), Negative: add(own.Negative, other.Negative), Positive: add(own.Positive, other.Positive),
		}
	}
	out.Weak = slices.Clone(th.Weak)
	own := cues(th)
	for _, w := range more.Weak {
		if !own["zh"+normal.String(w)] && !own["en"+normal.String(w)] {
			out.Weak = append(out.Weak, w)
		}
	}
	if len(out.Examples) == 0 {
		out.Examples = more.Examples
	}
	return out
}

// blockers joins two sets of phrases in which a cue means something else.
func blockers(own, other map[string][]string) map[string][]string {
	out := map[string][]string{}
	for _, set := range []map[string][]string{own, other} {
		for cue, phrases := range set {
			for _, p := range phrases {
				if !slices.Contains(out[cue], p) {
					out[cue] = append(out[cue], p)
				}
			}
		}
	}
	return out
}
