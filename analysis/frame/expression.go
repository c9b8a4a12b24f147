// Expressions over the columns of a row. Go's own parser reads them.
package frame

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"strconv"
)

// ErrExpression: an expression cannot be read or worked out.
var ErrExpression = errors.New("expression cannot be used")

const maxExpression = 4096

// expression is one that has been read.
type expression struct{ root ast.Expr }

func parse(source string) (expression, error) {
	if len(source) > maxExpression {
		return expression{}, fmt.Errorf("%d characters: %w", len(source), ErrExpression)
	}
	root, err := parser.ParseExpr(source)
	if err != nil {
		return expression{}, fmt.Errorf("%q: %w (%w)", source, ErrExpression, err)
	}
	return expression{root}, nil
}

// at works the expression out for one row.
func (e expression) at(f *Frame, row int) (value, error) {
	return reckoner{f, row}.eval(e.root)
}

// reckoner works out one expression for one row.
type reckoner struct {
	frame *Frame
	row   int
}

func (r reckoner) eval(e ast.Expr) (value, error) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.eval(e.X)
	case *ast.BasicLit:
		return literal(e)
	case *ast.Ident:
		return r.column(e.Name)
	case *ast.SelectorExpr: // api.stu is a column whose name has a dot
		name, err := dotted(e)
		if err != nil {
			return value{}, err
		}
		return r.column(name)
	case *ast.UnaryExpr:
		return r.unary(e)
	case *ast.BinaryExpr:
		return r.binary(e)
	case *ast.CallExpr:
		return r.call(e)
	}
	return value{}, fmt.Errorf("%T is not understood: %w", e, ErrExpression)
}

func literal(e *ast.BasicLit) (value, error) {
	switch e.Kind {
	case token.INT, token.FLOAT:
		v, err := strconv.ParseFloat(e.Value, 64)
		if err != nil {
			return value{}, fmt.Errorf("%s: %w", e.Value, ErrExpression)
		}
		return num(v), nil
	case token.STRING, token.CHAR:
		word, err := strconv.Unquote(e.Value)
		if err != nil {
			return value{}, fmt.Errorf("%s: %w", e.Value, ErrExpression)
		}
		return text(word), nil
	}
	return value{}, fmt.Errorf("%s: %w", e.Value, ErrExpression)
}

func dotted(e *ast.SelectorExpr) (string, error) {
	switch x := e.X.(type) {
	case *ast.Ident:
		return x.Name + "." + e.Sel.Name, nil
	case *ast.SelectorExpr:
		head, err := dotted(x)
		return head + "." + e.Sel.Name, err
	}
	return "", fmt.Errorf("a dot stands only in a column's name: %w", ErrExpression)
}

func (r reckoner) column(name string) (value, error) {
	switch name {
	case "true":
		return truth(true), nil
	case "false":
		return truth(false), nil
	}
	cells, ok := r.frame.columns[name]
	if !ok {
		return value{}, fmt.Errorf("%q: %w", name, ErrNoColumn)
	}
	if r.frame.missing[cells[r.row]] {
		return value{}, nil
	}
	return text(cells[r.row]), nil
}

func (r reckoner) unary(e *ast.UnaryExpr) (value, error) {
	if e.Op != token.SUB && e.Op != token.NOT && e.Op != token.ADD {
		return value{}, fmt.Errorf("%s is not understood: %w", e.Op, ErrExpression)
	}
	v, err := r.eval(e.X)
	if err != nil || v.missing() {
		return value{}, err
	}
	if !v.isNumber {
		return value{}, fmt.Errorf("%q after %s: %w", v.word, e.Op, ErrNotNumber)
	}
	switch e.Op {
	case token.SUB:
		return num(-v.num), nil
	case token.NOT:
		return truth(v.num == 0), nil
	}
	return v, nil
}

func (r reckoner) binary(e *ast.BinaryExpr) (value, error) {
	a, err := r.eval(e.X)
	if err != nil {
		return value{}, err
	}
	switch e.Op { // true || missing is true, false && missing is false
	case token.LOR:
		if a.truth() {
			return truth(true), nil
		}
	case token.LAND:
		if !a.missing() && !a.truth() {
			return truth(false), nil
		}
	}
	b, err := r.eval(e.Y)
	if err != nil {
		return value{}, err
	}
	if e.Op == token.LOR && b.truth() {
		return truth(true), nil
	}
	if a.missing() || b.missing() {
		return value{}, nil
	}
	switch e.Op {
	case token.LAND, token.LOR:
		return truth(b.truth()), nil
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return compare(e.Op, a, b), nil
	}
	return arithmetic(e.Op, a, b)
}

// compare compares numbers by size and words by letters; a number and a word differ.
func compare(op token.Token, a, b value) value {
	order := 0
	switch {
	case a.isNumber && b.isNumber:
		order = sign(a.num - b.num)
	case a.cell() < b.cell():
		order = -1
	case a.cell() > b.cell():
		order = 1
	}
	switch op {
	case token.EQL:
		return truth(order == 0)
	case token.NEQ:
		return truth(order != 0)
	case token.LSS:
		return truth(order < 0)
	case token.LEQ:
		return truth(order <= 0)
	case token.GTR:
		return truth(order > 0)
	}
	return truth(order >= 0)
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// arithmetic knows + - * / and %; Go's ^ binds like +, so powers are a function. It gives a missing value where the result is not a number (1/0).
func arithmetic(op token.Token, a, b value) (value, error) {
	if !a.isNumber || !b.isNumber {
		return value{}, fmt.Errorf("%q %s %q: %w", a.cell(), op, b.cell(), ErrNotNumber)
	}
	switch op {
	case token.ADD:
		return num(a.num + b.num), nil
	case token.SUB:
		return num(a.num - b.num), nil
	case token.MUL:
		return num(a.num * b.num), nil
	case token.QUO:
		return num(a.num / b.num), nil
	case token.REM:
		return num(math.Mod(a.num, b.num)), nil
	}
	return value{}, fmt.Errorf("%s is not understood: %w", op, ErrExpression)
}
