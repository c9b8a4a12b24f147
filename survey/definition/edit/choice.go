package edit

// Choices, rows and columns as lines: "value | 中文 | English".

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Line is one choice as it is written in a line.
type Line struct {
	Value string
	Text  Text
}

var escapes = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)

// Lines writes the choices of a property, one a line.
func (d *Document) Lines(path, property string) string {
	var b strings.Builder
	for _, l := range d.lines(path, property) {
		parts := []string{l.Value, l.Text.ZH, l.Text.EN}
		for len(parts) > 1 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		for i, p := range parts {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(escapes.Replace(p))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Choices lists what a property offers.
func (d *Document) Choices(path, property string) []Line { return d.lines(path, property) }

func (d *Document) lines(path, property string) []Line {
	l := d.at(path).get(property)
	if l == nil || l.kind != list {
		return nil
	}
	var out []Line
	for _, item := range l.items {
		out = append(out, lineOf(item, d.own()))
	}
	return out
}

func lineOf(item *node, own string) Line {
	if item.kind == object {
		v := item.get("value")
		return Line{Value: plain(v), Text: textOf(item.get("text"), own)}
	}
	if value, text, ok := strings.Cut(item.str(), "|"); ok { // the format's own short form
		return Line{Value: value, Text: textOf(of(text), own)}
	}
	return Line{Value: plain(item)}
}

func plain(n *node) string {
	if n == nil {
		return ""
	}
	if s, ok := n.scalarValue().(string); ok {
		return s
	}
	return n.raw
}

// BadLine tells which line cannot be read.
type BadLine struct {
	Line   int
	Reason string // "value": nothing before the bar; "twice": a value stands twice; "parts": too many bars
	Value  string
}

func (e *BadLine) Error() string { return fmt.Sprintf("line %d: %s %s", e.Line, e.Reason, e.Value) }

// ParseLines reads what Lines writes; empty lines are passed over.
func ParseLines(text string) ([]Line, error) {
	var out []Line
	for i, row := range strings.Split(text, "\n") {
		if strings.TrimSpace(row) == "" {
			continue
		}
		parts := split(row)
		l := Line{Value: parts[0]}
		switch {
		case len(parts) > 3:
			return nil, &BadLine{i + 1, "parts", l.Value}
		case l.Value == "":
			return nil, &BadLine{i + 1, "value", ""}
		case slices.ContainsFunc(out, func(o Line) bool { return o.Value == l.Value }):
			return nil, &BadLine{i + 1, "twice", l.Value}
		}
		if len(parts) > 1 {
			l.Text.ZH = parts[1]
		}
		if len(parts) > 2 {
			l.Text.EN = parts[2]
		}
		out = append(out, l)
	}
	return out, nil
}

// split cuts a line at its bars; a bar or backslash of the text stands behind a
// backslash, a line break is \n.
func split(row string) []string {
	var parts []string
	var b strings.Builder
	escaped := false
	for _, r := range strings.TrimSpace(row) {
		switch {
		case escaped && r == 'n':
			b.WriteByte('\n')
			escaped = false
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '|' || r == '｜': // a Chinese keyboard's bar
			parts = append(parts, strings.TrimSpace(b.String()))
			b.Reset()
		default:
			b.WriteRune(r)
		}
	}
	return append(parts, strings.TrimSpace(b.String()))
}

// SetLines writes choices anew. A choice whose value stays keeps its other
// properties; lines that say what is there change nothing.
func (d *Document) SetLines(path, property string, lines []Line) {
	n := d.at(path)
	if n == nil {
		return
	}
	old := n.get(property)
	if slices.EqualFunc(d.lines(path, property), lines, alike) {
		return
	}
	if len(lines) == 0 {
		n.drop(property)
		return
	}
	fresh := &node{kind: list, changed: true}
	known := map[string]*node{}
	numbers := old != nil && len(old.items) > 0
	if old != nil && old.kind == list {
		for _, item := range old.items {
			known[lineOf(item, d.own()).Value] = item
			v := item
			if item.kind == object {
				v = item.get("value")
			}
			_, number := v.scalarValue().(float64)
			numbers = numbers && number
		}
	}
	for _, l := range lines {
		fresh.items = append(fresh.items, choiceNode(known[l.Value], l, choiceWish{own: d.own(), numbers: numbers}))
	}
	n.put(property, fresh)
}

// alike ignores the spaces around texts that a line cannot show.
func alike(a, b Line) bool {
	trim := func(l Line) Line {
		return Line{strings.TrimSpace(l.Value), Text{strings.TrimSpace(l.Text.ZH), strings.TrimSpace(l.Text.EN)}}
	}
	return trim(a) == trim(b)
}

type choiceWish struct {
	own     string
	numbers bool // values of the list are numbers
}

func choiceNode(was *node, l Line, w choiceWish) *node {
	switch {
	case was != nil && alike(lineOf(was, w.own), l):
		return was
	case was != nil && was.kind == object:
		setText(was, "text", l.Text, w.own)
		return was
	}
	var v any = l.Value
	if was != nil && was.kind == scalar && !strings.Contains(was.str(), "|") {
		v = was.scalarValue()
	} else if w.numbers && json.Valid([]byte(l.Value)) && json.Unmarshal([]byte(l.Value), new(float64)) == nil {
		v = json.Number(l.Value)
	}
	if l.Text.IsZero() {
		if s, ok := v.(string); !ok || !strings.Contains(s, "|") {
			return of(v)
		}
	}
	n := &node{kind: object, changed: true}
	n.put("value", of(v))
	setText(n, "text", l.Text, w.own)
	return n
}
