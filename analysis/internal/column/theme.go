// Themes as columns: each response is in one of three sets of each theme.
package column

// Mention is how a respondent spoke of a theme, over all of their texts.
type Mention string

// The mentions. Someone who praised and blamed the same theme is Mixed: with
// those who only asked or wished, neither for nor against.
const (
	Blamed  Mention = "negative"
	Mixed   Mention = "neutral"
	Praised Mention = "positive"
)

// Mentions lists them in the order pages show them.
func Mentions() []Mention { return []Mention{Blamed, Mixed, Praised} }

// Hit is one theme of one text of a response. Groups are the themes above it,
// which it speaks for as well.
type Hit struct {
	Theme    string
	Groups   []string
	Polarity int
}

// Themes replaces what a response spoke of; it counts as tagged from then on,
// also with no hit at all. Unknown responses are passed over.
func (w *Writer) Themes(id string, hits []Hit) {
	row, ok := w.t.at[id]
	if !ok {
		return
	}
	if w.t.tagged.Has(row) {
		for _, c := range w.t.themes {
			c.clear(row)
		}
	}
	w.t.tagged = w.t.tagged.Set(row)
	for theme, v := range voices(hits) {
		column(w.t.themes, theme).choose(row, string(v.mention()))
	}
}

// voice is what one respondent said of one theme in sum.
type voice struct{ against, favour bool }

func voices(hits []Hit) map[string]voice {
	out := map[string]voice{}
	for _, h := range hits {
		out[h.Theme] = out[h.Theme].with(h.Polarity)
		for _, g := range h.Groups {
			out[g] = out[g].with(h.Polarity)
		}
	}
	return out
}

func (v voice) with(polarity int) voice {
	return voice{against: v.against || polarity < 0, favour: v.favour || polarity > 0}
}

func (v voice) mention() Mention {
	switch {
	case v.against && !v.favour:
		return Blamed
	case v.favour && !v.against:
		return Praised
	}
	return Mixed
}
