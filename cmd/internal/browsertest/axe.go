package browsertest

// Asking axe-core what of WCAG 2.2 A and AA a page breaks.

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

//go:generate sh -c "cd axe && npm pack --silent axe-core@4.14.1 && tar xzf axe-core-4.14.1.tgz --strip-components=1 package/axe.min.js package/LICENSE package/LICENSE-3RD-PARTY.txt && rm axe-core-4.14.1.tgz"

// axe.min.js is axe-core 4.14.1 by Deque Systems as the package axe-core brings
// it, unchanged, under the Mozilla Public License 2.0, whose text lies beside
// it. No program of the product contains it: only tests import this package.
//
//go:embed axe/axe.min.js
var axeScript string

// axeRun lists what is wrong, a line a node. It goes in by the debugging
// protocol, which the page's security policy does not concern, so the policy
// stays in force.
const axeRun = `axe.run(document, {runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, resultTypes: ["violations"]})
	.then(function (r) {
		return r.violations.flatMap(function (v) {
			return v.nodes.map(function (n) {
				return v.id + " (" + v.impact + ") at " + n.target.join(" ") + ": " + n.html.slice(0, 160) + " -- " + (n.failureSummary || "").replace(/\s+/g, " ");
			});
		});
	})`

// Violations lists what axe-core finds on the page as it is now.
func (p *Page) Violations() []string {
	p.t.Helper()
	if p.screen.NoScript { // axe-core waits for timers, which do not run then
		p.scripts(emulation.SetScriptExecutionDisabledParams{})
		defer p.scripts(emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	loaded, err := eval[bool](p, "typeof axe === 'object'")
	if err == nil && !loaded {
		_, err = eval[string](p, axeScript+"\n;axe.version")
	}
	if err != nil {
		p.fail("load axe-core", err)
	}
	ctx, cancel := p.limited()
	defer cancel()
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](axeRun, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("run axe-core", err)
	}
	return found
}

// scripts sets whether the page runs scripts from now on. What is loaded stays
// as it is.
func (p *Page) scripts(how emulation.SetScriptExecutionDisabledParams) {
	p.t.Helper()
	p.do("switch scripts", func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, how)
		return chromedp.Void{}, err
	})
}

// Accessible wants axe-core to find nothing and returns how much it found.
func (p *Page) Accessible(name string) int {
	p.t.Helper()
	found := p.Violations()
	for _, v := range found {
		p.t.Errorf("%s at %s, %s: %s", name, p.Path(), p.screen.name(), v)
	}
	return len(found)
}

// name says what kind of screen it is, for messages.
func (s Screen) name() string {
	words := []string{fmt.Sprintf("%dx%d", s.Width, s.Height), string(s.Language)}
	for _, w := range []struct {
		on   bool
		word string
	}{{s.Dark, "dark"}, {s.Forced, "forced colours"}, {s.Still, "reduced motion"}, {s.NoScript, "no script"}} {
		if w.on {
			words = append(words, w.word)
		}
	}
	return strings.Join(words, " ")
}
