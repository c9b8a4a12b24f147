package browsertest

// Looking at a page as it is drawn.

import (
	_ "embed"
	"encoding/json"
	"strings"
)

// look.js lists what is wrong with a page as drawn.
//
//go:embed look.js
var lookScript string

// Look checks the page as it is drawn and keeps a picture of it: nothing is
// wider than the screen, what is pressed is large enough (44 px on a touch
// screen, 24 px elsewhere; links within a sentence excepted, WCAG 2.5.8), no
// text is cut off, and the browser has had no error since the last look.
func (p *Page) Look(name string) *Page {
	p.t.Helper()
	p.Screenshot(name)
	for _, fault := range p.Faults() {
		p.t.Errorf("%s at %s, %dx%d: %s", name, p.Path(), p.screen.Width, p.screen.Height, fault)
	}
	return p
}

// Faults are what Look finds.
func (p *Page) Faults() []string {
	p.t.Helper()
	least := "24"
	if p.screen.Touch {
		least = "44"
	}
	faults, err := eval[[]string](p, "("+strings.TrimSpace(lookScript)+")("+least+")")
	if err != nil {
		p.fail("look", err)
	}
	return append(faults, p.Troubles()...)
}

// quote writes a string as JavaScript reads it.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""` // a string always is JSON
	}
	return string(b)
}
