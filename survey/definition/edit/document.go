package edit

// A definition as a document with places.

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Document is a definition that is being changed.
type Document struct {
	root   *node
	source string
}

// Parse reads the source of a definition: one JSON object.
func Parse(source string) (*Document, error) {
	n, err := parse(source)
	if err != nil {
		return nil, fmt.Errorf("read definition: %w", err)
	}
	if n.kind != object {
		return nil, fmt.Errorf("read definition: %w", errNotJSON)
	}
	return &Document{root: n, source: source}, nil
}

// Source writes the definition; one that nothing changed as it came in.
func (d *Document) Source() string {
	if !d.root.touched() {
		return d.source
	}
	return d.root.text(0)
}

var step = regexp.MustCompile(`^([A-Za-z]+)(?:\[(\d+)\])?$`)

// at finds the value at a path; nil if there is none.
func (d *Document) at(path string) *node {
	n := d.root
	if path == "" {
		return n
	}
	for _, part := range strings.Split(path, ".") {
		m := step.FindStringSubmatch(part)
		if m == nil || n == nil {
			return nil
		}
		if n = n.get(m[1]); n == nil || m[2] == "" {
			continue
		}
		i, err := strconv.Atoi(m[2])
		if err != nil || n.kind != list || i >= len(n.items) {
			return nil
		}
		n = n.items[i]
	}
	return n
}

// Item is a page or an element as the document has it.
type Item struct {
	Path  string
	Type  string // of an element; SurveyJS takes a missing one as "text"
	Name  string
	Depth int // of an element inside panels
	node  *node
}

// Pages lists the pages; elements beside the pages make one of path "".
func (d *Document) Pages() []Item {
	var out []Item
	if pages := d.root.get("pages"); pages != nil {
		for i, p := range pages.items {
			if p.kind == object {
				out = append(out, Item{Path: fmt.Sprintf("pages[%d]", i), Name: p.get("name").str(), node: p})
			}
		}
	}
	if listKey(d.root) != "" {
		out = append(out, Item{node: d.root})
	}
	return out
}

// Elements lists what stands on a page or in a panel, a panel before what is in
// it.
func (d *Document) Elements(container string) []Item {
	return elements(d.at(container), container, 0)
}

func elements(in *node, path string, depth int) []Item {
	key := listKey(in)
	if key == "" {
		return nil
	}
	var out []Item
	for i, e := range in.get(key).items {
		if e.kind != object {
			continue
		}
		item := Item{Path: fmt.Sprintf("%s[%d]", join(path, key), i), Type: e.get("type").str(), Name: e.get("name").str(), Depth: depth, node: e}
		if item.Type == "" {
			item.Type = "text"
		}
		out = append(out, item)
		if item.Type == "panel" {
			out = append(out, elements(e, item.Path, depth+1)...)
		}
	}
	return out
}

// Find gives the page or element at a path.
func (d *Document) Find(path string) (Item, bool) {
	for _, p := range d.Pages() {
		if p.Path == path {
			return p, true
		}
		for _, e := range d.Elements(p.Path) {
			if e.Path == path {
				return e, true
			}
		}
	}
	return Item{}, false
}

// Named finds an element by its name.
func (d *Document) Named(name string) (Item, bool) {
	for _, e := range d.all() {
		if e.Name == name {
			return e, true
		}
	}
	return Item{}, false
}

func (d *Document) all() []Item {
	var out []Item
	for _, p := range d.Pages() {
		out = append(out, d.Elements(p.Path)...)
	}
	return out
}

// listKey is the property with the elements of a page, panel or survey.
func listKey(n *node) string {
	for _, key := range []string{"elements", "questions"} {
		if l := n.get(key); l != nil && l.kind == list {
			return key
		}
	}
	return ""
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// around splits a path into the list it stands in and its place there.
func (d *Document) around(path string) (*node, int, bool) {
	cut := strings.LastIndexByte(path, '[')
	if cut < 0 || !strings.HasSuffix(path, "]") {
		return nil, 0, false
	}
	l := d.at(path[:cut])
	i, err := strconv.Atoi(path[cut+1 : len(path)-1])
	return l, i, err == nil && l != nil && l.kind == list && i >= 0 && i < len(l.items)
}

// Container is the path of the page or panel around an element.
func Container(path string) string {
	cut := strings.LastIndexByte(path, '.')
	if cut < 0 {
		return ""
	}
	return path[:cut]
}

// Value gives a property of the thing at a path: "rateMin", or "dv.metric".
func (d *Document) Value(path, property string) any {
	n := d.at(path)
	for _, key := range strings.Split(property, ".") {
		n = n.get(key)
	}
	return n.any()
}

// String gives a property as people read it.
func (d *Document) String(path, property string) string {
	n := d.at(path)
	for _, key := range strings.Split(property, ".") {
		n = n.get(key)
	}
	switch v := n.scalarValue().(type) {
	case string:
		return v
	case nil:
		return ""
	default:
		return n.raw
	}
}

// Flag tells whether any of the properties, newer names first, is true.
func (d *Document) Flag(path string, properties ...string) bool {
	for _, p := range properties {
		if v := d.Value(path, p); v != nil {
			return v == true || v == "true"
		}
	}
	return false
}

// Set gives a property a value; nil takes it away, and an object that becomes
// empty by that with it.
func (d *Document) Set(path, property string, v any) {
	n := d.at(path)
	if n == nil || n.kind != object {
		return
	}
	key, rest, deeper := strings.Cut(property, ".")
	if !deeper {
		put(n, key, v)
		return
	}
	inner := n.get(key)
	switch {
	case v == nil && inner.get(rest) == nil:
	case inner == nil || inner.kind != object:
		n.put(key, of(map[string]any{rest: v}))
	default:
		put(inner, rest, v)
		if len(inner.members) == 0 {
			n.drop(key)
		}
	}
}

func put(n *node, key string, v any) {
	old := n.get(key)
	switch {
	case v == nil && old != nil:
		n.drop(key)
	case v == nil:
	default:
		fresh := of(v)
		if old == nil || !same(old.any(), fresh.any()) {
			n.put(key, fresh)
		}
	}
}

func same(a, b any) bool {
	return of(a).text(0) == of(b).text(0)
}

// Names lists every name that elements have, those inside matrices and
// templates included.
func (d *Document) Names() []string {
	var out []string
	var walk func(n *node)
	walk = func(n *node) {
		if name := n.get("name").str(); name != "" {
			out = append(out, name)
		}
		for _, m := range n.members {
			walk(m.value)
		}
		for _, i := range n.items {
			walk(i)
		}
	}
	walk(d.root)
	slices.Sort(out)
	return slices.Compact(out)
}
