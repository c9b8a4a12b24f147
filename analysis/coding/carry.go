package coding

// What people said in the words of an older codebook, in those of another one.

import (
	"fmt"
	"slices"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
)

// Carrier brings labels over to a codebook: a theme that was merged is the one it
// became part of; of one that was split it is those of the new themes that the
// codebook alone sees in the answer. Themes that were taken out fall away.
type Carrier struct {
	book   *codebook.Book
	tagger *text.Tagger // made when the first split theme is met
}

// NewCarrier makes a carrier to the book.
func NewCarrier(book *codebook.Book) *Carrier { return &Carrier{book: book} }

// Carry gives the labels in the book's themes, each once. It is not sure where a
// theme was split and the answer shows none of the new ones: then somebody has to
// judge the answer again.
func (c *Carrier) Carry(in text.Input, given []text.Given) (out []text.Given, sure bool, err error) {
	sure = true
	put := func(id string, g text.Given) {
		g.ID = id
		if !slices.ContainsFunc(out, func(o text.Given) bool { return o.ID == id }) {
			out = append(out, g)
		}
	}
	for _, g := range given {
		next := c.book.Successors(g.ID)
		if len(next) <= 1 {
			for _, t := range next {
				put(t.ID, g)
			}
			continue
		}
		seen, err := c.seen(in, next)
		if err != nil {
			return nil, false, err
		}
		sure = sure && len(seen) > 0
		for _, id := range seen {
			put(id, g)
		}
	}
	return out, sure, nil
}

// seen lists those of the themes that the codebook alone finds in the answer.
func (c *Carrier) seen(in text.Input, of []codebook.Theme) ([]string, error) {
	if c.tagger == nil {
		var err error
		if c.tagger, err = text.New(c.book); err != nil {
			return nil, fmt.Errorf("carry labels over: %w", err)
		}
	}
	var out []string
	for _, found := range c.tagger.Tag(in).Themes {
		if slices.ContainsFunc(of, func(t codebook.Theme) bool { return t.ID == found.ID }) {
			out = append(out, found.ID)
		}
	}
	return out, nil
}
