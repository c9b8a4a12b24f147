// The grammar of survey-core's expressions, as a recursive descent parser:
//
//	or      = and { ("or" | "||") and }
//	and     = compare { ("and" | "&&") compare }
//	compare = sum { ("<=" | ">=" | "=" | "!=" | "<" | ">" | …) sum }
//	sum     = product { ("+" | "-") product }
//	product = power { ("*" | "/" | "%") power }
//	power   = search { "^" search }
//	search  = factor { ("contains" | "anyof" | …) [factor] }
//	factor  = "(" or [")"] | name "(" list [")"] | "!" factor
//	        | atom ["empty" | "notempty"] | "[" list "]"
//
// Operator words need no blank after them and closing brackets may be missing
// at the end: both are observed of that engine and found in real surveys.

package expression

import (
	"fmt"
	"strings"
)

// Limits of a formula. Real ones stay far below.
const (
	maxSource = 32 << 10 // bytes
	maxDepth  = 200      // brackets within brackets
	maxNodes  = 10_000
)

// SyntaxError says where a formula cannot be read.
type SyntaxError struct {
	Offset int // byte
	Reason string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("expression: %s at character %d", e.Reason, e.Offset)
}

// Parse reads a formula.
func Parse(source string) (*Expression, error) {
	if len(source) > maxSource {
		return nil, &SyntaxError{0, "longer than 32768 bytes"}
	}
	p := &parser{src: source}
	root, ok := p.or()
	p.blank()
	if p.err != nil {
		return nil, p.err
	}
	if !ok || p.pos < len(source) {
		return nil, &SyntaxError{p.furthest(), "cannot read on"}
	}
	return &Expression{source: source, root: root, names: p.names, calls: p.calls}, nil
}

type parser struct {
	src          string
	pos, far     int
	depth, nodes int
	names, calls []string
	err          *SyntaxError
}

func (p *parser) furthest() int { return max(p.pos, p.far) }

func (p *parser) rest() string { return p.src[p.pos:] }

func (p *parser) blank() {
	for p.pos < len(p.src) && strings.IndexByte(" \t\n\r", p.src[p.pos]) >= 0 {
		p.pos++
	}
	p.far = max(p.far, p.pos)
}

// take consumes a literal; letters match in either case.
func (p *parser) take(word string) bool {
	r := p.rest()
	if len(r) < len(word) || !strings.EqualFold(r[:len(word)], word) {
		return false
	}
	p.pos += len(word)
	return true
}

// enter guards against formulas that nest or grow beyond reason.
func (p *parser) enter() bool {
	p.depth++
	p.nodes++
	if p.err == nil && (p.depth > maxDepth || p.nodes > maxNodes) {
		p.err = &SyntaxError{p.pos, "too deep or too long"}
	}
	return p.err == nil
}

func (p *parser) leave() { p.depth-- }

// sign is one spelling of an operator.
type sign struct {
	text string
	op   operator
}

// The levels, weakest first. Within a level the longer spelling stands first.
func levels() [][]sign {
	orOp := operator{"or", arithmetic(or)}
	andOp := operator{"and", arithmetic(and)}
	le, ge := operator{"<=", isAtMost}, operator{">=", isAtLeast}
	eq, ne := operator{"=", isEqual}, operator{"!=", isNotEqual}
	lt, gt := operator{"<", isLess}, operator{">", isGreater}
	has, hasNot := operator{"contains", contains}, operator{"notcontains", notContains}
	return [][]sign{
		{{"||", orOp}, {"or", orOp}},
		{{"&&", andOp}, {"and", andOp}},
		{{"<=", le}, {"=<", le}, {"lessorequal", le}, {">=", ge}, {"=>", ge}, {"greaterorequal", ge},
			{"==", eq}, {"=", eq}, {"equals", eq}, {"equal", eq},
			{"!=", ne}, {"<>", ne}, {"notequals", ne}, {"notequal", ne},
			{"<", lt}, {"less", lt}, {">", gt}, {"greater", gt}},
		{{"+", operator{"+", arithmetic(plus)}}, {"-", operator{"-", arithmetic(minus)}}},
		{{"*", operator{"*", arithmetic(times)}}, {"/", operator{"/", arithmetic(divide)}}, {"%", operator{"%", arithmetic(modulo)}}},
		{{"^", operator{"^", arithmetic(power)}}, {"power", operator{"^", arithmetic(power)}}},
		{{"*=", has}, {"contains", has}, {"contain", has}, {"notcontains", hasNot}, {"notcontain", hasNot},
			{"anyof", operator{"anyof", anyOf}}, {"allof", operator{"allof", allOf}}, {"noneof", operator{"noneof", noneOf}}},
	}
}

var grammar = levels()

// searchLevel is the tightest binary level; its right operand may be missing.
const searchLevel = 6

func (p *parser) or() (node, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	p.blank()
	return p.level(0)
}

func (p *parser) level(i int) (node, bool) {
	operand := func() (node, bool) {
		if i == searchLevel {
			return p.factor()
		}
		return p.level(i + 1)
	}
	left, ok := operand()
	if !ok {
		return nil, false
	}
	for {
		before := p.pos
		p.blank()
		op, found := p.operator(grammar[i])
		if !found {
			p.pos = before
			return left, true
		}
		p.blank()
		right, ok := operand()
		if !ok && i != searchLevel {
			p.pos = before
			return left, true
		}
		if p.nodes++; p.nodes > maxNodes {
			p.err = &SyntaxError{p.pos, "too deep or too long"}
			return nil, false
		}
		left = binary{op, left, right}
	}
}

func (p *parser) operator(signs []sign) (operator, bool) {
	for _, s := range signs {
		if p.take(s.text) {
			if s.text == "*" && strings.HasPrefix(p.rest(), "=") {
				p.pos--
				return operator{}, false
			}
			return s.op, true
		}
	}
	return operator{}, false
}
