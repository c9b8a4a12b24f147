package respondweb_test

// A form on the road: filled page by page with no network, sent when there is
// one again, once, whatever dies in between. The network is a real one that is
// cut: the browser's own emulation does not reach its service worker.

import (
	"encoding/json"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
)

// mast stands between browser and server: a network that can be cut.
type mast struct {
	t      *testing.T
	target string
	at     string
	mu     sync.Mutex
	listen net.Listener
	open   map[net.Conn]bool
}

func newMast(t *testing.T, a *apptest.App) *mast {
	m := &mast{t: t, target: strings.TrimPrefix(a.URL, "http://"), at: "127.0.0.1:0", open: map[net.Conn]bool{}}
	m.up()
	t.Cleanup(m.cut)
	return m
}

func (m *mast) url(path string) string { return "http://" + m.at + path }

func (m *mast) up() {
	m.t.Helper()
	l, err := net.Listen("tcp", m.at)
	if err != nil {
		m.t.Fatal(err)
	}
	m.mu.Lock()
	m.listen, m.at = l, l.Addr().String()
	m.mu.Unlock()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return // cut
			}
			go m.pass(c)
		}
	}()
}

func (m *mast) pass(c net.Conn) {
	s, err := net.Dial("tcp", m.target)
	if err != nil {
		_ = c.Close() // the browser is told by the broken connection
		return
	}
	m.mu.Lock()
	m.open[c], m.open[s] = true, true
	m.mu.Unlock()
	go func() { _, _ = io.Copy(s, c); _ = s.Close() }()
	_, _ = io.Copy(c, s)
	_ = c.Close()
}

func (m *mast) cut() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.listen != nil {
		_ = m.listen.Close()
	}
	for c := range m.open {
		_ = c.Close()
	}
	m.listen, m.open = nil, map[net.Conn]bool{}
}

// road is three screens with what a script must know: a condition within a
// screen, a whole screen under a condition, a grid, limits.
const road = `{"title":{"default":"Road","zh-cn":"路上"},"pages":[
	{"name":"a","title":{"default":"A","zh-cn":"甲"},"elements":[
		{"type":"radiogroup","name":"d1","title":{"default":"How","zh-cn":"怎么样"},"isRequired":true,"choices":[{"value":"good","text":{"default":"Good","zh-cn":"好"}},"bad"]},
		{"type":"comment","name":"why","title":"Why","visibleIf":"{d1} = 'bad'","maxLength":20,"isRequired":true}]},
	{"name":"b","title":"B","visibleIf":"{d1} = 'bad'","elements":[
		{"type":"matrix","name":"g","title":"G {d1}","isAllRowRequired":true,"columns":[1,2,3],"rows":["r1","r2"]},
		{"type":"text","name":"n","title":"N","inputType":"number","min":1,"max":10}]},
	{"name":"c","title":"C","elements":[{"type":"checkbox","name":"m","title":"M","choices":["x","y"],"showNoneItem":true},{"type":"comment","name":"end","title":"End"}]}]}`

// packed waits until the form can go on alone.
func packed(p *browsertest.Page) *browsertest.Page { return p.Eventually(".kept[data-ready] .plain") }

// fillRoad fills the three screens by buttons alone.
func fillRoad(p *browsertest.Page) {
	p.Click("[name=d1][value=bad]").Eventually("[name=why]").Fill("[name=why]", "路上写的")
	p.Click("button.go").Eventually("[name='g.r1']")
	p.Click("[name='g.r1'][value='1']").Click("[name='g.r2'][value='3']").Fill("[name=n]", "7")
	p.Click("button.go").Eventually("[name=end]")
	p.Click("[name=m][value=x]").Fill("[name=end]", "完")
}

const roadAnswer = `{"d1":"bad","end":"完","g":{"r1":1,"r2":3},"m":["x"],"n":7,"why":"路上写的"}`

// arrive waits until the survey has so many answers.
func arrive(t *testing.T, a *apptest.App, s survey.Published, n int) {
	t.Helper()
	for end := time.Now().Add(45 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if len(stored(t, a, s)) >= n {
			return
		}
	}
	t.Fatalf("%d answers arrived, want %d", len(stored(t, a, s)), n)
}

func TestAFormIsFilledPageByPageWithoutANetworkAndSentWhenThereIsOne(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "road", road)
	b := browsertest.Start(t)
	for i, path := range []string{"/s/road", invite(t, a, "road", "D-1")} {
		m := newMast(t, a)
		p := b.Open(browsertest.Phone, m.url(path))
		p.Click("[name=d1][value=good]")
		packed(p)
		m.cut()
		fillRoad(p)
		p.Click("button.go").Eventually("main.message h1").Screenshot("waiting")
		if n := len(stored(t, a, s)); n != i {
			t.Fatalf("%d responses came through a cut network", n-i)
		}
		m.up()
		p.Visit(m.url(path))
		arrive(t, a, s, i+1)
		if i == 1 {
			p.Eventually(".done .receipt") // the form in hand leads to its receipt
		}
		p.Visit(m.url(path)) // sends nothing a second time
		if i == 0 {
			packed(p)
		} else if got := p.Text("h1"); !strings.Contains(got, "已经填过") {
			t.Errorf("the link says %q", got)
		}
	}
	list := stored(t, a, s)
	if len(list) != 2 {
		t.Fatalf("%d responses", len(list))
	}
	for _, r := range list {
		if got := jsonOf(t, r.Data); got != roadAnswer {
			t.Errorf("stored %s", got)
		}
	}
	calm(t, a)
}

func TestWhatWasFilledInOfflineOutlivesAKilledBrowser(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "road", road)
	m, profile, path := newMast(t, a), t.TempDir(), invite(t, a, "road", "D-1")
	b := browsertest.StartIn(t, profile)
	p := b.Enter(browsertest.Phone, m.url(path))
	p.Click("[name=d1][value=good]")
	packed(p)
	m.cut()
	p.Click("[name=d1][value=bad]").Eventually("[name=why]").Fill("[name=why]", "路上写的")
	p.Click("button.go").Eventually("[name='g.r1']")
	p.Click("[name='g.r1'][value='1']").Click("[name='g.r2'][value='3']").Fill("[name=n]", "7")
	saved(p, `["n","7"]`)
	b.Kill()

	b = browsertest.StartIn(t, profile) // still no network: it goes on where it was
	p = b.Enter(browsertest.Phone, m.url(path)).Eventually("[name='g.r1'][value='1']:checked")
	if got := p.Value("[name=n]"); got != "7" {
		t.Errorf("what was typed last is %q", got)
	}
	p.Click("button.go").Eventually("[name=end]").Click("[name=m][value=x]").Fill("[name=end]", "完")
	p.Click("button.go").Eventually("main.message h1")
	b.Kill()
	if n := len(stored(t, a, s)); n != 0 {
		t.Fatalf("%d responses without a network", n)
	}

	m.up()
	b = browsertest.StartIn(t, profile)
	b.Enter(browsertest.Phone, m.url(path))
	arrive(t, a, s, 1)
	b.Enter(browsertest.Phone, m.url(path)).Eventually(".done .receipt")
	if _, got := sole(t, a, s); got != roadAnswer {
		t.Errorf("stored %s", got)
	}
	if n := count(t, a, "participations"); n != 1 {
		t.Errorf("%d participations", n)
	}
	calm(t, a)
}

// saved waits until the device has what was typed last.
func saved(p *browsertest.Page, typed string) {
	p.Until(`road.all("kept").then((k) => JSON.stringify(k).includes(` + strconv.Quote(typed) + `))`)
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestWhatTheServerRefusesComesBackToWhoFilledItIn(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	// What only the server judges: a pattern that no script of the form knows.
	s := publish(t, a, "strict", strings.Replace(road, `{"type":"comment","name":"end","title":"End"}`,
		`{"type":"text","name":"end","title":"End","validators":[{"type":"regex","regex":"^[0-9]+$","text":"digits only"}]}`, 1))
	m := newMast(t, a)
	p := browsertest.Start(t).Open(browsertest.Phone, m.url("/s/strict"))
	p.Click("[name=d1][value=good]")
	packed(p)
	m.cut()
	p.Click("[name=d1][value=bad]").Eventually("[name=why]").Click("button.go").Eventually("#summary")
	if got := p.Text("#summary"); !strings.Contains(got, "Why") {
		t.Errorf("an answer that is missing: %q", got)
	}
	p.Fill("[name=why]", "zwanzig Zeichen sind zu wenig dafür").Click("button.go").Until(`document.querySelector("#summary")?.textContent.includes("20")`)
	p.Screenshot("errors")
	p.Click("[name=d1][value=good]").Click("button.go").Eventually("[name=end]") // the grid's screen is passed over
	p.Click("[name=m][value=x]").Fill("[name=end]", "keine Ziffern")
	p.Click("button.go").Eventually("main.message h1")
	m.up()
	p.Visit(m.url("/s/strict")).Eventually("#kept-notice button")
	p.Troubles() // what a cut network says is none of the page's
	p.Look("refused")
	p.Go("#kept-notice button")
	if got := p.Text(".summary") + p.Value("[name=end]"); !strings.Contains(got, "digits only") || !strings.Contains(got, "keine Ziffern") {
		t.Errorf("the server's page says %q", got)
	}
	p.Fill("[name=end]", "42").Go("button.go").Eventually(".done .receipt")
	if _, got := sole(t, a, s); got != `{"d1":"good","end":"42","m":["x"]}` {
		t.Errorf("stored %s", got)
	}
	p.Visit(m.url("/s/strict"))
	packed(p)
	if p.Count("#kept-notice") != 0 {
		t.Error("what was accepted is still called refused")
	}
}

func TestWhatIsKeptOnADeviceCanBeDeletedThere(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "road", road)
	m := newMast(t, a)
	p := browsertest.Start(t).Open(browsertest.Phone, m.url("/s/road"))
	p.Click("[name=d1][value=good]")
	packed(p)
	m.cut()
	p.Click("button.go").Eventually("[name=end]").Fill("[name=end]", "Geheimnis")
	p.Click("button.go").Eventually("main.message h1")
	if got := kept(p); !strings.Contains(got, "Geheimnis") {
		t.Fatalf("kept is %s", got)
	}
	tell := browsertest.Tell[bool]
	tell(p, `(window.confirm = () => true) && true`)
	p.Click(".kept .plain").Until(`document.querySelector(".kept [role=status]").textContent.includes("不再保存")`)
	if got := kept(p); got != "[]" || !tell(p, `caches.keys().then((k) => k.length === 0)`) || !tell(p, `navigator.serviceWorker.getRegistrations().then((r) => r.length === 0)`) {
		t.Errorf("still kept: %s", got)
	}
	m.up()
	p.Visit(m.url("/s/road"))
	packed(p.Click("[name=d1][value=good]"))
	if n := len(stored(t, a, s)); n != 0 {
		t.Errorf("%d responses of what was deleted", n)
	}
}

func TestASharedDeviceForgetsInTime(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	publish(t, a, "road", road)
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/road")
	packed(p.Click("[name=d1][value=bad]").Eventually("[name=why]").Fill("[name=why]", "von gestern"))
	p.Until(`road.all("kept").then((k) => k.length === 1)`)
	p.Visit(a.URL + "/s/road").Eventually("#kept-notice button") // not filled in for the next one, but offered
	if got := p.Text("main"); strings.Contains(got, "gestern") {
		t.Error("a stranger's words are shown")
	}
	browsertest.Tell[bool](p, `road.all("kept").then((k) => road.put("kept", {...k[0], at: Date.now() - 8 * 864e5})).then(() => true)`)
	p.Visit(a.URL + "/s/road")
	packed(p.Click("[name=d1][value=good]"))
	if got := kept(p); strings.Contains(got, "gestern") || p.Count("#kept-notice") != 0 {
		t.Errorf("after eight days %s is kept", got)
	}
}

// kept is all that the browser keeps of answers.
func kept(p *browsertest.Page) string {
	return browsertest.Tell[string](p, `road.all("kept").then((k) => JSON.stringify(k))`)
}

func TestNothingOfAnUnlinkableSurveyStaysOnTheDevice(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	s := publish(t, a, "dark", strings.Replace(road, `"pages"`, `"dv":{"privacy":{"mode":"unlinkable"}},"pages"`, 1))
	c := visitor(a)
	page := c.Get("/s/dark")
	r := form(page).Request(next)
	r.Path = "/s/dark/kit"
	c.Send(r).Expect(apptest.Status(404))
	p := browsertest.Start(t).Open(browsertest.Phone, a.URL+"/s/dark")
	p.Click("[name=d1][value=good]").Go("button.go").Fill("[name=end]", "spurlos")
	time.Sleep(2 * time.Second) // longer than a form waits before it keeps anything
	if !browsertest.Tell[bool](p, `Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then((x) => x.every((l) => l.length === 0) && localStorage.length + sessionStorage.length === 0)`) {
		t.Error("something is kept")
	}
	p.Go("button.go").Eventually(".done")
	a.Settle(t, "dark")
	sole(t, a, s)
}
