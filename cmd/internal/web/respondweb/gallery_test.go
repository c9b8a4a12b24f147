package respondweb_test

// Every type of element in a real browser, in both languages: as drawn on a
// phone and on a desktop, with what is wrong said, and by axe-core.

import (
	_ "embed"
	"fmt"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/language"
)

// gallery has a page for each kind of element that runs.
//
//go:embed testdata/gallery.json
var gallery string

func TestEveryTypeIsDrawnWellAndAccessibleOnPhoneAndDesktop(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "gallery", gallery)
	b := browsertest.Start(t)
	for _, screen := range []browsertest.Screen{browsertest.Phone, browsertest.Desktop.In(language.English)} {
		p := b.Open(screen, a.URL+"/s/gallery")
		for i := 1; ; i++ {
			if i > 20 {
				t.Fatalf("the form does not end; it is at %q", p.Text("h1"))
			}
			name := fmt.Sprintf("%d-%s-%02d", screen.Width, p.Lang(), i)
			p.Look(name).Accessible(name)
			if p.Sees("button[value=submit].go") {
				break
			}
			p.Go("button.go")
		}
	}
	calm(t, a)
}
