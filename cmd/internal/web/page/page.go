package page

import (
	"bytes"
	"fmt"
	"html/template"

	"github.com/labstack/echo/v4"

	"dealervoice/templates"
)

// Page is a template bound to the type of its data.
type Page[T any] struct {
	name string
	tmpl *template.Template
}

// Define parses templates/NAME.html inside the staff frame, with the files of
// parts that a feature's pages share ("survey/parts"). It panics on a template
// that does not parse: that is a broken build.
func Define[T any](name string, parts ...string) *Page[T] {
	return DefineIn[T]("layout/app", name, parts...)
}

// DefineIn is Define with another frame than that of staff pages.
func DefineIn[T any](layout, name string, parts ...string) *Page[T] {
	tmpl := template.New("").Funcs(funcs())
	files := []string{"layout/parts.html", layout + ".html", name + ".html"}
	for _, p := range parts {
		files = append(files, p+".html")
	}
	tmpl = template.Must(tmpl.ParseFS(templates.FS, files...))
	return &Page[T]{name: name, tmpl: tmpl.Lookup("page")}
}

// Render executes the page and sends it.
func (p *Page[T]) Render(c echo.Context, status int, data T) error {
	var buf bytes.Buffer
	if err := p.tmpl.Execute(&buf, data); err != nil {
		return fmt.Errorf("render page %s: %w", p.name, err)
	}
	return c.HTMLBlob(status, buf.Bytes())
}

// Name is the path of the template below templates, without its ending.
func (p *Page[T]) Name() string { return p.name }

// Template and Zero are for the type check in tests.
func (p *Page[T]) Template() *template.Template { return p.tmpl }

// Zero is an empty value of the page's type.
func (p *Page[T]) Zero() any { var zero T; return zero }

// funcs are the few helpers that templates need beside their data's methods.
func funcs() template.FuncMap {
	return template.FuncMap{
		"list":   func(items ...any) []any { return items },
		"static": staticURL,
	}
}
