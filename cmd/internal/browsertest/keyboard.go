package browsertest

// Using a page by the keyboard alone.

import "github.com/chromedp/chromedp"

// Key presses one key: a character, or one of the names in
// github.com/chromedp/chromedp/kb.
func (p *Page) Key(key string) *Page {
	p.t.Helper()
	p.do("press a key", chromedp.KeyEvent(key))
	return p
}

// GoByKey presses a key that leads to another page and waits for that.
func (p *Page) GoByKey(key string) *Page {
	p.t.Helper()
	ctx, cancel := p.limited()
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.KeyEvent(key)); err != nil {
		p.fail("go by a key", err)
	}
	return p
}

// Focused names what has the focus: its tag, its name and value if it has them,
// else its id; "body" where nothing has.
func (p *Page) Focused() string {
	p.t.Helper()
	return ask[string](p, `function () {
		const e = document.activeElement || document.body;
		let s = e.tagName.toLowerCase();
		if (e.name) s += "[name=" + e.name + "]";
		if (e.name && (e.type === "radio" || e.type === "checkbox" || e.tagName === "BUTTON")) s += "[value=" + e.value + "]";
		if (!e.name && e.id) s += "#" + e.id;
		return s;
	}`, "")
}

// Ask evaluates a function of the page with one argument.
func Ask[T any](p *Page, function, argument string) T {
	p.t.Helper()
	return ask[T](p, function, argument)
}
