// The smallest parts of the grammar: brackets, calls, names, constants.

package expression

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

func (p *parser) factor() (node, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	start := p.pos
	if p.take("(") {
		if inner, ok := p.or(); ok {
			p.blank()
			p.take(")")
			return inner, true
		}
		p.pos = start
		return nil, false
	}
	if n, ok := p.call(); ok {
		return n, true
	}
	if p.take("!") || p.take("negate") {
		p.blank()
		if inner, ok := p.factor(); ok {
			return unary{"!", func(v any) any { return !truthy(v) }, inner}, true
		}
		p.pos = start
	}
	if n, ok := p.atom(); ok {
		return p.postfix(n), true
	}
	p.pos = start
	return p.array()
}

// postfix wraps an atom in the operators that stand behind it.
func (p *parser) postfix(n node) node {
	before := p.pos
	p.blank()
	switch {
	case p.take("empty"):
		return unary{"empty", func(v any) any { return isEmpty(v) }, n}
	case p.take("notempty"):
		return unary{"notempty", func(v any) any { return !isEmpty(v) }, n}
	}
	p.pos = before
	return n
}

func (p *parser) call() (node, bool) {
	start := p.pos
	name := p.word()
	if name == "" || !p.take("(") {
		p.pos = start
		return nil, false
	}
	args, ok := p.sequence()
	if !ok {
		p.pos = start
		return nil, false
	}
	p.take(")")
	if !slices.Contains(p.calls, name) {
		p.calls = append(p.calls, name)
	}
	return p.newCall(name, args), true
}

// sequence reads expressions separated by commas; none is fine.
func (p *parser) sequence() ([]node, bool) {
	var items []node
	before := p.pos
	first, ok := p.or()
	if !ok {
		p.pos = before
		p.blank()
		return nil, p.err == nil
	}
	items = append(items, first)
	for {
		p.blank()
		before = p.pos
		if !p.take(",") {
			return items, true
		}
		next, ok := p.or()
		if !ok {
			p.pos = before
			return items, p.err == nil
		}
		items = append(items, next)
	}
}

func (p *parser) array() (node, bool) {
	start := p.pos
	if !p.take("[") {
		return nil, false
	}
	items, ok := p.sequence()
	if !ok || !p.take("]") {
		p.pos = start
		return nil, false
	}
	return list{items}, true
}

func (p *parser) atom() (node, bool) {
	p.blank()
	if p.exact("undefined") || p.exact("null") {
		return constant{nil}, true
	}
	if p.take("true") {
		return constant{true}, true
	}
	if p.take("false") {
		return constant{false}, true
	}
	if f, ok := p.number(); ok {
		return constant{f}, true
	}
	if w := p.word(); w != "" {
		return constant{w}, true
	}
	if s, ok := p.text(); ok {
		return constant{s}, true
	}
	return p.name()
}

func (p *parser) exact(word string) bool {
	if !strings.HasPrefix(p.rest(), word) {
		return false
	}
	p.pos += len(word)
	return true
}

// word reads letters, digits and underscores that start with a letter.
func (p *parser) word() string {
	start := p.pos
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (p.pos == start || c < '0' || c > '9') {
			break
		}
		p.pos++
	}
	return p.src[start:p.pos]
}

func (p *parser) digits() string {
	start := p.pos
	for p.pos < len(p.src) && p.src[p.pos] >= '0' && p.src[p.pos] <= '9' {
		p.pos++
	}
	return p.src[start:p.pos]
}

// number reads 12, -12, 1.5 and 0x10 (decimal digits only, as that engine).
func (p *parser) number() (float64, bool) {
	start := p.pos
	if p.exact("0x") {
		if d := p.digits(); d != "" {
			n, err := strconv.ParseUint(d, 16, 64)
			return float64(n), err == nil
		}
		p.pos = start
	}
	sign := 1.0
	if p.take("-") {
		sign = -1
	}
	from := p.pos
	whole := p.digits()
	if whole == "" {
		p.pos = start
		return 0, false
	}
	point := p.pos
	if p.take(".") && p.digits() != "" {
		f, err := strconv.ParseFloat(p.src[from:p.pos], 64)
		return sign * f, err == nil || math.IsInf(f, 0)
	}
	p.pos = point
	if whole[0] == '0' && len(whole) > 1 {
		p.pos = from + 1 // "0" and then something that will not read
		return 0, true
	}
	f, err := strconv.ParseFloat(whole, 64)
	return sign * f, err == nil || math.IsInf(f, 0)
}

// text reads a quoted text; a quote inside stands as \' or \".
func (p *parser) text() (string, bool) {
	start := p.pos
	if p.pos >= len(p.src) || !isQuote(p.src[p.pos]) {
		return "", false
	}
	quote := p.src[p.pos]
	p.pos++
	var b strings.Builder
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		switch {
		case c == '\\' && p.pos+1 < len(p.src) && isQuote(p.src[p.pos+1]):
			b.WriteByte(p.src[p.pos+1])
			p.pos++
		case c == quote:
			p.pos++
			return b.String(), true
		case isQuote(c):
			p.pos = start
			return "", false
		default:
			b.WriteByte(c)
		}
		p.pos++
	}
	p.pos = start
	return "", false
}

// name reads {a name}.
func (p *parser) name() (node, bool) {
	if !strings.HasPrefix(p.rest(), "{") {
		return nil, false
	}
	end := strings.IndexAny(p.rest()[1:], "{}")
	if end < 1 || p.rest()[end+1] != '}' {
		return nil, false
	}
	name := p.rest()[1 : end+1]
	p.pos += end + 2
	v := variable{name: name}
	if len(name) > 1 && name[0] == '#' {
		v = variable{name: name[1:], asIs: true}
	}
	if !slices.Contains(p.names, v.name) {
		p.names = append(p.names, v.name)
	}
	return v, true
}
