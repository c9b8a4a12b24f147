package apptest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"dealervoice/survey/language"
)

// recorder is a test that notes its failures instead of failing.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Logf(string, ...any) {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	panic(r)
}

// failures runs do with a client that notes how it failed.
func failures(c *Client, do func(c *Client)) string {
	r := &recorder{TB: c.T}
	copied := *c
	copied.T = r
	func() {
		defer func() {
			if p := recover(); p != nil && p != any(r) {
				panic(p)
			}
		}()
		do(&copied)
	}()
	return strings.Join(r.failures, "\n")
}

const goodPage = `<!doctype html><html lang="zh-CN"><head><title>表单</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1>季度 调研</h1>
<form class="f" method="post" action="/echo?x=1">
<input type="hidden" name="_sid" value="abc">
<label>名 <input name="name" value="旧"></label>
<label>说明 <textarea name="why">
一
二</textarea></label>
<fieldset><legend>渠道</legend>
<label><input type="radio" name="channel" value="a">A</label>
<label><input type="radio" name="channel" value="b" checked>B</label></fieldset>
<label><input type="checkbox" name="brand" value="x" checked>X</label>
<label><input type="checkbox" name="brand" value="y">Y</label>
<label><input type="checkbox" name="agree">agree</label>
<label>区 <select name="region"><option value="">请选</option><option>华东</option><option disabled>华西</option></select></label>
<label>多 <select name="many" multiple><option>1</option><option>2</option></select></label>
<label>off <input name="off" value="1" disabled></label>
<label>fixed <input name="fixed" value="1" readonly></label>
<button name="_go" value="back">返回</button>
<button name="_go" value="next" formaction="/next">下一步</button>
<input type="hidden" name="_end" value="1">
</form>
<form class="g" method="get" action="/echo?old=1"><label>q <input name="q"></label><button>find</button></form>
<form class="u" method="post" enctype="multipart/form-data" action="/echo"><label>file <input type="file" name="file"></label><input type="hidden" name="_end" value="1"><button>send</button></form>
</main></body></html>`

func testClient(t *testing.T) *Client {
	mux := http.NewServeMux()
	mux.HandleFunc("/form", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, goodPage)
	})
	echo := func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		cookie, _ := r.Cookie("seen")
		fmt.Fprintf(w, "%s %s\n%s\ncookie=%v lang=%s", r.Method, r.URL, body, cookie, r.Header.Get("Accept-Language"))
	}
	mux.HandleFunc("/echo", echo)
	mux.HandleFunc("/next", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/echo?done", http.StatusSeeOther) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/bad", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, r.URL.Query().Get("page"))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	c := &Client{T: t, Base: server.URL, Language: language.Chinese}
	c.Forget()
	return c
}

func TestAFormSendsWhatABrowserWouldInTheOrderOfThePage(t *testing.T) {
	p := testClient(t).Get("/form")
	got := p.Form("form.f").Request("button[value=back]")
	want := "_sid=abc&name=%E6%97%A7&why=%E4%B8%80%0D%0A%E4%BA%8C&channel=b&brand=x&region=&fixed=1&_go=back&_end=1"
	if got.Body != want || !strings.HasSuffix(got.Path, "/echo?x=1") || got.Method != "POST" {
		t.Errorf("%s %s\n got %s\nwant %s", got.Method, got.Path, got.Body, want)
	}
	f := p.Form("form.f").Set("name", "新 a&b").Set("why").Set("channel", "a").Set("brand", "x", "y").
		Set("agree", "on").Set("region", "华东").Set("many", "1", "2")
	want = "_sid=abc&name=%E6%96%B0+a%26b&why=&channel=a&brand=x&brand=y&agree=on&region=%E5%8D%8E%E4%B8%9C&many=1&many=2&fixed=1&_go=next&_end=1"
	if got := f.Request("button[value=next]"); got.Body != want {
		t.Errorf("\n got %s\nwant %s", got.Body, want)
	}
	f.Press("button[value=next]").Expect(Status(200), At("/echo"), Via(303), func(p *Page) string {
		if !strings.HasPrefix(p.Body, "GET /echo?done") || !strings.Contains(p.Body, "cookie=seen=1 lang=zh-CN") {
			return "got " + p.Body
		}
		return ""
	})
	if got := p.Form("form.g").Set("q", "返利").Submit().URL.RequestURI(); got != "/echo?q=%E8%BF%94%E5%88%A9" {
		t.Errorf("a GET form went to %s", got)
	}
	up := p.Form("form.u").Attach("file", File{"a.csv", []byte("x,y")}).Submit()
	if !strings.Contains(up.Body, `filename="a.csv"`) || !strings.Contains(up.Body, "x,y") || !strings.Contains(up.Body, `name="_end"`) {
		t.Errorf("upload sent %s", up.Body)
	}
}

func TestAFormTakesOnlyWhatThePageOffers(t *testing.T) {
	c := testClient(t)
	for what, do := range map[string]func(f *Form){
		"no field":       func(f *Form) { f.Set("nobody", "1") },
		"does not offer": func(f *Form) { f.Set("channel", "c") },
		"offer [\"2\"]":  func(f *Form) { f.Set("name", "1", "2") },
		"to fill":        func(f *Form) { f.Set("off", "1") },
		"cannot be":      func(f *Form) { f.Set("fixed", "2") },
		"_sid":           func(f *Form) { f.Set("_sid", "2") },
		"华西":             func(f *Form) { f.Set("region", "华西") },
		"one line":       func(f *Form) { f.Set("name", "a\nb") },
		"no button":      func(f *Form) { f.Press("button[value=submit]") },
		"no file field":  func(f *Form) { f.Attach("name", File{}) },
	} {
		if got := failures(c, func(c *Client) { do(c.Get("/form").Form("form.f")) }); !strings.Contains(got, what) {
			t.Errorf("%s: failed with %q", what, got)
		}
	}
	if got := failures(c, func(c *Client) { c.Get("/form").Form("form") }); !strings.Contains(got, "3 forms") {
		t.Errorf("an ambiguous form: %q", got)
	}
	if got := failures(c, func(c *Client) { c.Get("/loop") }); !strings.Contains(got, "redirected") {
		t.Errorf("a loop: %q", got)
	}
}

func TestChecksFailWhereTheyShould(t *testing.T) {
	c := testClient(t)
	c.Get("/form").Expect(Status(200), At("/form"), Via(), Says("h1", "季度 调研"), Has("main"), None(".error"),
		Count("form", 3), Attr("form.f", "method", "post"), Holds("channel", "b"), Holds("many"), Secret("password"), WellMade())
	for name, check := range map[string]Check{
		"status": Status(404), "at": At("/"), "via": Via(303), "says": Says("h1", "月度"), "says nothing": Says("h6", "x"),
		"has": Has("h6"), "none": None("h1"), "count": Count("form", 1), "attr": Attr("form", "method", "get"),
		"holds": Holds("channel", "a"), "secret": Secret("abc"),
	} {
		if got := failures(c, func(c *Client) { c.Get("/form").Expect(check) }); got == "" {
			t.Errorf("%s held where it should not", name)
		}
	}
}

func TestAPageThatIsNotWellMadeIsFound(t *testing.T) {
	c := testClient(t)
	for change, want := range map[[2]string]string{
		{`lang="zh-CN"`, `lang="xx"`}:                                          "lang",
		{"<title>表单</title>", ""}:                                              "title",
		{"<h1>", "<h1>a</h1><h1>"}:                                             "2 first headings",
		{"<main>", "<main onclick='x()'>"}:                                     "onclick",
		{"<main>", "<main style='color:red'>"}:                                 "style",
		{"<main>", "<main><script>x()</script>"}:                               "inline script",
		{"<main>", "<main><img src='https://elsewhere.example/x' alt=''>"}:     "elsewhere",
		{"<main>", "<main><p id='a'></p><p id='a'></p>"}:                       "stands 2 times",
		{"<main>", "<main><label for='zz'>x</label>"}:                          "refers to nothing",
		{"<main>", "<main><a href='#zz'>x</a>"}:                                "leads nowhere",
		{"<main>", "<main><a href='/x'></a>"}:                                  "says nothing",
		{"<main>", "<main><img src='/x.png'>"}:                                 "has no text",
		{"<legend>渠道</legend>", ""}:                                            "legend",
		{`<label>名 <input name="name" value="旧"></label>`, `<input name="n">`}: "no label",
		{"季度 调研", "&lt;no value&gt;"}:                                          "leftover",
		{`name="viewport"`, `name="x"`}:                                        "viewport",
	} {
		page := strings.Replace(goodPage, change[0], change[1], 1)
		if page == goodPage {
			t.Fatalf("%q is not in the page", change[0])
		}
		got := failures(c, func(c *Client) {
			c.Get("/bad?page=" + urlencode([]entry{{"", page}})[1:]).Expect(WellMade())
		})
		if !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", change[1], got, want)
		}
	}
}
