package respondweb_test

// What only a browser can show of the form: on a phone, with scripts.

import (
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
)

const live = `{"title":{"default":"Live","zh-cn":"即时"},"pages":[{"name":"a","elements":[
	{"type":"radiogroup","name":"q","title":"Q","choices":["yes","no"]},
	{"type":"comment","name":"why","title":"Why","visibleIf":"{q} = 'no'","maxLength":50},
	{"type":"text","name":"end","title":"End"}]}]}`

func TestAQuestionAppearsWithoutAReloadAndIsAskedOnce(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	survey := publish(t, a, "live", live)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/live")
	p.Fill("[name=end]", "typed")
	p.Click("[name=q][value=no]").Eventually("[name=why]")
	if got := p.Value("[name=end]"); got != "typed" {
		t.Errorf("what was typed became %q", got)
	}
	p.Click("[name=q][value=yes]").Eventually("main:not(:has([name=why]))")
	p.Click("[name=q][value=no]").Eventually("[name=why]").Screenshot("respond-live")
	p.Go("button.go") // it was seen, so it is not asked again
	if got := p.Path(); got[:12] != "/s/live/done" {
		t.Errorf("the browser is at %s", got)
	}
	if _, data := sole(t, a, survey); data != `{"end":"typed","q":"no"}` {
		t.Errorf("stored %s", data)
	}
}

// everyWay lets a screen depend on its own answers in each way there is.
const everyWay = `{"title":"Ways","triggers":[{"type":"setvalue","expression":"{pick} = 'b'","setToName":"filled","setValue":"by a trigger"}],
	"pages":[{"name":"a","elements":[
	{"type":"radiogroup","name":"pick","title":"Pick","choices":["a","b"]},
	{"type":"text","name":"num","title":"Number","inputType":"number"},
	{"type":"comment","name":"large","title":"Why so many","visibleIf":"{num} > 5"},
	{"type":"panel","name":"p","title":"A panel","visibleIf":"{pick} = 'b'","elements":[{"type":"text","name":"inside","title":"Inside"}]},
	{"type":"checkbox","name":"some","title":"Some","choices":["x","y",{"value":"z","visibleIf":"{pick} = 'b'"}]},
	{"type":"text","name":"piped","title":"About {pick}"},
	{"type":"matrix","name":"g","title":"Grid","columns":[1,2],"rows":["r1",{"value":"r2","visibleIf":"{pick} = 'b'"}]},
	{"type":"text","name":"filled","title":"Filled"},
	{"type":"text","name":"must","title":"Must","requiredIf":"{pick} = 'b'"}]},
	{"name":"b","visibleIf":"{pick} = 'b'","elements":[{"type":"text","name":"later"}]}]}`

func TestEverythingOnAScreenFollowsItsAnswersWithoutAReload(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	survey := publish(t, a, "ways", everyWay)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/ways")
	p.Fill("[name=piped]", "typed").Click("[name=some][value=y]").Click("[name='g.r1'][value='2']")
	p.Fill("[name=num]", "7").Click("h1").Eventually("[name=large]") // leaving the field is enough
	p.Fill("[name=large]", "so")
	p.Click("[name=pick][value=b]").Eventually("[name=inside]").Eventually("[name=some][value=z]").Eventually("[name='g.r2']")
	if got := p.Text(".q:has([name=piped]) .ask"); !strings.HasPrefix(got, "About b") {
		t.Errorf("the text that tells the answer says %q", got)
	}
	if got := p.Text(".q:has([name=must]) .ask"); strings.Contains(got, "optional") {
		t.Errorf("a question that must be answered now says %q", got)
	}
	if got := p.Text("button.go"); got != "Next" {
		t.Errorf("with one screen more the button says %q", got)
	}
	if got := p.Value("[name=filled]"); got != "by a trigger" {
		t.Errorf("what follows from the answer is %q", got)
	}
	for sel, want := range map[string]string{"[name=piped]": "typed", "[name=large]": "so"} {
		if got := p.Value(sel); got != want {
			t.Errorf("%s became %q", sel, got)
		}
	}
	if p.Count("[name=some][value=y]:checked") != 1 || p.Count("[name='g.r1'][value='2']:checked") != 1 || p.Count("main > .q") != 9 {
		t.Errorf("choices are lost, or questions doubled: %d", p.Count("main > .q"))
	}
	p.Look("ways")
	p.Click("[name=pick][value=a]").Eventually("main:not(:has([name=inside]))").Eventually("main:not(:has([name='g.r2']))")
	p.Click("[name=pick][value=b]").Eventually("[name=inside]").Fill("[name=must]", "done").Go("button.go")
	p.Fill("[name=later]", "end").Go("button.go")
	if _, data := sole(t, a, survey); data != `{"filled":"by a trigger","g":{"r1":2},"large":"so","later":"end","must":"done","num":7,"pick":"b","piped":"typed","some":["y"]}` {
		t.Errorf("stored %s", data)
	}
}
