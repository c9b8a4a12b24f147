package analysis

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// The columns can be reached from few files, each of which plans what is to be
// counted or decides whether it may be; reports, quotes' pages and evidence are
// made of cells.
func TestOnlyPlansAndTheGuardReachTheColumns(t *testing.T) {
	may := []string{
		"read.go", "index.go", "plan_themes.go", "refresh.go", "snapshot.go", "filter.go", "plan.go", "plan_more.go", "query.go",
		"disclose.go", "register.go", "crowd.go", "reaction.go", "quotes.go", "plan_drivers.go", "plan_kano.go", "plan_chain.go", "plan_drivers.go", "plan_kano.go", "plan_chain.go",
		"weights.go", "weightmargin.go", "weigh.go", "breaks.go", "trend.go", "crossweigh.go", "turnout.go", "returned.go", "roll.go", "tie.go", "pin.go",
	}
	for name, file := range parsed(t) {
		for _, imported := range file.Imports {
			if strings.Contains(imported.Path.Value, "/analysis/internal/") && !slices.Contains(may, name) {
				t.Errorf("%s imports %s", name, imported.Path.Value)
			}
		}
	}
}

func TestOnlyTheGuardFillsCells(t *testing.T) {
	filled := 0
	for name, file := range parsed(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && (s.Sel.Name == "fill" && len(call.Args) == 2 || s.Sel.Name == "weigh" && len(call.Args) == 3) {
				filled++
				if name != "disclose.go" {
					t.Errorf("%s fills a cell", name)
				}
			}
			return true
		})
	}
	if filled != 2 {
		t.Errorf("cells are filled at %d places, want one, and one under weights", filled)
	}
}

// Where a cell is made with numbers in it, it is made of disclosed ones.
func TestCellsWithNumbersAreMadeOfDisclosedOnes(t *testing.T) {
	numbers := []string{"N", "Count", "Value", "Low", "High", "SE", "Missing"}
	for name, file := range parsed(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if id, isIdent := ast.Unparen(litType(lit)).(*ast.Ident); !ok || !isIdent || id.Name != "Cell" {
				return true
			}
			for _, e := range lit.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && slices.Contains(numbers, kv.Key.(*ast.Ident).Name) && name != "reactions.go" {
					t.Errorf("%s makes a cell with %s", name, kv.Key)
				}
			}
			return true
		})
	}
}

func litType(lit *ast.CompositeLit) ast.Expr {
	if lit == nil || lit.Type == nil {
		return &ast.BadExpr{}
	}
	return lit.Type
}

func parsed(t *testing.T) map[string]*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*ast.File{}
	for _, e := range entries {
		if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = f
		}
	}
	return out
}
