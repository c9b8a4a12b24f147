package respondweb_test

// A form from its first question to the receipt by the keyboard alone, and what
// fingers do on it where scripts run.

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/language"
)

const keyed = `{"title":{"default":"K","zh-cn":"键"},"pages":[{"name":"a","elements":[
	{"type":"radiogroup","name":"r","title":"R","choices":["a","b","c"]},
	{"type":"checkbox","name":"c","title":"C","choices":["x","y"],"showSelectAllItem":true,"showNoneItem":true},
	{"type":"dropdown","name":"d","title":"D","choices":["m","n"]},
	{"type":"ranking","name":"k","title":"K","choices":["one","two","three"]},
	{"type":"rating","name":"n","title":"N","rateMax":5},
	{"type":"matrix","name":"g","title":"G","columns":["lo","hi"],"rows":["r1","r2"]},
	{"type":"paneldynamic","name":"p","title":"P","panelCount":1,"templateElements":[{"type":"text","name":"f","title":"F"}]},
	{"type":"slider","name":"s","title":"S","min":0,"max":100},
	{"type":"signaturepad","name":"w","title":"W"}]}]}`

// reach presses Tab until the element has the focus.
func reach(t *testing.T, p *browsertest.Page, want string) *browsertest.Page {
	t.Helper()
	for range 60 {
		p.Key(kb.Tab)
		got := p.Focused()
		if got == want || browsertest.Ask[bool](p, `function (s) { try { return document.activeElement.matches(s) } catch { return false } }`, want) {
			if !browsertest.Ask[bool](p, `function () {
				const e = document.activeElement, r = e.getBoundingClientRect();
				const s = getComputedStyle(e.nextElementSibling && /radio|checkbox/.test(e.type) && getComputedStyle(e).opacity === "0" ? e.nextElementSibling : e);
				return s.outlineStyle !== "none" && r.bottom > 0 && r.top < innerHeight;
			}`, "") {
				t.Errorf("the focus on %s cannot be seen", want)
			}
			return p
		}
	}
	t.Fatalf("Tab never reaches %s; it is on %s", want, p.Focused())
	return p
}

func TestAFormIsFilledAndSentByTheKeyboardAlone(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	survey := publish(t, a, "keyed", keyed)
	p := browsertest.Start(t).Open(browsertest.Desktop.In(language.English).Calm(), a.URL+"/s/keyed")
	reach(t, p, ".skip").Key(kb.Enter)
	reach(t, p, "input[name=r][value=a]").Key(" ").Key(kb.ArrowDown)
	reach(t, p, "[data-all]").Key(kb.Enter)
	reach(t, p, "select[name=d]").Key("n")
	reach(t, p, ".taps li:nth-child(2) .tap").Key(" ") // two is first
	reach(t, p, ".taps li:nth-child(2) .tap").Key(" ") // one is second
	reach(t, p, ".taps li:nth-child(3) .tap").Key(" ") // three is third, and now moves up
	reach(t, p, ".taps li:nth-child(3) .move").Key(kb.Enter)
	reach(t, p, "input[name=n][value='1']").Key(kb.ArrowRight).Key(kb.ArrowRight)
	reach(t, p, "input[name='g.r1'][value=lo]").Key(" ")
	reach(t, p, "input[name='g.r2'][value=lo]").Key(kb.ArrowRight)
	reach(t, p, "input[name='p[0].f']").Key("x")
	reach(t, p, "input[name=s]").Key("7")
	reach(t, p, "input[name=w]").Key("W")
	reach(t, p, "button.go")
	before := p.Path()
	p.Key(kb.Enter).Eventually(".receipt")
	if p.Path() == before {
		t.Error("nothing was sent")
	}
	want := `{"c":["x","y"],"d":"n","g":{"r1":"lo","r2":"hi"},"k":["two","three","one"],"n":3,"p":[{"f":"x"}],"r":"b","s":7,"w":"W"}`
	if _, data := sole(t, a, survey); data != want {
		t.Errorf("stored\n%s\nwant\n%s", data, want)
	}
	calm(t, a)
}

func TestFingersRankChooseDrawAndSign(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	survey := publish(t, a, "keyed", keyed)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/keyed")
	p.Click("[data-all]").Click("[name=c][value=none]")
	if browsertest.Ask[int](p, `function (s) { return document.querySelectorAll(s).length }`, "[name=c]:checked") != 1 {
		t.Error("none of these stands beside others")
	}
	p.Click(".taps li:nth-child(3) .tap").Click(".taps li:nth-child(3) .tap") // three, then two
	p.Click(".taps li:nth-child(1) .tap")                                     // three is taken out again
	p.Click(".taps li:nth-child(2) .tap").Click(".taps li:nth-child(3) .tap")
	p.Look("ranked").Accessible("ranked")
	browsertest.Ask[bool](p, `function () {
		const h = document.querySelector("[data-slide]"); h.value = "40"; h.dispatchEvent(new Event("input", {bubbles: true})); return true }`, "")
	if got := p.Value("[name=s]"); got != "40" {
		t.Errorf("the handle wrote %q", got)
	}
	p.Click("[data-sign] .less button:first-child").Eventually("canvas.pad")
	browsertest.Ask[bool](p, `function () {
		const c = document.querySelector("canvas.pad"), r = c.getBoundingClientRect();
		const at = (type, x, y) => c.dispatchEvent(new PointerEvent(type, {bubbles: true, buttons: 1, pointerId: 1, clientX: r.left + x, clientY: r.top + y}));
		c.setPointerCapture = () => {};
		at("pointerdown", 20, 40); at("pointermove", 80, 60); at("pointermove", 150, 30); at("pointerup", 150, 30); return true }`, "")
	p.Look("signed").Accessible("signed")
	p.Go("button.go")
	if got := p.Path(); got[:12] != "/s/keyed/don" {
		t.Fatalf("the browser is at %s", got)
	}
	r, data := sole(t, a, survey)
	if sign, _ := r.Data["w"].(string); len(sign) < 500 || sign[:22] != "data:image/png;base64," {
		t.Errorf("signed %.60s", sign)
	}
	delete(r.Data, "w")
	if order := r.Data["k"].([]any); len(order) != 3 || order[0] != "two" || order[2] != "three" {
		t.Errorf("stored %.300s", data)
	}
	calm(t, a)
}
