package browsertest

// Asking the page's own script engine, for what no selector tells.

import (
	"time"

	"github.com/chromedp/chromedp"
)

// Tell gives the value of an expression of JavaScript, a promise's when it is
// kept.
func Tell[T any](p *Page, expression string) T {
	p.t.Helper()
	v, err := await[T](p, expression)
	if err != nil {
		p.fail("tell "+expression, err)
	}
	return v
}

// Until waits until an expression of JavaScript is true; a page that changes
// meanwhile is asked again.
func (p *Page) Until(expression string) *Page {
	p.t.Helper()
	for end := time.Now().Add(actionTimeout); ; time.Sleep(50 * time.Millisecond) {
		ok, err := await[bool](p, "Promise.resolve("+expression+").then(Boolean)")
		if err == nil && ok {
			return p
		}
		if time.Now().After(end) {
			p.fail("wait until "+expression, err)
		}
	}
}

func await[T any](p *Page, expression string) (T, error) {
	ctx, cancel := p.limited()
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}
