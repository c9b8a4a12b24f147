package edit

// JSON that remembers how it was written.

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

type kind int

const (
	scalar kind = iota
	object
	list
)

// node is one value. Its raw text holds as long as nothing in it was changed.
type node struct {
	kind    kind
	raw     string
	changed bool
	members []member
	items   []*node
}

type member struct {
	key   string
	value *node
}

var errNotJSON = errors.New("not one JSON value")

// parse reads one JSON value.
func parse(source string) (*node, error) {
	if !json.Valid([]byte(source)) {
		return nil, errNotJSON
	}
	r := &reader{dec: json.NewDecoder(strings.NewReader(source)), source: source}
	r.dec.UseNumber()
	n, err := r.value()
	if err != nil {
		return nil, err
	}
	if _, err := r.dec.Token(); err != io.EOF {
		return nil, errNotJSON
	}
	return n, nil
}

type reader struct {
	dec    *json.Decoder
	source string
}

// start is where the next value begins: the decoder stands behind the last
// token, before colons, commas and space.
func (r *reader) start() int {
	at := int(r.dec.InputOffset())
	for at < len(r.source) && strings.IndexByte(" \t\r\n:,", r.source[at]) >= 0 {
		at++
	}
	return at
}

func (r *reader) value() (*node, error) {
	from := r.start()
	tok, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	n := &node{}
	switch tok {
	case json.Delim('{'):
		n.kind = object
		err = r.members(n)
	case json.Delim('['):
		n.kind = list
		err = r.entries(n)
	}
	n.raw = r.source[from:r.dec.InputOffset()]
	return n, err
}

func (r *reader) members(n *node) error {
	for r.dec.More() {
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		v, err := r.value()
		if err != nil {
			return err
		}
		n.members = append(n.members, member{key.(string), v})
	}
	_, err := r.dec.Token()
	return err
}

func (r *reader) entries(n *node) error {
	for r.dec.More() {
		v, err := r.value()
		if err != nil {
			return err
		}
		n.items = append(n.items, v)
	}
	_, err := r.dec.Token()
	return err
}

// get gives a property; of a key that stands twice the last one, as every
// reader of JSON does.
func (n *node) get(key string) *node {
	if n == nil {
		return nil
	}
	for i := len(n.members) - 1; i >= 0; i-- {
		if n.members[i].key == key {
			return n.members[i].value
		}
	}
	return nil
}

// put sets a property where it stands, a new one at the end.
func (n *node) put(key string, v *node) {
	n.changed = true
	for i := len(n.members) - 1; i >= 0; i-- {
		if n.members[i].key == key {
			n.members[i].value = v
			return
		}
	}
	n.members = append(n.members, member{key, v})
}

func (n *node) drop(key string) {
	before := len(n.members)
	n.members = slices.DeleteFunc(n.members, func(m member) bool { return m.key == key })
	n.changed = n.changed || len(n.members) != before
}

// any gives the value as encoding/json would.
func (n *node) any() any {
	if n == nil {
		return nil
	}
	var v any
	if json.Unmarshal([]byte(n.text(0)), &v) != nil {
		return nil
	}
	return v
}

// str gives a text, "" for anything else.
func (n *node) str() string {
	s, _ := n.scalarValue().(string)
	return s
}

func (n *node) scalarValue() any {
	if n == nil || n.kind != scalar {
		return nil
	}
	var v any
	_ = json.Unmarshal([]byte(n.raw), &v)
	return v
}

// of makes a node of a value; &, < and > stay as they are, for people read it.
func of(v any) *node {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return &node{raw: "null"}
	}
	n, err := parse(strings.TrimSpace(b.String()))
	if err != nil {
		return &node{raw: "null"}
	}
	n.forget()
	return n
}

// forget drops the written form of objects and lists, to be laid out anew.
func (n *node) forget() {
	n.changed = n.kind != scalar
	for _, m := range n.members {
		m.value.forget()
	}
	for _, i := range n.items {
		i.forget()
	}
}

// touched tells whether anything in it was changed.
func (n *node) touched() bool {
	return n.changed || slices.ContainsFunc(n.members, func(m member) bool { return m.value.touched() }) || slices.ContainsFunc(n.items, (*node).touched)
}

func (n *node) clone() *node {
	c := &node{kind: n.kind, raw: n.raw, changed: n.changed}
	for _, m := range n.members {
		c.members = append(c.members, member{m.key, m.value.clone()})
	}
	for _, i := range n.items {
		c.items = append(c.items, i.clone())
	}
	return c
}

// text writes the value: as it came where nothing changed, else laid out.
func (n *node) text(depth int) string {
	if n.kind == scalar || !n.touched() {
		return n.raw
	}
	var parts []string
	for _, m := range n.members {
		parts = append(parts, of(m.key).raw+": "+m.value.text(depth+1))
	}
	for _, i := range n.items {
		parts = append(parts, i.text(depth+1))
	}
	open, shut := "{", "}"
	if n.kind == list {
		open, shut = "[", "]"
	}
	line := open + strings.Join(parts, ", ") + shut
	if len(parts) == 0 || n.small() && len(line) <= 160 {
		return line
	}
	pad := "\n" + strings.Repeat("  ", depth)
	return open + pad + "  " + strings.Join(parts, ","+pad+"  ") + pad + shut
}

// small tells what reads best on one line: texts by language, choices.
func (n *node) small() bool {
	if len(n.members) > 3 || n.get("name") != nil {
		return false
	}
	flat := func(x *node) bool {
		return x.kind == scalar || len(x.members) <= 3 && !slices.ContainsFunc(x.members, func(m member) bool { return m.value.kind != scalar }) && x.kind == object
	}
	if n.kind == list {
		return !slices.ContainsFunc(n.items, func(x *node) bool { return x.kind != scalar })
	}
	return !slices.ContainsFunc(n.members, func(m member) bool { return !flat(m.value) })
}
