// Finding and blanking.

package mask

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"dealervoice/analysis/text/normal"
	"dealervoice/analysis/text/segment"
)

// Kind says what a stretch names.
type Kind string

// The kinds.
const (
	Person   Kind = "person"
	Phone    Kind = "phone"
	Identity Kind = "identity" // number of an identity card
	Account  Kind = "account"  // of a bank
	Address  Kind = "address"  // of mail, chat or web
	Plate    Kind = "plate"
	Shop     Kind = "shop"
)

// Span is a stretch of an answer: bytes Start to End.
type Span struct {
	Start, End int
	Kind       Kind
}

// Blank stands for what was hidden.
const Blank = "▇▇"

// Masker finds what is to be hidden. It never changes after New.
type Masker struct {
	shops     shops
	segmenter *segment.Segmenter
}

// New makes a masker that knows the names of shops besides what it finds by shape.
func New(names ...string) *Masker {
	return &Masker{shops: newShops(names), segmenter: segment.New(nil)}
}

// page is an answer being searched.
type page struct {
	answer string
	text   normal.Text
	words  []segment.Word
	cut    segment.Buffer
	starts []bool // rune i starts a word, or ends the answer
	known  []int  // length of the dictionary word that starts at rune i, 0 if none
	spans  []Span
}

var pages = sync.Pool{New: func() any { return new(page) }}

// hide notes the runes from..to.
func (p *page) hide(from, to int, k Kind) {
	start, end := p.text.Span(p.answer, from, to)
	p.spans = append(p.spans, Span{Start: start, End: end, Kind: k})
}

// Spans lists what is to be hidden, in order, without overlaps.
func (m *Masker) Spans(answer string) []Span {
	p := pages.Get().(*page)
	defer pages.Put(p)
	p.answer, p.spans = answer, p.spans[:0]
	p.text.Set(answer)
	p.words = m.segmenter.Cut(p.text.Runes, &p.cut)
	p.borders()
	m.shops.find(p)
	p.addresses()
	p.numbers()
	p.companies()
	p.chineseNames()
	p.englishNames()
	return joined(p.spans)
}

// Text is the answer with everything hidden replaced by Blank.
func (m *Masker) Text(answer string) string {
	spans := m.Spans(answer)
	if len(spans) == 0 {
		return answer
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(answer[at:s.Start])
		b.WriteString(Blank)
		at = s.End
	}
	b.WriteString(answer[at:])
	return b.String()
}

// borders notes where words start.
func (p *page) borders() {
	n := len(p.text.Runes)
	p.starts = append(p.starts[:0], make([]bool, n+1)...)
	p.known = append(p.known[:0], make([]int, n+1)...)
	p.starts[n] = true
	for _, w := range p.words {
		p.starts[w.Start] = true
		if w.Known {
			p.known[w.Start] = w.End - w.Start
		}
	}
}

// joined orders spans and merges those that overlap; the longer one gives the kind.
func joined(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	var out []Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			last := &out[n-1]
			if s.End-s.Start > last.End-last.Start {
				last.Kind = s.Kind
			}
			last.End = max(last.End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}
