package respondweb_test

import (
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
)

const points = `{"title":"Points","pages":[{"name":"p","elements":[
	{"type":"multipletext","name":"sum","title":"Share 100","items":[{"name":"i"},{"name":"j"}],"dv":{"constantSum":{"total":100}}}]}]}`

func TestWhatIsLeftOfATotalIsSaidAtEachKey(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	survey := publish(t, a, "points", points)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/points")
	p.Until(`[...document.scripts].some((s) => s.src.includes("respond-touch"))`).Fill("[name='sum.i']", "70").Until(`document.querySelector("[data-sum]").innerText.includes("70 / 100")`)
	for j, want := range map[string]string{"40": "Given 110 / 100 Too many 10", "30": "Given 100 / 100 Left 0", "1": "Given 71 / 100 Left 29"} {
		p.Fill("[name='sum.j']", j)
		if got := strings.Join(strings.Fields(p.Text("[data-sum]")), " "); got != want {
			t.Errorf("with %s more it says %q, want %q", j, got, want)
		}
	}
	p.Fill("[name='sum.j']", "30").Look("points").Go("button.go").Eventually(".done")
	if _, data := sole(t, a, survey); data != `{"sum":{"i":70,"j":30}}` {
		t.Errorf("stored %s", data)
	}
}
