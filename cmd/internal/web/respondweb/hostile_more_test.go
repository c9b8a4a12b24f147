package respondweb_test

// Further rows of the list of bad input, where a form needs more kinds of
// questions than the first ones: A2, A6, A8-A11, A15, A19-A21, B11, D3, D4, P3.

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
)

const kinds = `{"title":{"default":"Kinds","zh-cn":"各种题"},"pages":[{"name":"a","elements":[
	{"type":"radiogroup","name":"q1","choices":["1","2"]},
	{"type":"comment","name":"q2","maxLength":100},
	{"type":"text","name":"n","inputType":"number"},
	{"type":"text","name":"i","inputType":"number","min":0,"max":1000000,"step":1},
	{"type":"checkbox","name":"c","choices":["a","b","c","d"],"minSelectedChoices":2,"maxSelectedChoices":3},
	{"type":"rating","name":"nps","rateMin":0,"rateMax":10},
	{"type":"text","name":"day","inputType":"date"},
	{"type":"text","name":"at","inputType":"datetime-local"},
	{"type":"ranking","name":"rank","choices":["x","y","z"]},
	{"type":"matrix","name":"m","isAllRowRequired":true,"columns":[1,2,3],"rows":["r1","r2"]},
	{"type":"text","name":"hidden","visibleIf":"{q1} = '2'"},
	{"type":"text","name":"other"}]}]}`

func TestFurtherBadAnswersAreRefusedAtTheirQuestion(t *testing.T) {
	cases := []struct{ name, row, body, at string }{
		{"too few choices", "A6", "c=a", "c"},
		{"too many choices", "A6", "c=a&c=b&c=c&c=d", "c"},
		{"two first places", "A6", "rank=x&rank=x&rank=y", "rank"},
		{"a rank for nothing", "A6", "rank=x&rank=q&rank=y", "rank"},
		{"a row of a matrix left out", "A6", "m.r1=1", "m"},
		{"a row of a matrix twice", "A6", "m.r1=1&m.r1=2&m.r2=1", "m"},
		{"not a number", "A8", "n=nAn", "n"}, {"infinity", "A8", "n=Inf", "n"}, {"minus infinity", "A8", "n=-Infinity", "n"},
		{"hexadecimal", "A8", "n=0x10", "n"}, {"underscores", "A8", "n=1_000", "n"}, {"four hundred digits", "A8", "n=" + strings.Repeat("9", 400), "n"},
		{"beyond 64 bits", "A8", "n=1e400", "n"}, {"beyond a column of the database", "A8", "i=99999999999999999999", "i"}, {"half of a whole number", "A8", "i=1.5", "i"},
		{"a word", "A8", "n=viel", "n"}, {"two numbers", "A8", "n=1&n=2", "n"},
		{"below the scale", "A9", "nps=-1", "nps"}, {"above the scale", "A9", "nps=11", "nps"}, {"between the points", "A9", "nps=5.5", "nps"},
		{"30 February", "A10", "day=2026-02-30", "day"}, {"the year 0", "A10", "day=0000-01-01", "day"}, {"month 13", "A10", "day=2026-13-01", "day"},
		{"a year of five digits", "A10", "day=20266-01-01", "day"}, {"a year in words", "A10", "day=" + url.QueryEscape("２０２６年"), "day"}, {"the far future", "A10", "day=9999-12-31", "day"},
		{"25 o'clock", "A11", "at=2026-01-01T25:00", "at"}, {"no time", "A11", "at=2026-01-01T", "at"},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "kinds", kinds)
		c := visitor(a)
		for _, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				c.T = t
				rest := map[string]string{"c": "&c=a&c=b", "m": "&m.r1=1&m.r2=1"}
				delete(rest, x.at)
				p := raw(c, "/s/kinds", x.body+rest["c"]+rest["m"]+"&other=typed&_end=1&_sid="+sid(t, c, "/s/kinds"))
				p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".summary"), apptest.Holds("other", "typed"))
				if n := p.Find(".q.bad").Length(); n != 1 {
					t.Errorf("%d questions are blamed: %s", n, p.Text(".summary"))
				}
				if n := count(t, a, "responses"); n != 0 {
					t.Errorf("%d responses", n)
				}
			})
		}
		calm(t, a)
	})
}

func TestFurtherOddAnswersAreTakenAsTheyAreMeant(t *testing.T) {
	bidi := "a\u202Eb\u202Cc\u2066d\u2069"
	marks := "a" + strings.Repeat("\u0301", 99)
	cases := []struct{ name, row, body, want string }{
		{"a question that does not apply", "A2", "q1=1&hidden=x", `{"q1":"1"}`},
		{"a question of another survey", "A2", "q1=1&d15.target=1&why=x", `{"q1":"1"}`},
		{"a row that the matrix has not", "A6", "m.r1=1&m.r2=1&m.r9=1", `{"m":{"r1":1,"r2":1}}`},
		{"minus nothing", "A8", "n=-0", `{"n":0}`},
		{"a comma for the point", "A8", "n=1%2C5", `{"n":1.5}`},
		{"full-width digits", "A8", "i=" + url.QueryEscape("１２"), `{"i":12}`},
		{"an hour that the clock left out", "A11", "at=2026-03-08T02:30", `{"at":"2026-03-08T02:30"}`},
		{"an hour that came twice", "A11", "at=2026-11-01T01:30", `{"at":"2026-11-01T01:30"}`},
		{"a leap day", "A10", "day=2028-02-29", `{"day":"2028-02-29"}`},
		{"a ranking in part", "A6", "rank=y&rank=x&rank=z", `{"rank":["y","x","z"]}`},
		{"letters that turn the line round", "D3", "q2=" + url.QueryEscape(bidi), `{"q2":"` + bidi + `"}`},
		{"a hundred marks on a letter", "D4", "q2=" + url.QueryEscape(marks), `{"q2":"` + marks + `"}`},
		{"a family of joiners", "D4", "q2=" + url.QueryEscape("👨‍👩‍👧‍👦"+strings.Repeat("\uFE0F", 50)), `{"q2":"👨‍👩‍👧‍👦` + strings.Repeat("\uFE0F", 50) + `"}`},
		{"upper and lower case of Turkey", "D7", "q2=" + url.QueryEscape("İıẞςΣ"), `{"q2":"İıẞςΣ"}`},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for i, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				slug := fmt.Sprint("kinds-", i)
				survey := publish(t, a, slug, strings.NewReplacer(`"minSelectedChoices":2,`, "", `"isAllRowRequired":true,`, "").Replace(kinds))
				c := visitor(a)
				c.T = t
				raw(c, "/s/"+slug+"?page=9&_page=9", x.body+"&_end=1&_sid="+sid(t, c, "/s/"+slug)).Expect(apptest.Status(303))
				r, data := sole(t, a, survey)
				if data != x.want {
					t.Errorf("stored %s\nwant   %s", data, x.want)
				}
				if r.Quarantined { // A19: it was sent within a moment, which is no offence
					t.Error("an answer that came fast is held back")
				}
			})
		}
		calm(t, a)
	})
}

func TestBodiesOfManyPartsAreBounded(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		c := visitor(a)
		for _, x := range []struct {
			row    string
			fields int
			want   int
		}{{"A15", 1_001, 303}, {"A15", 2_001, 413}, {"A15", 50_000, 413}} {
			list := []string{"q1", "1"}
			for i := range x.fields - 3 {
				list = append(list, fmt.Sprint("x", i), "")
			}
			body, kind := parts(append(list, "_sid", sid(t, c, "/s/small"), "_end", "1")...)
			if p := raw(c, "/s/small", body, "Content-Type", kind); p.Status != x.want {
				t.Errorf("%s: %d parts: %d, want %d", x.row, x.fields, p.Status, x.want)
			}
		}
		if p := raw(c, "/s/small", strings.Repeat("x=1&", 1_000_000)+"q1=1&_end=1"); p.Status != 413 {
			t.Errorf("A15: a million fields: %d", p.Status)
		}
		var long strings.Builder // A21
		for i := range 300 {
			fmt.Fprintf(&long, "t%d=%s&", i, strings.Repeat("x", 20_000))
		}
		p := raw(c, "/s/small", long.String()+"q1=1&_end=1&_sid="+sid(t, c, "/s/small"))
		p.Expect(apptest.Status(413), apptest.WellMade())
		if n := count(t, a, "responses"); n != 1 {
			t.Errorf("%d responses, want that of 1,001 parts", n)
		}
		calm(t, a)
	})
}

func TestAFileWhereATextBelongsIsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		c := visitor(a)
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		for _, f := range [][2]string{{"q1", "1"}, {"q2", "typed"}, {"_sid", sid(t, c, "/s/small")}} {
			_ = w.WriteField(f[0], f[1])
		}
		part, _ := w.CreateFormFile("q5", "../../evil.html")
		_, _ = io.WriteString(part, "<script>alert(1)</script>")
		_ = w.WriteField("_end", "1")
		_ = w.Close()
		p := raw(c, "/s/small", b.String(), "Content-Type", w.FormDataContentType())
		p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Holds("q2", "typed"), apptest.Secret("alert(1)"))
		if n := count(t, a, "responses"); n != 0 {
			t.Errorf("A20: %d responses", n)
		}
	})
}

func TestASlowBodyEndsInAnAnswerAndNothingIsStored(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) { // A14
		publish(t, a, "small", small)
		server := a.Web().HTTP("")
		if server.ReadTimeout <= 0 || server.ReadHeaderTimeout <= 0 || server.WriteTimeout <= 0 || server.IdleTimeout <= 0 || server.MaxHeaderBytes > 64<<10 {
			t.Errorf("limits %v %v %v %v %d", server.ReadTimeout, server.ReadHeaderTimeout, server.WriteTimeout, server.IdleTimeout, server.MaxHeaderBytes)
		}
		server.ReadTimeout = 400 * time.Millisecond
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() { defer close(done); _ = server.Serve(l) }()
		body := "q1=1&_sid=" + sid(t, visitor(a), "/s/small") + "&_end=1"
		slow := &apptest.App{App: a.App, URL: "http://" + l.Addr().String()}
		got := wire(t, slow, func(w io.Writer) {
			fmt.Fprintf(w, "%s%s", head("/s/small", fmt.Sprintf("Content-Length: %d\r\n", len(body))), body[:10])
		}, false)
		if got != 400 && got != 408 {
			t.Errorf("status %d", got)
		}
		if n := count(t, a, "responses"); n != 0 {
			t.Errorf("%d responses", n)
		}
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
}

func TestAScreenThatIsPassedOverIsAskedFirst(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) { // B11
		publish(t, a, "three", pages3)
		c := visitor(a)
		c.Get("/s/three?page=3&_page=3").Expect(apptest.Status(200), apptest.Has("input[name=a1]"))
		for _, jump := range []string{"_page=3&_go=next", "_page=3&_go=submit", "_page=999999999999999999999&_go=next", "_page=-1&_go=next", "_page=x&_go=submit", ""} {
			p := raw(c, "/s/three", "b1=x&"+jump+"&_end=1&_sid="+sid(t, c, "/s/three"))
			p.Expect(apptest.Status(422), apptest.WellMade(), apptest.Has(".q.bad input[name=a1]"))
		}
		if n := count(t, a, "responses"); n != 0 {
			t.Errorf("%d responses", n)
		}
		calm(t, a)
	})
}

func TestPipedAnswersOfEveryKindAreWords(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) { // P3
		publish(t, a, "pipes", `{"title":"P","pages":[
			{"name":"a","elements":[{"type":"checkbox","name":"c","choices":["red","blue"]},{"type":"matrix","name":"m","columns":[1,2],"rows":["r"]},
				{"type":"text","name":"e"},{"type":"boolean","name":"b"}]},
			{"name":"z","elements":[{"type":"text","name":"x","title":"[{c}] [{m}] [{m.r}] [{e}] [{b}] [{none}] [{c[0]}]"}]}]}`)
		c := visitor(a)
		for body, want := range map[string]string{
			"c=red&c=blue&m.r=2&b=true": "[red, blue]",
			"":                          "",
		} {
			p := raw(c, "/s/pipes", body+"&_page=1&_go=next&_end=1&_sid="+sid(t, c, "/s/pipes"))
			p.Expect(apptest.Status(200), apptest.WellMade())
			title := p.Text("label.ask")
			for _, bad := range []string{"object", "map[", "<nil>", "&{", "undefined", "null", "%!"} {
				if strings.Contains(title, bad) {
					t.Errorf("%q is piped as %q", body, title)
				}
			}
			if !strings.HasPrefix(title, want) {
				t.Errorf("%q is piped as %q, want %s", body, title, want)
			}
		}
		calm(t, a)
	})
}

// E10: pages that say no do not repeat what was asked for.
func TestErrorPagesEchoNothing(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		c := visitor(a)
		evil := url.PathEscape(`<img src=x onerror=alert(1)>`)
		for _, at := range []string{"/s/" + evil, "/i/" + evil, "/" + evil, "/s/small/done?r=" + evil, "/s/small?lang=" + evil, "/s/small?next=" + evil} {
			p := c.Get(at)
			if p.Status >= 500 || strings.Contains(p.Body, "onerror") || strings.Contains(p.Body, "alert") {
				t.Errorf("%s: %d: %.300s", at, p.Status, p.Body)
			}
		}
		for _, header := range []string{"Referer", "User-Agent", "Accept-Language", "X-Forwarded-Host", "X-Forwarded-For"} {
			p := c.Send(apptest.Request{Path: "/s/small", Header: http.Header{header: {`"><img src=x onerror=alert(1)>`}}})
			p.Expect(apptest.Status(200))
			if strings.Contains(p.Body, "onerror") {
				t.Errorf("%s is repeated", header)
			}
		}
		calm(t, a)
	})
}

// D10: what would cost the reading of texts much is read in the background, and
// in bounded time.
func TestAnAnswerOfNothingButDotsIsReadInTheBackground(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "long", `{"title":"L","pages":[{"name":"a","elements":[{"type":"comment","name":"why","maxLength":60000,"dv":{"analyze":true}}]}]}`)
		c := visitor(a)
		for _, text := range []string{strings.Repeat(".", 20_000), strings.Repeat(`"`, 20_000), strings.Repeat("x", 20_000), strings.Repeat("不", 20_000), strings.Repeat("a. ", 6_000)} {
			raw(c, "/s/long", "why="+url.QueryEscape(text)+"&_end=1&_sid="+sid(t, c, "/s/long")).Expect(apptest.Status(303))
		}
		if n := count(t, a, "tags"); n != 0 {
			t.Errorf("%d tags before the background began", n)
		}
		began := time.Now()
		a.Work()
		if took := time.Since(began); took > time.Minute {
			t.Errorf("reading took %v", took)
		}
		if n := count(t, a, "jobs"); n != 0 {
			t.Errorf("%d jobs are left", n)
		}
		calm(t, a)
	})
}
