// A model as bytes and back. The format is our own since gob numbers its types by
// process: the same model must always give the same bytes, for its hash names it.

package model

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
)

// magic opens the bytes of a model.
const magic = "dvmodel4"

// header is the fixed part.
type header struct {
	Themes, Terms, Hints, Stack, Places uint32
	Threshold                           float64
	Always                              bool
}

// Bytes encodes the model.
func (m *Model) Bytes() ([]byte, error) {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if err := m.write(zip); err != nil {
		return nil, fmt.Errorf("encode model: %w", err)
	}
	if err := zip.Close(); err != nil {
		return nil, fmt.Errorf("encode model: %w", err)
	}
	return out.Bytes(), nil
}

func (m *Model) write(w io.Writer) error {
	if _, err := io.WriteString(w, magic); err != nil {
		return err
	}
	d := m.Dictionary
	h := header{uint32(m.Themes), uint32(len(d.Keys)), uint32(d.Hints), uint32(len(m.Stack)), 0, m.Threshold, m.Always}
	space := &space{}
	if d.Space != nil {
		space = d.Space
		h.Places = uint32(len(space.Axes) / axes)
	}
	for _, part := range []any{h, d.Keys, d.Rarity, d.View, m.Slope, m.Offset, m.Stack, m.Trust, space.Row, space.Axes, m.Weights} {
		if err := binary.Write(w, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	return nil
}

// What Load believes of a header before it makes room: 46 themes by 200,000
// features take 37 MB.
const (
	maxSize     = 1 << 28
	maxThemes   = 1 << 14
	maxFeatures = 1 << 24
)

// Load decodes a model.
func Load(data []byte) (*Model, error) {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("decode model: %w", err)
	}
	whole := io.LimitReader(zip, maxSize)
	m, err := read(whole)
	if err != nil {
		return nil, fmt.Errorf("decode model: %w", err)
	}
	if n, err := io.Copy(io.Discard, whole); err != nil || n > 0 { // to the checksum
		return nil, fmt.Errorf("decode model: %w", errors.Join(err, errShape))
	}
	return m, nil
}

var errShape = errors.New("parts do not fit")

func read(r io.Reader) (*Model, error) {
	mark := make([]byte, len(magic))
	if _, err := io.ReadFull(r, mark); err != nil || string(mark) != magic {
		return nil, errShape
	}
	var h header
	if err := binary.Read(r, binary.LittleEndian, &h); err != nil {
		return nil, err
	}
	width := int64(h.Terms) + int64(h.Hints)
	if h.Places > 0 {
		width += axes
	}
	if h.Themes == 0 || h.Themes > maxThemes || width > maxFeatures || int64(h.Themes)*(width+1)*4 > maxSize ||
		h.Stack != 0 && h.Stack != h.Themes+inputs || h.Places > placed {
		return nil, errShape
	}
	d := &dictionary{Hints: int(h.Hints), Keys: make([]uint64, h.Terms), Rarity: make([]float32, h.Terms), View: make([]view, h.Terms)}
	m := &Model{Themes: int(h.Themes), Threshold: h.Threshold, Always: h.Always, Dictionary: d,
		Slope: make([]float64, h.Themes), Offset: make([]float64, h.Themes), Weights: make([]float32, (width+1)*int64(h.Themes))}
	if h.Stack > 0 {
		m.Stack, m.Trust = make([]float64, h.Stack), make([]float32, h.Themes)
	}
	space := &space{}
	if h.Places > 0 {
		space.Row, space.Axes, d.Space = make([]int32, h.Terms), make([]float32, h.Places*axes), space
	}
	for _, part := range []any{d.Keys, d.Rarity, d.View, m.Slope, m.Offset, m.Stack, m.Trust, space.Row, space.Axes, m.Weights} {
		if err := binary.Read(r, binary.LittleEndian, part); err != nil {
			return nil, err
		}
	}
	for i, v := range d.View {
		if v >= views || i > 0 && d.Keys[i] <= d.Keys[i-1] {
			return nil, errShape
		}
	}
	if slices.ContainsFunc(space.Row, func(at int32) bool { return at >= int32(h.Places) }) {
		return nil, errShape
	}
	d.index()
	return m, nil
}

// Hash identifies a model by what it decides: 16 hexadecimal digits.
func (m *Model) Hash() string {
	sum := sha256.New()
	_ = m.write(sum) // a hash never fails to be written to
	return hex.EncodeToString(sum.Sum(nil)[:8])
}
