package archtest

// What the trail and the list of background work hold is shown to people: each of
// their words has a name in every language.

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dealervoice/survey/language"
)

var wordShape = regexp.MustCompile(`^[a-z_]+\.[a-z_]+$`)

func TestEveryWordOfTheTrailAndOfJobsHasAName(t *testing.T) {
	found := map[string]bool{}
	for _, s := range all(t) {
		if s.test {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.CompositeLit:
				entryWords(x, found)
			case *ast.CallExpr:
				if sel, ok := x.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "record" {
					for _, arg := range x.Args {
						if w := literal(arg); wordShape.MatchString(w) {
							found["trail."+w] = true
						}
					}
				}
			case *ast.ValueSpec:
				for i, name := range x.Names {
					if strings.HasSuffix(name.Name, "Kind") && i < len(x.Values) && wordShape.MatchString(literal(x.Values[i])) {
						found["job."+literal(x.Values[i])] = true
					}
				}
			}
			return true
		})
	}
	if len(found) < 70 {
		t.Errorf("only %d words are found", len(found))
	}
	c := load(t)
	for _, tag := range language.All() {
		for word := range found {
			if !c.Keys(tag)[word] {
				t.Errorf("%s: %s has no name", tag, word)
			}
		}
	}
}

// entryWords notes the action and the kind of a port.Entry.
func entryWords(x *ast.CompositeLit, found map[string]bool) {
	sel, ok := x.Type.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Entry" {
		return
	}
	for _, e := range x.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, _ := kv.Key.(*ast.Ident)
		switch w := literal(kv.Value); {
		case key == nil || w == "":
		case key.Name == "Action":
			found["trail."+w] = true
		case key.Name == "Kind":
			found["object."+w] = true
		}
	}
}

// literal is a string that stands in the source; "" for anything else.
func literal(e ast.Expr) string {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(l.Value)
	if err != nil {
		return ""
	}
	return s
}
