package press

// Cutting a rendered page and sending it, plain or as gzip.

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// Page is a page ready to be filled. It is immutable and safe for concurrent
// use.
type Page struct {
	pieces []piece
	size   int
}

// piece is fixed text, a slot or a group.
type piece struct {
	raw, packed []byte
	slot        string
	group       string
	parts       [][]piece
}

// Fill says what goes into slots and in which order parts are shown.
type Fill struct {
	// Slots are the texts by name.
	Slots map[string]string
	// Order gives the order of the n parts of a group; nil shows them as cut.
	Order func(group string, n int) []int
}

// Cut cuts what a template rendered with the marks.
func Cut(m Marks, rendered string) (*Page, error) {
	c := cutter{tokens: m.split(rendered)}
	pieces, err := c.pieces(false)
	if err != nil {
		return nil, fmt.Errorf("cut page: %w", err)
	}
	return &Page{pieces: pieces, size: len(rendered)}, nil
}

type cutter struct {
	tokens []token
	at     int
}

// pieces reads up to the end, or inside a group up to the next part or its end.
func (c *cutter) pieces(inside bool) ([]piece, error) {
	var out []piece
	for ; c.at < len(c.tokens); c.at++ {
		switch tok := c.tokens[c.at]; tok.kind {
		case "":
			packed, err := pack(tok.text)
			if err != nil {
				return nil, err
			}
			out = append(out, piece{raw: []byte(tok.text), packed: packed})
		case kindSlot:
			out = append(out, piece{slot: tok.name})
		case kindGroup:
			g, err := c.group(tok.name)
			if err != nil {
				return nil, err
			}
			out = append(out, g)
		default:
			if inside {
				return out, nil
			}
			return nil, fmt.Errorf("a part or an end stands outside any group")
		}
	}
	if inside {
		return nil, fmt.Errorf("a group has no end")
	}
	return out, nil
}

func (c *cutter) group(name string) (piece, error) {
	g := piece{group: name}
	c.at++
	for c.at < len(c.tokens) && c.tokens[c.at].kind == kindPart {
		c.at++
		part, err := c.pieces(true)
		if err != nil {
			return piece{}, err
		}
		g.parts = append(g.parts, part)
	}
	if c.at >= len(c.tokens) || c.tokens[c.at].kind != kindEnd {
		return piece{}, fmt.Errorf("group %q holds something outside its parts", name)
	}
	return g, nil
}

// pack compresses a fixed piece so that it ends at a byte boundary and nothing
// in it refers to what stands before it.
func pack(text string) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Plain writes the page into b.
func (p *Page) Plain(b *bytes.Buffer, f Fill) {
	b.Grow(p.size)
	f.each(p.pieces, func(raw, _ []byte) { b.Write(raw) })
}

// gzipHead is a gzip member's header without name and time.
const gzipHead = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"

// Gzip writes the page into b as one gzip member.
func (p *Page) Gzip(b *bytes.Buffer, f Fill) {
	var sum, size uint32
	b.WriteString(gzipHead)
	f.each(p.pieces, func(raw, packed []byte) {
		sum = crc32.Update(sum, crc32.IEEETable, raw)
		size += uint32(len(raw))
		if packed != nil {
			b.Write(packed)
			return
		}
		stored(b, raw)
	})
	b.WriteString("\x01\x00\x00\xff\xff") // the final block, stored and empty
	var tail [8]byte
	binary.LittleEndian.PutUint32(tail[:4], sum)
	binary.LittleEndian.PutUint32(tail[4:], size)
	b.Write(tail[:])
}

// stored writes a text as deflate blocks that are not compressed.
func stored(b *bytes.Buffer, raw []byte) {
	const most = 0xffff
	for len(raw) > 0 {
		n := min(len(raw), most)
		b.Write([]byte{0, byte(n), byte(n >> 8), ^byte(n), ^byte(n >> 8)})
		b.Write(raw[:n])
		raw = raw[n:]
	}
}

// each visits the filled page in order: fixed pieces with their compressed
// form, slots without.
func (f Fill) each(pieces []piece, visit func(raw, packed []byte)) {
	for i := range pieces {
		switch p := &pieces[i]; {
		case p.slot != "":
			visit([]byte(f.Slots[p.slot]), nil)
		case p.group != "":
			f.eachPart(p, visit)
		default:
			visit(p.raw, p.packed)
		}
	}
}

func (f Fill) eachPart(p *piece, visit func(raw, packed []byte)) {
	if f.Order == nil {
		for _, part := range p.parts {
			f.each(part, visit)
		}
		return
	}
	for _, i := range f.Order(p.group, len(p.parts)) {
		f.each(p.parts[i], visit)
	}
}
