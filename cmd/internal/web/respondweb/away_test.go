package respondweb_test

// Forms on the road that are another one for each respondent: designs, lists
// whose choices follow from one another, pages in an order of one's own.

import (
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/answer"
)

// onward presses the button and waits until another screen stands there.
func onward(p *browsertest.Page) {
	at := p.Value("[name=_page]")
	p.Click("button.go").Until(`document.querySelector("main.message") || (document.querySelector("[name=_end]") && document.querySelector("[name=_page]").value !== "` + at + `")`)
}

func TestDesignsAndListsGoAlongOnTheRoad(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "x", experiments)
	m, path := newMast(t, a), invite(t, a, "x", "D-1")
	p := browsertest.Start(t).Open(browsertest.Phone, m.url(path))
	p.Fill("[name='share.rebate']", "60")
	packed(p)
	m.cut()
	p.Fill("[name='share.supply']", "20").Click("button.go").Until(`/80.*20/.test(document.querySelector("#summary")?.textContent)`)
	p.Fill("[name='share.credit']", "20")
	onward(p)
	p.Troubles() // what a cut network says is none of the page's
	p.Look("maxdiff")
	dealt := browsertest.Tell[string](p, `[...document.querySelectorAll(".task")].map((t) => [...t.querySelectorAll("tbody input")].map((i) => i.value).join()).join("|")`)
	// A task half answered is kept as it stands, whether the form is left by its
	// buttons or by closing it.
	half := browsertest.Tell[string](p, `(() => { const e = document.querySelector(".task tbody input"); e.click(); return e.name + "=" + e.value })()`)
	still := `(([n, v]) => document.querySelector("[name='" + n + "'][value='" + v + "']")?.checked)("` + half + `".split("="))`
	name, value, _ := strings.Cut(half, "=")
	saved(p, `["`+name+`","`+value+`"]`)
	p.Click("button.go").Eventually("#summary").Until(still) // the other half is asked for
	p.Visit(m.url(path)).Eventually(".task").Until(still)
	p.Click("button[value=back]").Eventually("[name='share.rebate']").Click("button.go").Eventually(".task").Until(still)
	p.Troubles()
	browsertest.Tell[bool](p, `[...document.querySelectorAll(".task")].every((t) => { const r = [...t.querySelectorAll("tbody input")]; r[0].click(); r.at(-1).click(); return r[0].checked && r.at(-1).checked })`)
	onward(p)
	for i := 1; i <= 3; i++ {
		p.Click(fmt.Sprintf("[name='cj.t%d'][value=a]", i))
	}
	onward(p)
	p.Until(`document.querySelector(".q:has([name=city])").hidden`) // nothing to choose from yet
	choose := func(name, value string) {
		browsertest.Tell[bool](p, fmt.Sprintf(`(() => { const e = document.querySelector("[name=%s]"), o = [...e.options].find((o) => o.value === %q); if (!o || o.disabled) return false; e.value = o.value; e.dispatchEvent(new Event("change", {bubbles: true})); return true })()`, name, value))
	}
	choose("region", "西南")
	p.Until(`[...document.querySelectorAll("[name=city] option")].filter((o) => o.value && !o.disabled).map((o) => o.value).join() === "成都,重庆"`)
	choose("city", "成都")
	p.Until(`[...document.querySelectorAll("[name=outlet] option")].filter((o) => o.value && !o.disabled).map((o) => o.value).join() === "o4"`)
	choose("outlet", "o4")
	p.Click("button.go").Eventually("main.message h1")
	m.up()
	p.Visit(m.url(path))
	arrive(t, a, s, 1)
	r, raw := sole(t, a, s)
	for _, want := range []string{`"outlet":"o4"`, `"city":"成都"`, `"cj":{"t1":"a","t2":"a","t3":"a"}`, `"share":{"credit":20,"rebate":60,"supply":20}`, `"md-Set":`} {
		if !strings.Contains(raw, want) {
			t.Errorf("stored %s, which lacks %s", raw, want)
		}
	}
	on := a.Feedback.Occasion(r.ID, r.Language, r.Wave)
	on.Attributes = r.Attributes
	if again := answer.Recompute(s.Definition, r.Data, on); len(again.Differs) > 0 || len(dealt) < 20 {
		t.Errorf("dealt %s; what is computed again differs in %v", dealt, again.Differs)
	}
	calm(t, a)
}

func TestPagesInAnOrderOfOnesOwnGoAlongOnTheRoad(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "mixed", mixed)
	m, path := newMast(t, a), invite(t, a, "mixed", "D-1")
	p := browsertest.Start(t).Open(browsertest.Phone, m.url(path))
	p.Fill("[name=a]", "x")
	packed(p)
	m.cut()
	var order []any
	page := map[string]string{"a": "first", "b": "p1", "c": "p2", "d": "p3", "e": "last"}
	for i := range 5 {
		name := browsertest.Tell[string](p, `document.querySelector("main .q input").name`)
		order = append(order, page[name])
		p.Fill("[name="+name+"]", fmt.Sprint("x", i))
		onward(p)
	}
	m.up()
	p.Visit(m.url(path))
	arrive(t, a, s, 1)
	r, raw := sole(t, a, s)
	on := a.Feedback.Occasion(r.ID, r.Language, r.Wave)
	if want := answer.Recompute(s.Definition, r.Data, on).Orders["pages"]; fmt.Sprint(want) != fmt.Sprint(order) || len(r.Data) != 5 {
		t.Errorf("pages stood as %v, computed %v; stored %s", order, want, raw)
	}
	calm(t, a)
}

const photographed = `{"title":"Photos","dv":{"privacy":{"mode":"identified"}},"pages":[
	{"name":"a","elements":[{"type":"text","name":"shop","title":"Shop"},{"type":"file","name":"photo","title":"Shelf","isRequired":true,"allowMultiple":true,"acceptedTypes":"image/*"}]},
	{"name":"b","elements":[{"type":"comment","name":"end","title":"End"}]}]}`

// TestPhotosTakenOnTheRoadAreSentWithTheRest takes one before and after the
// browser was killed.
func TestPhotosTakenOnTheRoadAreSentWithTheRest(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "photos", photographed)
	m, profile, path := newMast(t, a), t.TempDir(), invite(t, a, "photos", "D-1")
	b := browsertest.StartIn(t, profile)
	p := b.Enter(browsertest.Phone, m.url(path))
	p.Fill("[name=shop]", "昆山")
	packed(p)
	m.cut()
	p.Click("button.go").Eventually("#summary") // the kit asks for the photo, too
	take(p)
	onward(p)
	p.Fill("[name=end]", "完")
	saved(p, `["end","完"]`)
	p.Until(`road.all("kept").then((k) => k[0].files.length === 1 && k[0].files[0][1].size > 60)`)
	b.Kill()

	b = browsertest.StartIn(t, profile)
	p = b.Enter(browsertest.Phone, m.url(path)).Eventually("[name=end]")
	p.Click("button[value=back]").Eventually("[name=photo]").Until(`document.querySelector("[name=photo]").files.length === 1`)
	onward(p)
	p.Click("button.go").Eventually("main.message h1")
	m.up()
	p.Visit(m.url(path))
	arrive(t, a, s, 1)
	r, raw := sole(t, a, s)
	list, _ := r.Data["photo"].([]any)
	if len(list) != 1 || !strings.Contains(raw, `"name":"shelf.png"`) || !strings.Contains(raw, `"end":"完"`) || count(t, a, "uploads") != 1 {
		t.Errorf("stored %s", raw)
	}
	calm(t, a)
}

// take puts a photo into the field, as a camera does.
func take(p *browsertest.Page) {
	browsertest.Tell[bool](p, `(async () => {
		const c = new OffscreenCanvas(40, 30); c.getContext("2d").fillRect(3, 3, 20, 20);
		const t = new DataTransfer(), e = document.querySelector("[name=photo]");
		t.items.add(new File([await c.convertToBlob()], "shelf.png", {type: "image/png"}));
		e.files = t.files;
		for (const k of ["input", "change"]) e.dispatchEvent(new Event(k, {bubbles: true}));
		return true;
	})()`)
}
