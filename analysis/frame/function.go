// The functions an expression may call.
package frame

import (
	"fmt"
	"go/ast"
	"math"
	"slices"
	"strings"
)

// function works on the values of its arguments.
type function struct {
	min, max int // arguments; max < 0 means any number
	// whole functions see missing arguments; for the others one makes the result missing.
	whole bool
	do    func(args []value) (value, error)
}

// functions lists every name, for the reader of an error and of --list.
var functions = map[string]function{
	"log":      numeric(math.Log),
	"exp":      numeric(math.Exp),
	"sqrt":     numeric(math.Sqrt),
	"abs":      numeric(math.Abs),
	"round":    numeric(math.RoundToEven),
	"floor":    numeric(math.Floor),
	"pow":      {2, 2, false, power},
	"missing":  {1, 1, true, func(a []value) (value, error) { return truth(a[0].missing()), nil }},
	"either":   {1, -1, true, either},
	"choose":   {3, 3, true, choose},
	"in":       {2, -1, false, in},
	"between":  {3, 3, false, between},
	"cut":      {2, -1, false, cut},
	"sum":      {1, -1, true, total},
	"mean":     {1, -1, true, mean},
	"answered": {1, -1, true, func(a []value) (value, error) { return num(float64(len(present(a)))), nil }},
	"contains": {2, 2, false, contains},
	"has":      {2, 2, false, has},
	"items":    {1, 1, true, items},
	"lower":    {1, 1, false, func(a []value) (value, error) { return text(strings.ToLower(a[0].cell())), nil }},
	"length":   {1, 1, true, func(a []value) (value, error) { return num(float64(len([]rune(a[0].cell())))), nil }},
}

// Functions are the names that expressions may call, sorted.
func Functions() []string {
	var out []string
	for name := range functions {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func (r reckoner) call(e *ast.CallExpr) (value, error) {
	name, ok := e.Fun.(*ast.Ident)
	if !ok {
		return value{}, fmt.Errorf("only a name can be called: %w", ErrExpression)
	}
	f, ok := functions[name.Name]
	if !ok {
		return value{}, fmt.Errorf("no function %q (there are: %s): %w", name.Name, strings.Join(Functions(), ", "), ErrExpression)
	}
	if len(e.Args) < f.min || f.max >= 0 && len(e.Args) > f.max {
		return value{}, fmt.Errorf("%s of %d arguments: %w", name.Name, len(e.Args), ErrExpression)
	}
	args := make([]value, len(e.Args))
	for i, a := range e.Args {
		v, err := r.eval(a)
		if err != nil {
			return value{}, err
		}
		if v.missing() && !f.whole {
			return value{}, nil
		}
		args[i] = v
	}
	return f.do(args)
}

func numeric(f func(float64) float64) function {
	return function{1, 1, false, func(a []value) (value, error) {
		if !a[0].isNumber {
			return value{}, fmt.Errorf("%q: %w", a[0].word, ErrNotNumber)
		}
		return num(f(a[0].num)), nil
	}}
}

func power(args []value) (value, error) {
	if err := allNumbers(args); err != nil {
		return value{}, err
	}
	return num(math.Pow(args[0].num, args[1].num)), nil
}

// present are the arguments that are not missing.
func present(args []value) []value {
	return slices.DeleteFunc(slices.Clone(args), value.missing)
}

// either is the first argument that is not missing.
func either(args []value) (value, error) {
	for _, a := range present(args) {
		return a, nil
	}
	return value{}, nil
}

// choose(condition, then, else): a missing condition gives a missing value.
func choose(args []value) (value, error) {
	switch {
	case args[0].missing():
		return value{}, nil
	case args[0].truth():
		return args[1], nil
	}
	return args[2], nil
}

// in tells whether the first argument equals one of the others.
func in(args []value) (value, error) {
	for _, a := range args[1:] {
		if same(args[0], a) {
			return truth(true), nil
		}
	}
	return truth(false), nil
}

func same(a, b value) bool {
	if a.isNumber && b.isNumber {
		return a.num == b.num
	}
	return a.cell() == b.cell()
}

func between(args []value) (value, error) {
	if err := allNumbers(args); err != nil {
		return value{}, err
	}
	return truth(args[1].num <= args[0].num && args[0].num <= args[2].num), nil
}

// cut(x, 2, 4) is 1 up to 2, 2 up to 4, 3 above.
func cut(args []value) (value, error) {
	if err := allNumbers(args); err != nil {
		return value{}, err
	}
	band := 1
	for _, limit := range args[1:] {
		if args[0].num > limit.num {
			band++
		}
	}
	return num(float64(band)), nil
}

// total is the sum of the arguments that are not missing; of none it is missing.
func total(args []value) (value, error) {
	args = present(args)
	if err := allNumbers(args); err != nil || len(args) == 0 {
		return value{}, err
	}
	sum := 0.0
	for _, a := range args {
		sum += a.num
	}
	return num(sum), nil
}

// mean is the mean of the arguments that are not missing.
func mean(args []value) (value, error) {
	sum, err := total(args)
	if err != nil || sum.missing() {
		return value{}, err
	}
	return num(sum.num / float64(len(present(args)))), nil
}

func contains(args []value) (value, error) {
	return truth(strings.Contains(args[0].cell(), args[1].cell())), nil
}

// has tells whether a list written "a|b|c" has an item.
func has(args []value) (value, error) {
	return truth(slices.Contains(strings.Split(args[0].cell(), "|"), args[1].cell())), nil
}

// items counts the items of a list written "a|b|c".
func items(args []value) (value, error) {
	if args[0].missing() {
		return num(0), nil
	}
	return num(float64(strings.Count(args[0].cell(), "|") + 1)), nil
}

func allNumbers(args []value) error {
	for _, a := range args {
		if !a.isNumber {
			return fmt.Errorf("%q: %w", a.cell(), ErrNotNumber)
		}
	}
	return nil
}
