package press

// Marks: what a template writes where the page is to be cut.

import (
	"crypto/rand"
	"encoding/hex"
	"html/template"
	"strings"
)

// Marks makes the marks of one page. Zero Marks make none, so that the same
// template also renders pages that are not pressed.
type Marks struct{ nonce string }

// NewMarks makes marks that no text of the page can contain by chance.
func NewMarks() Marks {
	raw := make([]byte, 12)
	rand.Read(raw) // never fails
	return Marks{nonce: hex.EncodeToString(raw)}
}

// On tells whether marks are made.
func (m Marks) On() bool { return m.nonce != "" }

// The kinds of marks. Letters only: they stand in attributes as well.
const (
	kindSlot  = "s"
	kindGroup = "g"
	kindPart  = "p"
	kindEnd   = "e"
)

func (m Marks) mark(kind, name string) string {
	if !m.On() {
		return ""
	}
	return "M" + m.nonce + kind + hex.EncodeToString([]byte(name)) + "W"
}

// Slot marks a place, also inside an attribute, where a text is put.
func (m Marks) Slot(name string) string { return m.mark(kindSlot, name) }

// Open opens a group.
func (m Marks) Open(name string) template.HTML { return template.HTML(m.mark(kindGroup, name)) } //nolint:gosec // hexadecimal only

// Part opens the next part of the group that is open.
func (m Marks) Part() template.HTML { return template.HTML(m.mark(kindPart, "")) } //nolint:gosec // hexadecimal only

// Close closes the group.
func (m Marks) Close() template.HTML { return template.HTML(m.mark(kindEnd, "")) } //nolint:gosec // hexadecimal only

// token is a mark found, or the text before it.
type token struct{ text, kind, name string }

// split cuts the page into texts and marks.
func (m Marks) split(page string) []token {
	var out []token
	for m.On() {
		before, rest, found := strings.Cut(page, "M"+m.nonce)
		if before != "" {
			out = append(out, token{text: before})
		}
		if !found {
			return out
		}
		mark, after, _ := strings.Cut(rest, "W")
		name, err := hex.DecodeString(mark[1:])
		if err != nil {
			name = nil
		}
		out = append(out, token{kind: mark[:1], name: string(name)})
		page = after
	}
	return append(out, token{text: page})
}
