package respondweb_test

// What only a browser can show of the form: on a phone, with scripts.

import (
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
