package pagetest

import (
	"html/template"
	"testing"

	"github.com/jba/templatecheck"
)

// Page is what page.Define makes.
type Page interface {
	Name() string
	Template() *template.Template
	Zero() any
}

// Check type-checks the pages.
func Check(t *testing.T, pages ...Page) {
	t.Helper()
	for _, p := range pages {
		if err := templatecheck.CheckHTML(p.Template(), p.Zero()); err != nil {
			t.Errorf("page %s: %v", p.Name(), err)
		}
	}
}
