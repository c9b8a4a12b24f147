package respondweb_test

// Every type of element in a real browser, in both languages: as drawn on a
// phone and on a desktop, with and without what is wrong said, and by axe-core.

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// gallery has a page for each kind of element that runs.
//
//go:embed testdata/gallery.json
var gallery string

// everyType are the types that SurveyJS documents and that need no code of the
// author's: those of definition.Element, by name.
var everyType = []definition.Type{
	definition.Radiogroup, definition.Checkbox, definition.Dropdown, definition.Tagbox, definition.ButtonGroup,
	definition.ImagePicker, definition.ImageMap, definition.Ranking, definition.Rating, definition.Slider, definition.Boolean, definition.TextInput,
	definition.Comment, definition.MultipleText, definition.Matrix, definition.MatrixDropdown, definition.MatrixDynamic,
	definition.PanelDynamic, definition.File, definition.Signature, definition.Calculation, definition.HTML, definition.Image, definition.Panel,
}

// mustParts is in how many surveys the gallery is cut: axe-core takes long over
// long pages.
const mustParts = 4

// must makes every question of a part of the gallery one that must be answered,
// all on one screen.
func must(t *testing.T, part int) string {
	t.Helper()
	var def map[string]any
	if err := json.Unmarshal([]byte(gallery), &def); err != nil {
		t.Fatal(err)
	}
	def["questionsOnPageMode"] = "singlePage"
	pages := def["pages"].([]any)
	def["pages"] = pages[len(pages)*part/mustParts : len(pages)*(part+1)/mustParts]
	for _, page := range def["pages"].([]any) {
		for _, e := range page.(map[string]any)["elements"].([]any) {
			m := e.(map[string]any)
			m["isRequired"] = true
			delete(m, "readOnly")
			for _, list := range []string{"columns", "items", "templateElements"} {
				inside, _ := m[list].([]any)
				for _, x := range inside {
					if field, ok := x.(map[string]any); ok && m["type"] != "matrix" {
						field["isRequired"] = true
					}
				}
			}
			if m["type"] == "matrix" {
				m["eachRowRequired"] = true
			}
		}
	}
	raw, err := json.Marshal(def)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// typesOf lists the types of a definition by question name, those inside too.
func typesOf(t *testing.T, source string) map[definition.Type]bool {
	t.Helper()
	def, err := definition.Load([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	out := map[definition.Type]bool{}
	for _, e := range def.Elements() {
		out[e.Type] = true
	}
	return out
}

func TestEveryTypeIsDrawnWellAndAccessibleOnPhoneAndDesktop(t *testing.T) {
	shown := typesOf(t, gallery)
	for _, kind := range everyType {
		if !shown[kind] {
			t.Errorf("the gallery has no %s", kind)
		}
	}
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "gallery", gallery)
	b := browsertest.Start(t)
	for _, screen := range []browsertest.Screen{browsertest.Phone, browsertest.Desktop.In(language.English)} {
		p := b.Open(screen, a.URL+"/s/gallery")
		for i := 1; ; i++ {
			if i > 20 {
				t.Fatalf("the form does not end; it is at %q", p.Text("h1"))
			}
			if i == 2 { // so that the loop over goods has some
				p.Click("[name=check][value=drink]").Click("[name=check][value=snack]")
			}
			name := fmt.Sprintf("%d-%s-%02d", screen.Width, p.Lang(), i)
			p.Look(name)
			p.Accessible(name)
			if p.Sees("button[value=submit].go") {
				break
			}
			p.Go("button.go")
		}
	}
	calm(t, a)
}

// views are the readers that the screen full of errors is shown to.
var views = []browsertest.Screen{
	browsertest.Phone.WithoutScript(), browsertest.Phone.In(language.English).InDark(), browsertest.Desktop.InForcedColours(),
}

func TestWhatIsWrongIsSaidAccessiblyAndFitsAtEveryType(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	b := browsertest.Start(t)
	for part := range mustParts {
		slug := fmt.Sprintf("must-%d", part)
		publish(t, a, slug, must(t, part))
		for i, screen := range views {
			p := b.Open(screen, a.URL+"/s/"+slug).Go("button.go")
			name := fmt.Sprintf("%d-%s-errors-%d-%d", screen.Width, p.Lang(), part, i)
			p.Look(name)
			if !screen.Forced { // whose colours axe-core cannot see
				p.Accessible(name)
			}
			blamed(t, p, screen)
			fits(p, screen, name)
		}
	}
	calm(t, a)
}

// blamed wants a page with errors to say so in its title, to put the focus on
// the summary, to lead from each line to where it is said, and to tie what is
// said to a control.
func blamed(t *testing.T, p *browsertest.Page, screen browsertest.Screen) {
	t.Helper()
	title := browsertest.Ask[string](p, `function () { return document.title }`, "")
	if !strings.HasPrefix(title, map[string]string{"zh-CN": "有误", "en": "Error"}[p.Lang()]) {
		t.Errorf("the window is called %q", title)
	}
	if got := p.Focused(); got != "div#summary" {
		t.Errorf("the focus is on %s, want the summary", got)
	}
	for _, said := range browsertest.Ask[[]string](p, `function () {
		const links = [...document.querySelectorAll(".summary a")].map((a) => {
			const to = document.querySelector(a.getAttribute("href")), q = to && to.closest(".q");
			if (!to) return a.textContent + " leads nowhere";
			return q.querySelector(".err") ? "" : a.textContent + " leads to where nothing is said";
		});
		const ties = [...document.querySelectorAll("[aria-describedby]")].flatMap((e) => e.getAttribute("aria-describedby").split(" "));
		const loose = [...document.querySelectorAll(".err[id]")].map((e) => ties.includes(e.id) ? "" : "tied to no control: " + e.textContent);
		const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
		const gone = ties.map((id) => ids.includes(id) ? "" : "described by nothing: " + id);
		return [...links, ...loose, ...gone].filter(Boolean);
	}`, "") {
		t.Errorf("%d %s: %s", screen.Width, p.Lang(), said)
	}
}

// fits looks at the same page at 320 px, which is a desktop at 400 % (WCAG
// 1.4.10), at 200 % (1.4.4) and with wider spacing (1.4.12).
func fits(p *browsertest.Page, screen browsertest.Screen, name string) {
	switch {
	case screen.NoScript:
		p.Resize(320, 640).Look(name + "-narrow")
	case screen.Forced:
		p.Resize(640, 450).Look(name + "-zoomed")
	default:
		spaced(p)
	}
}

// spaced looks at a page with the spacing of WCAG 1.4.12.
func spaced(p *browsertest.Page) {
	browsertest.Ask[bool](p, `function () {
		for (const e of document.querySelectorAll("body *")) Object.assign(e.style, {lineHeight: "1.5", letterSpacing: ".12em", wordSpacing: ".16em"});
		return true;
	}`, "")
	p.Look("spaced")
}

func TestChosenShowsWithoutColoursAndNothingMovesForWhoeverAsksForRest(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "must", must(t, 1))
	b := browsertest.Start(t)
	p := b.Open(browsertest.Desktop.InForcedColours(), a.URL+"/s/must").Click("[name=nps][value='7']").Screenshot("forced")
	outline := `function (s) { return getComputedStyle(document.querySelector(s)).outlineStyle }`
	if on, off := browsertest.Ask[string](p, outline, "[name=nps][value='7'] + span"), browsertest.Ask[string](p, outline, "[name=nps][value='6'] + span"); on == "none" || off != "none" {
		t.Errorf("in forced colours the chosen one has outline %s, another %s", on, off)
	}
	p = b.Open(browsertest.Phone.Calm(), a.URL+"/s/must")
	for _, moving := range browsertest.Ask[[]string](p, `function () {
		const s = (e) => getComputedStyle(e);
		return [...document.querySelectorAll("*")].filter((e) => s(e).scrollBehavior === "smooth" || parseFloat(s(e).transitionDuration) > 0 || s(e).animationName !== "none").map((e) => e.tagName);
	}`, "") {
		t.Errorf("%s moves", moving)
	}
}

func TestTheDealerQuestionnaireIsLightToLoad(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	dealers(t, a)
	for _, screen := range []browsertest.Screen{browsertest.Phone, browsertest.Phone.In(language.English).WithoutScript()} {
		p := browsertest.Start(t).Open(screen, a.URL+"/s/dealer-quarterly")
		got := p.Traffic()
		t.Logf("%s: %d bytes in %d requests", p.Lang(), got.Bytes, got.Requests)
		if got.Requests > 3 || got.Bytes > 25<<10 || got.Bytes < 4<<10 {
			t.Errorf("%d bytes in %d requests, want at most 25 KB in 3", got.Bytes, got.Requests)
		}
	}
}
