package archtest

// Reading the source once, for all rules.

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
)

const module = "dealervoice"

// source is one Go file.
type source struct {
	path    string // below the top, with slashes
	pkg     string // import path below the module: "survey/access"
	test    bool
	lines   int
	file    *ast.File
	imports []string
}

var fileSet = token.NewFileSet()

// sources reads every Go file of the repository.
var sources = sync.OnceValues(func() ([]source, error) {
	var out []source
	top := filepath.Join("..", "..", "..")
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != top && (strings.HasPrefix(name, ".") || name == "testdata" || name == "data" || name == "bin") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		f, err := parser.ParseFile(fileSet, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		s := source{path: rel, pkg: filepath.ToSlash(filepath.Dir(rel)), test: strings.HasSuffix(name, "_test.go"),
			file: f, lines: fileSet.Position(f.End()).Line}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, p)
		}
		out = append(out, s)
		return nil
	})
	return out, err
})

func all(t *testing.T) []source {
	t.Helper()
	s, err := sources()
	if err != nil {
		t.Fatal(err)
	}
	if len(s) < 50 {
		t.Fatalf("only %d files found: is this the top?", len(s))
	}
	return s
}

// room is the first folder of a package: survey, feedback, analysis, templates, cmd.
func room(pkg string) string {
	first, _, _ := strings.Cut(pkg, "/")
	return first
}

// at writes where a node stands.
func at(n ast.Node) string {
	p := fileSet.Position(n.Pos())
	return strings.TrimPrefix(filepath.ToSlash(p.Filename), "../../../") + ":" + strconv.Itoa(p.Line)
}
