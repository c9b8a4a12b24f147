package browsertest

// A page in the browser and what a person does on it.

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"dealervoice/survey/language"
)

// Screen is what a page is seen on.
type Screen struct {
	Width, Height int64
	Touch         bool
	Language      language.Tag // default zh-CN
	NoScript      bool
	Dark          bool
	Forced        bool // forced colours, as in a high-contrast theme
	Still         bool // reduced motion
}

// The screens that pages are made for: the dealer's phone first.
var (
	Phone   = Screen{Width: 360, Height: 740, Touch: true}
	Desktop = Screen{Width: 1280, Height: 900}
)

// In is the screen of a reader of a language.
func (s Screen) In(tag language.Tag) Screen { s.Language = tag; return s }

// WithoutScript is the screen of a browser that runs no JavaScript.
func (s Screen) WithoutScript() Screen { s.NoScript = true; return s }

// InDark is the screen of a reader who prefers dark.
func (s Screen) InDark() Screen { s.Dark = true; return s }

// InForcedColours is the screen of a reader whose theme sets all colours.
func (s Screen) InForcedColours() Screen { s.Forced = true; return s }

// Calm is the screen of a reader who asks for reduced motion.
func (s Screen) Calm() Screen { s.Still = true; return s }

// actionTimeout bounds each thing done on a page.
const actionTimeout = 60 * time.Second

// Page is an open page. Whatever cannot be done fails the test.
type Page struct {
	t      testing.TB
	ctx    context.Context
	screen Screen
	ear    *ear
}

// Open opens an address in a context of its own: no cookies of other pages.
func (b *Browser) Open(s Screen, address string) *Page {
	b.t.Helper()
	return b.open(s, address, chromedp.WithNewBrowserContext())
}

// Beside opens an address in another tab of the same person: same cookies.
func (p *Page) Beside(address string) *Page {
	p.t.Helper()
	return (&Browser{t: p.t, ctx: p.ctx}).open(p.screen, address)
}

func (b *Browser) open(s Screen, address string, how ...chromedp.ContextOption) *Page {
	b.t.Helper()
	if s.Language == "" {
		s.Language = language.Chinese
	}
	ear := &ear{pages: map[string]bool{}}
	if u, err := url.Parse(address); err == nil {
		ear.host = u.Host
	}
	ctx, cancel := chromedp.NewContext(b.ctx, append(how, chromedp.WithListener(ear.hear))...)
	b.t.Cleanup(cancel)
	p := &Page{t: b.t, ctx: ctx, screen: s, ear: ear}
	// The first run must be on the tab's own context: its end is the tab's.
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatalf("open tab: %v", err)
	}
	p.do("prepare tab", s.prepare)
	p.Visit(address)
	return p
}

// prepare makes a tab such a screen.
func (s Screen) prepare(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}
	if s.Dark {
		features[0].Value = "dark"
	}
	if s.Forced {
		features = append(features, &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	}
	if s.Still {
		features = append(features, &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
	}
	_, size := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: s.Width, Height: s.Height, DeviceScaleFactor: 1, Mobile: s.Touch})
	_, touch := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: s.Touch})
	_, script := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: s.NoScript})
	_, media := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	_, lang := cdp.Call(ctx, t, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
		Headers: network.Headers{"Accept-Language": string(s.Language)}})
	return chromedp.Void{}, errors.Join(size, touch, script, media, lang)
}

// do does things on the page within the time limit.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := p.limited()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.fail(what, err)
	}
}

// limited is the page's context for one thing done on it.
func (p *Page) limited() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, actionTimeout)
}

// eval asks the page for a value.
func eval[T any](p *Page, script string) (T, error) {
	ctx, cancel := p.limited()
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script))
}

// ask is eval with an argument put in; it fails the test.
func ask[T any](p *Page, function, selector string) T {
	p.t.Helper()
	v, err := eval[T](p, "("+function+")("+quote(selector)+")")
	if err != nil {
		p.fail("look for "+selector, err)
	}
	return v
}

func (p *Page) fail(what string, why any) {
	p.t.Helper()
	p.t.Fatalf("%s: %v\nat %s: %s", what, why, p.address(), p.gist())
}

// Visit goes to an address and waits until it is loaded.
func (p *Page) Visit(address string) *Page {
	p.t.Helper()
	ctx, cancel := p.limited()
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Navigate(address))
	if aborted(err) { // the page before went elsewhere by itself in that moment
		_, err = chromedp.Run(ctx, chromedp.Navigate(address))
	}
	if aborted(err) { // the page itself leads on before it is whole: what it leads to is there
		_, err = chromedp.Run(ctx, chromedp.WaitReady(chromedp.CSS("body")))
	}
	if err != nil {
		p.fail("visit "+address, err)
	}
	return p
}

func aborted(err error) bool { return err != nil && strings.Contains(err.Error(), "net::ERR_ABORTED") }

// Go presses an element that leads to another page and waits for that.
func (p *Page) Go(selector string) *Page {
	p.t.Helper()
	p.reach(selector)
	p.settle(selector)
	ctx, cancel := p.limited()
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, p.press(selector)); err != nil {
		p.fail("go by "+selector, err)
	}
	return p
}

// Click presses an element.
func (p *Page) Click(selector string) *Page {
	p.t.Helper()
	p.reach(selector)
	p.settle(selector)
	p.do("click "+selector, p.press(selector))
	return p
}

// settle brings an element to the middle of the screen and waits until it stays
// there: a phone scrolls a field that has the focus into view over some frames,
// and a tap meanwhile would meet what has moved under the finger.
func (p *Page) settle(selector string) {
	p.t.Helper()
	const still = 3 // readings in a row, 25 ms apart
	end, last := time.Now().Add(actionTimeout), ""
	for same := 0; same < still; {
		at := ask[string](p, `function (s) {
			const e = document.querySelector(s), r = () => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height].join() };
			const before = r();
			e.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
			return before === r() ? before : "moved";
		}`, selector)
		if same++; at != last || at == "moved" {
			same = 0
		}
		if last = at; time.Now().After(end) {
			p.fail("settle "+selector, "it does not stop moving")
		}
		time.Sleep(25 * time.Millisecond)
	}
}

// press is a tap with the thumb, or a click of the mouse.
func (p *Page) press(selector string) chromedp.Action[chromedp.Void] {
	if p.screen.Touch {
		return chromedp.Tap(chromedp.CSS(selector))
	}
	return chromedp.Click(chromedp.CSS(selector))
}

// Fill types text into a field, instead of what it holds.
func (p *Page) Fill(selector, text string) *Page {
	p.t.Helper()
	p.reach(selector)
	ask[bool](p, `function (s) { const e = document.querySelector(s); e.focus(); e.value = ""; return true }`, selector)
	p.do("fill "+selector, chromedp.SendKeys(chromedp.CSS(selector), text))
	return p
}

// Choose picks the option with a value in a select.
func (p *Page) Choose(selector, value string) *Page {
	p.t.Helper()
	p.reach(selector)
	p.do("choose in "+selector, chromedp.SetValue(chromedp.CSS(selector), value))
	if got := p.Value(selector); got != value {
		p.fail("choose in "+selector, "it does not offer "+value)
	}
	return p
}

// reach wants an element to be there and visible, at once: pages are made by
// the server.
func (p *Page) reach(selector string) {
	p.t.Helper()
	if !p.Sees(selector) {
		p.fail("reach "+selector, "nothing visible is that")
	}
}

// Sees tells whether an element of the selector is there and visible.
func (p *Page) Sees(selector string) bool {
	p.t.Helper()
	return ask[bool](p, `function (s) {
		return Array.from(document.querySelectorAll(s)).some(function (e) {
			return e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
		});
	}`, selector)
}

// Text is what the first element of a selector says.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	text := ask[*string](p, `function (s) { const e = document.querySelector(s); return e ? e.innerText : null }`, selector)
	if text == nil {
		p.fail("read "+selector, "nothing is that")
	}
	return strings.Join(strings.Fields(*text), " ")
}

// Value is what a field holds.
func (p *Page) Value(selector string) string {
	p.t.Helper()
	value := ask[*string](p, `function (s) { const e = document.querySelector(s); return e ? e.value : null }`, selector)
	if value == nil {
		p.fail("read "+selector, "nothing is that")
	}
	return *value
}

// Count tells how many elements a selector has.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	return ask[int](p, `function (s) { return document.querySelectorAll(s).length }`, selector)
}

// Path is the path and query of the address bar.
func (p *Page) Path() string {
	u, err := url.Parse(p.address())
	if err != nil {
		return ""
	}
	return u.RequestURI()
}

// Eventually waits until an element is there and visible: for what happens
// without a new page.
func (p *Page) Eventually(selector string) *Page {
	p.t.Helper()
	p.do("wait for "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
	return p
}

// Screenshot keeps a picture of the whole page in the folder that SCREENSHOTS
// names, if it does.
func (p *Page) Screenshot(name string) *Page {
	p.t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return p
	}
	ctx, cancel := p.limited()
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.fail("take picture", err)
	}
	file := filepath.Join(folder, strings.ReplaceAll(p.t.Name(), "/", "-")+"-"+name+".png")
	if err := errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(file, png, 0o644)); err != nil {
		p.t.Fatalf("keep picture: %v", err)
	}
	return p
}

func (p *Page) address() string {
	at, err := eval[string](p, "location.href")
	if err != nil {
		return "(unknown)"
	}
	return at
}

// gist is the beginning of what the page says, for messages.
func (p *Page) gist() string {
	text, err := eval[string](p, "(document.querySelector('main') || document.body).innerText.slice(0, 500)")
	if err != nil {
		return "(nothing)"
	}
	return strings.Join(strings.Fields(text), " ")
}

// Lang is the language the page says it is in.
func (p *Page) Lang() string {
	p.t.Helper()
	return ask[string](p, `function () { return document.documentElement.lang }`, "")
}
