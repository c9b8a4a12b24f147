package workbench

// What the codebook misses in a survey.

import (
	"cmp"
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/analysis/text/likeness"
)

// Discovery is what a search found.
type Discovery struct {
	Title   string         `json:"-"`
	Hidden  *analysis.Cell `json:"-"` // why no words may be shown
	Scoped  bool           `json:"-"` // the viewer sees only a part of the market
	FoundAt time.Time      `json:"-"`

	Codebook int      `json:"codebook"`
	Answers  int      `json:"answers"` // read
	Sampled  bool     `json:"sampled"`
	Untagged int      `json:"untagged"` // without any theme
	Doubtful int      `json:"doubtful"` // with one, but of great doubt
	Folded   int      `json:"folded"`   // of both, near-duplicates of another
	Groups   []Group  `json:"groups"`
	Repeated []Quote  `json:"repeated"` // answers without theme that are given again and again
	Rising   []Rising `json:"rising"`
	Tested   int      `json:"tested"` // words that were held against the wave before
	From     int      `json:"from"`   // the wave before, and the wave
	To       int      `json:"to"`
}

// Group is answers that are alike and that the codebook misses.
type Group struct {
	Lang    string   `json:"lang"`
	Name    string   `json:"name"`    // the phrases that most of it says
	Words   []string `json:"words"`   // what its answers have more than others, most telling first
	Answers int      `json:"answers"` // near-duplicates counted
	Folded  int      `json:"folded"`  // near-duplicates among them
	Bare    int      `json:"bare"`    // without any theme
	Quotes  []Quote  `json:"quotes"`
	Near    string   `json:"near,omitempty"` // the theme that its doubtful answers are nearest to
}

// Quote is an answer and how many say nearly the same.
type Quote struct {
	Text string `json:"text"`
	N    int    `json:"n"`
}

// readForDiscovery bounds the answers that a search reads.
const readForDiscovery = 20_000

// great is from what doubt on a theme is nearly none.
const great = 0.8

// missedOne is an answer that the codebook misses.
type missedOne struct {
	text  string
	lang  string
	words []string
	bare  bool
	near  string
	n     int // how many say nearly the same
}

// fewest is how many different answers make a group, and how many answers it must
// hold in all.
const fewest = 3

// discover searches the corpus.
func discover(ctx context.Context, c *analysis.Corpus, now coding.InUse) (Discovery, error) {
	out := Discovery{Codebook: now.Version.Number, Groups: []Group{}, Rising: []Rising{}}
	if c.Hidden != nil {
		return out, nil
	}
	texts, err := c.Texts(ctx, c.IDs[:min(len(c.IDs), readForDiscovery)])
	if err != nil {
		return Discovery{}, err
	}
	out.Answers, out.Sampled = len(texts), len(c.IDs) > readForDiscovery
	rd := likeness.NewReader(cuesOf(now))
	rise := newRisers(c.Waves)
	var missed []missedOne
	for _, w := range texts {
		if err := ctx.Err(); err != nil {
			return Discovery{}, err
		}
		found := now.Tagger.Tag(text.Input{Text: w.Text, Lang: w.Lang, Prior: w.Prior})
		words := rd.Words(w.Text, found.Lang)
		rise.add(w.Wave, found.Lang, words)
		one := missedOne{text: w.Text, lang: found.Lang, words: words, bare: len(found.Themes) == 0}
		switch {
		case one.bare && (len(words) == 0 || utf8.RuneCountInString(w.Text) < 4):
			out.Untagged++
			one.words = nil // says nothing that could be grouped, but may be said often
		case one.bare:
			out.Untagged++
		case found.Doubt >= great:
			out.Doubtful++
			one.near = found.Themes[len(found.Themes)-1].ID
		default:
			continue
		}
		missed = append(missed, one)
	}
	once := fold(missed)
	out.Folded = len(missed) - len(once)
	for _, lang := range []string{"zh", "en"} {
		out.Groups = append(out.Groups, grouped(slices.DeleteFunc(slices.Clone(once), func(m missedOne) bool { return m.lang != lang }))...)
	}
	slices.SortStableFunc(out.Groups, func(a, b Group) int { return cmp.Compare(b.Answers, a.Answers) })
	out.Repeated = repeated(once, out.Groups)
	out.From, out.To = rise.from, rise.to
	out.Rising, out.Tested, err = rise.list(known(now))
	return out, err
}

// mostRepeated is how many answers that are given again and again are shown.
const mostRepeated = 10

// repeated lists answers without theme that at least fewest people gave in nearly
// the same words and that no group shows, the most frequent first.
func repeated(once []missedOne, groups []Group) []Quote {
	out := []Quote{}
	for _, m := range once {
		if m.bare && m.n >= fewest && !slices.ContainsFunc(groups, func(g Group) bool { return g.shows(m.text) }) {
			out = append(out, Quote{Text: m.text, N: m.n})
		}
	}
	slices.SortStableFunc(out, func(a, b Quote) int { return cmp.Compare(b.N, a.N) })
	return out[:min(len(out), mostRepeated)]
}

// shows tells whether an answer stands among the quotes of the group.
func (g Group) shows(answer string) bool {
	return slices.ContainsFunc(g.Quotes, func(q Quote) bool { return q.Text == answer })
}

// fold leaves one of answers that say nearly the same.
func fold(list []missedOne) []missedOne {
	texts := make([]string, len(list))
	for i, m := range list {
		texts[i] = m.text
	}
	parent := likeness.Folded(texts)
	n := likeness.Sizes(parent)
	var out []missedOne
	for _, i := range likeness.Representatives(parent) {
		m := list[i]
		m.n = n[i]
		out = append(out, m)
	}
	return out
}

// cuesOf are the codebook's Chinese words: the segmenter keeps them whole.
func cuesOf(now coding.InUse) []string {
	var out []string
	for _, t := range now.Version.Book.Themes {
		c := t.Cues["zh"]
		out = append(append(append(out, c.Topic...), c.Negative...), c.Positive...)
	}
	return out
}

// known tells whether a word is a cue of some theme already.
func known(now coding.InUse) func(lang, word string) bool {
	have := map[string]bool{}
	for _, t := range now.Version.Book.Themes {
		for lang, c := range t.Cues {
			for _, list := range [][]string{c.Topic, c.Negative, c.Positive} {
				for _, cue := range list {
					have[lang+" "+cue] = true
				}
			}
		}
	}
	return func(lang, word string) bool { return have[lang+" "+word] }
}
