package archtest

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strings"
	"testing"
)

// The sizes of architecture: a file or function that grows past them holds two
// things.
const (
	maxLines         = 400
	maxFunctionLines = 60
	maxParameters    = 4
)

// foreign methods have the shape that a library's interface gives them.
var foreign = map[string]bool{"ArcTo": true, "Render": true}

// generated files are made by go generate and are not read by people.
func generated(s source) bool { return ast.IsGenerated(s.file) }

func TestFilesAndFunctionsStaySmall(t *testing.T) {
	for _, s := range all(t) {
		if s.test || generated(s) {
			continue
		}
		if s.lines > maxLines {
			t.Errorf("%s has %d lines, more than %d", s.path, s.lines, maxLines)
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				checkFunction(t, f)
			}
		}
	}
}

func checkFunction(t *testing.T, f *ast.FuncDecl) {
	lines := fileSet.Position(f.End()).Line - fileSet.Position(f.Pos()).Line + 1
	if lines > maxFunctionLines {
		t.Errorf("%s: %s has %d lines, more than %d", at(f), f.Name.Name, lines, maxFunctionLines)
	}
	n := 0
	for _, p := range f.Type.Params.List {
		names := max(1, len(p.Names))
		if sel, ok := p.Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Context" {
			continue // a context is the way things are called, not a parameter
		}
		n += names
	}
	if n > maxParameters && !foreign[f.Name.Name] {
		t.Errorf("%s: %s takes %d parameters, more than %d: make a struct", at(f), f.Name.Name, n, maxParameters)
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	documented := map[string]bool{}
	seen := map[string]bool{}
	for _, s := range all(t) {
		if s.test {
			continue
		}
		seen[s.pkg] = true
		if path.Base(s.path) == "doc.go" && s.file.Doc != nil {
			documented[s.pkg] = true
		}
	}
	for pkg := range seen {
		if !documented[pkg] {
			t.Errorf("%s has no doc.go with a package comment", pkg)
		}
	}
}

func TestNoPackageIsADrawer(t *testing.T) {
	for _, s := range all(t) {
		switch s.file.Name.Name {
		case "util", "utils", "common", "helper", "helpers", "models", "types", "misc", "base":
			t.Errorf("%s: a package called %s holds whatever nobody found a place for", s.path, s.file.Name.Name)
		}
	}
}

func TestNoInitNoDotImportNoReassignedPackageVariable(t *testing.T) {
	for _, s := range all(t) {
		if s.test || generated(s) {
			continue
		}
		for _, i := range s.file.Imports {
			if i.Name != nil && i.Name.Name == "." {
				t.Errorf("%s: dot import", at(i))
			}
		}
		vars := map[string]bool{}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					t.Errorf("%s: init function", at(d))
				}
			case *ast.GenDecl:
				if d.Tok == token.VAR {
					collect(d, vars)
				}
			}
		}
		findReassigned(t, s, vars)
	}
}

func collect(d *ast.GenDecl, vars map[string]bool) {
	for _, spec := range d.Specs {
		for _, name := range spec.(*ast.ValueSpec).Names {
			if name.Name == "_" {
				continue
			}
			vars[name.Name] = true
		}
	}
}

// findReassigned reports a plain assignment to a name that is a package
// variable and not shadowed by a parameter or a local of the same function.
func findReassigned(t *testing.T, s source, vars map[string]bool) {
	for _, d := range s.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		local := map[string]bool{}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok == token.DEFINE {
					for _, l := range n.Lhs {
						if id, ok := l.(*ast.Ident); ok {
							local[id.Name] = true
						}
					}
				}
			case *ast.Field:
				for _, id := range n.Names {
					local[id.Name] = true
				}
			case *ast.ValueSpec:
				for _, id := range n.Names {
					local[id.Name] = true
				}
			case *ast.RangeStmt:
				for _, e := range []ast.Expr{n.Key, n.Value} {
					if id, ok := e.(*ast.Ident); ok {
						local[id.Name] = true
					}
				}
			}
			return true
		})
		ast.Inspect(f.Body, func(n ast.Node) bool {
			a, ok := n.(*ast.AssignStmt)
			if !ok || a.Tok == token.DEFINE {
				return true
			}
			for _, l := range a.Lhs {
				if id, ok := l.(*ast.Ident); ok && vars[id.Name] && !local[id.Name] {
					t.Errorf("%s: package variable %s is assigned after its declaration", at(a), id.Name)
				}
			}
			return true
		})
	}
}

var unfinished = regexp.MustCompile(`\b(TODO|FIXME|XXX|not implemented|coming soon)\b`)

func TestNothingIsMarkedUnfinished(t *testing.T) {
	for _, s := range all(t) {
		if s.pkg == "cmd/internal/archtest" {
			continue
		}
		for _, g := range s.file.Comments {
			if m := unfinished.FindString(g.Text()); m != "" {
				t.Errorf("%s: %s", at(g), m)
			}
		}
	}
}

func TestNoTestIsSkipped(t *testing.T) {
	for _, s := range all(t) {
		if s.pkg == "cmd/internal/archtest" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if sel, ok := call.Fun.(*ast.SelectorExpr); ok && strings.HasPrefix(sel.Sel.Name, "Skip") && len(sel.Sel.Name) <= 7 {
					if id, ok := sel.X.(*ast.Ident); ok && (id.Name == "t" || id.Name == "b" || id.Name == "tb") {
						t.Errorf("%s: a test that can be skipped", at(call))
					}
				}
			}
			return true
		})
	}
}

// forbidden calls: what hides errors or lets a request decide more than it
// should (Echo's Bind, FormValue).
func TestNoCallHidesErrorsOfARequest(t *testing.T) {
	for _, s := range all(t) {
		if s.test || !strings.HasPrefix(s.pkg, "cmd/internal/web") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
				switch sel.Sel.Name {
				case "Bind", "FormValue", "FormParams":
					if id, ok := sel.X.(*ast.Ident); ok && id.Name == "c" {
						t.Errorf("%s: c.%s", at(call), sel.Sel.Name)
					}
				}
			}
			return true
		})
	}
}
