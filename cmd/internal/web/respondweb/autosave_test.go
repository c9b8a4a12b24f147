package respondweb_test

import (
	"net/http"
	"strings"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey/language"
)

// keepDraft posts what a page holds as its script does, and wants a status.
func keepDraft(t *testing.T, c *apptest.Client, link string, p *apptest.Page, want int, fields ...string) {
	t.Helper()
	f := form(p)
	for i := 0; i+1 < len(fields); i += 2 {
		f.Set(fields[i], fields[i+1])
	}
	r := f.Request(next)
	r.Path = link + "/draft"
	if got := c.Send(r); got.Status != want || got.Body != "" {
		t.Errorf("keeping the draft answers %d %q, want %d", got.Status, got.Body, want)
	}
}

func TestWhatIsTypedIsInTheDraftBeforeItIsSent(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "three", pages3)
		link := invite(t, a, "three", "D-1")
		phone := visitor(a)
		p := phone.Get(link)
		keepDraft(t, phone, link, p, http.StatusNoContent, "a1", "halb") // a wrong or half answer is no matter
		_, writes := a.Statements(func() { keepDraft(t, phone, link, p, http.StatusNoContent) })
		if writes != 0 {
			t.Errorf("the same again writes %d times", writes)
		}
		keepDraft(t, phone, link, p, http.StatusNoContent, "a1", "halb getippt")
		desk := a.Visitor(language.English)
		q := desk.Get(link)
		q.Expect(apptest.Says(".notice", "都还在"), apptest.Holds("a1", "halb getippt"))
		if n := len(stored(t, a, survey)); n != 0 {
			t.Errorf("%d responses", n)
		}

		// the desk goes on; the phone, still on the first page, saves again: the
		// desk's second page stands, and so does what the phone has typed.
		q = form(q).Set("a1", "am Tisch").Press(next)
		q = form(q).Set("b1", "y").Press(next)
		keepDraft(t, phone, link, p, http.StatusNoContent, "a1", "vom Telefon")
		r := visitor(a).Get(link)
		r.Expect(apptest.Holds("a1", "vom Telefon"), apptest.Holds("b1", "y"))

		form(q).Set("c1", "fertig").Press(submit).Expect(apptest.At("/s/three/done"))
		keepDraft(t, phone, link, p, http.StatusGone, "a1", "zu spät") // nothing is opened again
		if n := count(t, a, "drafts"); n != 0 {
			t.Errorf("%d drafts behind an answer", n)
		}
		calm(t, a)
	})
}

func TestADraftIsKeptOnlyForTheLinkThatItIsOf(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "three", pages3)
	mine, other := invite(t, a, "three", "D-1"), invite(t, a, "three", "D-2")
	c := visitor(a)
	p := c.Get(mine)
	keepDraft(t, c, other, p, http.StatusBadRequest, "a1", "x")
	keepDraft(t, c, "/i/NOPE", p, http.StatusNotFound, "a1", "x")
	cut := form(p).Request(next)
	cut.Path, cut.Body = mine+"/draft", strings.Replace(cut.Body, "_end=1", "", 1)
	if got := c.Send(cut); got.Status != http.StatusBadRequest {
		t.Errorf("half a post: %d", got.Status)
	}
	if n := count(t, a, "drafts"); n != 0 {
		t.Errorf("%d drafts", n)
	}
	calm(t, a)
}

func TestTheFormSaysHonestlyWhetherItIsSaved(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "three", pages3)
	link := invite(t, a, "three", "D-1")
	m := newMast(t, a)
	p := browsertest.Start(t).Open(browsertest.Phone, m.url(link))
	p.Fill("[name=a1]", "eins").Eventually(".kept[data-ready] [role=status]:not(:empty)")
	if got := p.Text(".kept [role=status]"); !strings.HasPrefix(got, "已于 ") || !strings.HasSuffix(got, " 保存") {
		t.Errorf("it says %q", got)
	}
	p.Look("saved")
	visitor(a).Get(link).Expect(apptest.Holds("a1", "eins"))
	m.cut()
	p.Fill("[name=a2]", "zwei").Eventually(".kept [role=status]:not(:empty)")
	p.Until(`document.querySelector(".kept [role=status]").textContent.includes("尚未发送")`)
	m.up()
	// What was typed without a network goes into the draft, and is shown.
	p.Visit(m.url(link)).Until(`document.querySelector("[name=a2]")?.value === "zwei" && document.querySelector(".notice")`)
	visitor(a).Get(link).Expect(apptest.Holds("a1", "eins"), apptest.Holds("a2", "zwei"))
}
