package browsertest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"dealervoice/survey/language"
)

const head = `<!doctype html><html lang="zh-CN"><head><title>t</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body><main>`

const style = `body { margin: 8px } button, input, select, a.big { min-height: 44px; min-width: 44px; font-size: 16px }
.wide { width: 900px } .small { width: 10px; height: 10px; min-height: 0; min-width: 0; padding: 0; font-size: 6px } .cut { width: 40px; overflow: hidden; white-space: nowrap }`

// site is a small site with good pages and bad ones.
func site(t *testing.T) string {
	pages := map[string]string{
		"/form": `<h1>表单</h1><form method="post" action="/form"><p><label>名 <input name="name" value="旧"></label></p>
			<p><label>区 <select name="region"><option value="">-</option><option value="east">东</option></select></label></p>
			<button>发送</button></form><p id="js">no script</p><script src="/script.js"></script>`,
		"/good":    `<h1>好</h1><p>一句话里有 <a href="/form">链接</a>。</p><a class="big" href="/form">去</a>`,
		"/wide":    `<h1>宽</h1><div class="wide">x</div>`,
		"/small":   `<h1>小</h1><button class="small">小</button>`,
		"/cut":     `<h1>短</h1><p class="cut">很长很长很长很长很长的一句话</p>`,
		"/inline":  `<h1>策略</h1><script>window.x = 1</script>`,
		"/console": `<h1>错误</h1><script src="/error.js"></script>`,
		"/throw":   `<h1>异常</h1><script src="/throw.js"></script>`,
		"/missing": `<h1>缺</h1><script src="/nothing.js"></script>`,
		"/unnamed": `<h1>无名</h1><p><input name="x"></p>`,
		"/motion":  `<h1>动</h1><p id="s"></p><p id="f"></p><a href="/good" class="big">去</a> <button name="b" value="1">好</button><script src="/media.js"></script>`,
		"/foreign": `<h1>外</h1><img alt="x" src="http://elsewhere.example/x.png">`,
	}
	files := map[string]string{
		"/style.css": style,
		"/script.js": `document.getElementById("js").textContent = "script ran"`,
		"/error.js":  `console.error("it went wrong", 7)`,
		"/media.js": `const m = (id, q) => { document.getElementById(id).textContent = matchMedia(q).matches };
			m("s", "(prefers-reduced-motion: reduce)"); m("f", "(forced-colors: active)")`,
		"/throw.js": `throw new Error("thrown")`,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self' data:; img-src * data:")
		if f, ok := files[r.URL.Path]; ok {
			w.Header().Set("Content-Type", map[string]string{".js": "text/javascript", ".css": "text/css"}[filepath.Ext(r.URL.Path)])
			fmt.Fprint(w, f)
			return
		}
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.Method == http.MethodPost {
			http.SetCookie(w, &http.Cookie{Name: "sent", Value: "yes", Path: "/"})
			w.WriteHeader(http.StatusUnprocessableEntity)
			page = fmt.Sprintf("<h1>收到 %s %s</h1><p id=lang>%s</p>", r.FormValue("name"), r.FormValue("region"), r.Header.Get("Accept-Language"))
		}
		cookie, _ := r.Cookie("sent")
		fmt.Fprint(w, head, page, fmt.Sprintf("<p id=cookie>%v</p></main></body></html>", cookie))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestAPersonCanFillAFormByThumbAndByMouseWithAndWithoutScript(t *testing.T) {
	address, b := site(t), Start(t)
	for name, screen := range map[string]Screen{
		"phone": Phone, "desktop": Desktop.In(language.English), "no script": Phone.WithoutScript(), "dark": Desktop.InDark(),
	} {
		p := b.Open(screen, address+"/form")
		if got, want := p.Text("#js") == "script ran", !screen.NoScript; got != want {
			t.Errorf("%s: script ran: %v", name, got)
		}
		p.Fill("input[name=name]", "王 芳").Choose("select", "east").Go("button")
		if got := p.Text("h1"); got != "收到 王 芳 east" {
			t.Errorf("%s: the page says %q", name, got)
		}
		want := "zh-CN"
		if screen.Language != "" {
			want = string(screen.Language)
		}
		if got := p.Text("#lang"); got != want {
			t.Errorf("%s: reader's language %q, want %q", name, got, want)
		}
		if faults := p.Faults(); len(faults) != 0 {
			t.Errorf("%s: a form answered with 422 counts as trouble: %q", name, faults)
		}
		if got := p.Beside(address + "/good").Text("#cookie"); got != "sent=yes" {
			t.Errorf("%s: another tab of the same person has cookie %q", name, got)
		}
	}
	if got := b.Open(Phone, address+"/good").Text("#cookie"); got != "" {
		t.Errorf("another person has cookie %q", got)
	}
}

func TestFaultsOfAPageAsDrawnAreFound(t *testing.T) {
	address, b := site(t), Start(t)
	for path, want := range map[string]string{
		"/good": "", "/form": "", "/wide": "px wide", "/small": "want 44", "/cut": "cut off", "/inline": "Content Security Policy",
		"/console": "it went wrong", "/throw": "thrown", "/missing": "404", "/foreign": "another host",
	} {
		p := b.Open(Phone, address+path)
		if path == "/missing" || path == "/foreign" || path == "/inline" {
			p.Eventually("h1") // what failed to load is told a moment later
		}
		faults := strings.Join(p.Faults(), "\n")
		if want == "" && faults != "" || !strings.Contains(faults, want) {
			t.Errorf("%s: got %q, want %q", path, faults, want)
		}
	}
	if faults := b.Open(Desktop, address+"/wide").Faults(); len(faults) != 0 {
		t.Errorf("900 px are too wide for a desktop: %q", faults)
	}
}

func TestTrafficIsCounted(t *testing.T) {
	address, b := site(t), Start(t)
	p := b.Open(Phone, address+"/form")
	if got := p.Traffic(); got.Requests != 3 || got.Bytes < 900 || got.Bytes > 4000 {
		t.Errorf("a page, a stylesheet and a script: %+v", got)
	}
	p.Click("h1")
	if got := p.Traffic(); got != (Traffic{}) {
		t.Errorf("nothing was loaded, and %+v counted", got)
	}
}

func TestPicturesAreKeptWhereAsked(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pictures")
	t.Setenv("SCREENSHOTS", folder)
	Start(t).Open(Phone, site(t)+"/wide").Screenshot("whole")
	png, err := os.ReadFile(filepath.Join(folder, t.Name()+"-whole.png"))
	if err != nil || !strings.HasPrefix(string(png), "\x89PNG") {
		t.Errorf("no picture: %v", err)
	}
}

func TestAxeFindsWhatAReaderWouldStumbleOver(t *testing.T) {
	address, b := site(t), Start(t)
	p := b.Open(Phone, address+"/good")
	if found := p.Violations(); len(found) != 0 {
		t.Errorf("a good page: %q", found)
	}
	p.Visit(address + "/unnamed")
	if found := p.Violations(); len(found) != 1 || !strings.HasPrefix(found[0], "label (critical) at input") {
		t.Errorf("a field without a name: %q", found)
	}
}

func TestAScreenAsksForWhatItsReaderAsksFor(t *testing.T) {
	address, b := site(t), Start(t)
	for _, c := range []struct {
		screen        Screen
		still, forced string
	}{{Desktop, "false", "false"}, {Desktop.Calm(), "true", "false"}, {Phone.InForcedColours(), "false", "true"}} {
		p := b.Open(c.screen, address+"/motion")
		if p.Text("#s") != c.still || p.Text("#f") != c.forced {
			t.Errorf("%s: reduced motion %s, forced colours %s", c.screen.name(), p.Text("#s"), p.Text("#f"))
		}
	}
	p := b.Open(Desktop, address+"/motion")
	for _, want := range []string{"body", "a", "button[name=b][value=1]"} {
		if got := p.Focused(); got != want {
			t.Errorf("%s has the focus, want %s", got, want)
		}
		p.Key(kb.Tab)
	}
}
