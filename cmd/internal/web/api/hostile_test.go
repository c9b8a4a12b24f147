package api_test

// Bad input, row by row of the catalogue of hostile inputs: no failure of ours,
// no record without answers, nothing written by half.

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

func auditLines(t testing.TB, a *apptest.App) []audit.Line {
	t.Helper()
	lines, err := a.Trail.List(context.Background(), "", 0, 500)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// telling is what no answer may tell: how the program is made.
var telling = regexp.MustCompile(`SELECT |INSERT |(?i:sqlite|pgx|sqlstate|goroutine|unmarshal)|\.go:|json: |invalid character|feedback\.|map\[`)

// unchanged wants that do writes no row anywhere.
func unchanged(t testing.TB, a *apptest.App, do func()) {
	t.Helper()
	tables := []string{"surveys", "survey_versions", "responses", "participations", "drafts", "jobs", "audit"}
	before := make([]int, len(tables))
	for i, table := range tables {
		before[i] = count(t, a, table)
	}
	do()
	for i, table := range tables {
		if n := count(t, a, table); n != before[i] {
			t.Errorf("%d rows were written into %s", n-before[i], table)
		}
	}
}

func TestBadResponsesAreRefusedAndNothingIsStored(t *testing.T) {
	key, long := "some-key", strings.Repeat("长", 101)
	cases := []struct {
		row, name, body string
		status          int
		codes           string // "": not looked at
		header          []string
	}{
		{"A1", "a question that does not exist", `{"data":{"q1":"1","role":"admin"}}`, 422, "role unknownquestion", nil},
		{"A3", "an option of another question", `{"data":{"q1":"a"}}`, 422, "q1 unknownoption", nil},
		{"A4", "two answers to one choice", `{"data":{"q1":["1","2"]}}`, 422, "", nil},
		{"A4", "the same question twice", `{"data":{"q1":"1","q1":"2"}}`, 400, "q1 duplicate", nil},
		{"A4", "data twice", `{"data":{"q1":"1"},"data":{"q1":"2"}}`, 400, "data duplicate", nil},
		{"A5", "none and others", `{"data":{"q1":"1","q4":["none","a"]}}`, 422, "q4 exclusive", nil},
		{"A6", "too many choices", `{"data":{"q1":"1","q4":["a","b","c"]}}`, 422, "", nil},
		{"A6", "a ranking with a tie", `{"data":{"q1":"1","rank":["x","x","y"]}}`, 422, "", nil},
		{"A6", "a ranking that misses one", `{"data":{"q1":"1","rank":["x"]}}`, 422, "rank badranking", nil},
		{"A6", "a matrix row that is not there", `{"data":{"q1":"1","m":{"r9":1}}}`, 422, "", nil},
		{"A6", "a matrix column that is not there", `{"data":{"q1":"1","m":{"r1":9}}}`, 422, "", nil},
		{"A7", "a required question is missing", `{"data":{"q5":"x"}}`, 422, "q1 required", nil},
		{"A7", "a required question is null", `{"data":{"q1":null}}`, 422, "q1 required", nil},
		{"A7", "a required question with nothing to see", `{"data":{"q1":" \u200b\u00a0"}}`, 422, "", nil},
		{"A7", "no answer at all", `{"data":{}}`, 422, "", nil},
		{"A8", "a number no computer holds", `{"data":{"q1":"1","q3":1e309}}`, 400, "", nil},
		{"A8", "not a number", `{"data":{"q1":"1","q3":NaN}}`, 400, "", nil},
		{"A8", "the text NaN", `{"data":{"q1":"1","q3":"NaN"}}`, 422, "", nil},
		{"A8", "hexadecimal", `{"data":{"q1":"1","q3":"0x10"}}`, 422, "", nil},
		{"A8", "a number with an underscore", `{"data":{"q1":"1","q3":"1_0"}}`, 422, "", nil},
		{"A8", "a number that would be rounded", `{"data":{"q1":"1","q3":9007199254740993}}`, 422, "", nil},
		{"A8", "four hundred digits", `{"data":{"q1":"1","q3":` + strings.Repeat("9", 400) + `}}`, 400, "", nil},
		{"A9", "off the scale", `{"data":{"q1":"1","nps":11}}`, 422, "nps outofrange", nil},
		{"A9", "below the scale", `{"data":{"q1":"1","nps":-1}}`, 422, "", nil},
		{"A9", "between two steps", `{"data":{"q1":"1","nps":5.5}}`, 422, "", nil},
		{"A10", "the 30th of February", `{"data":{"q1":"1","day":"2026-02-30"}}`, 422, "day baddate", nil},
		{"A10", "the year nought", `{"data":{"q1":"1","day":"0000-01-01"}}`, 422, "day baddate", nil},
		{"A10", "the year 20266", `{"data":{"q1":"1","day":"20266-01-01"}}`, 422, "day baddate", nil},
		{"A10", "the thirteenth month", `{"data":{"q1":"1","day":"2026-13-01"}}`, 422, "day baddate", nil},
		{"A12", "one character too many", `{"data":{"q1":"1","q2":"` + long + `"}}`, 422, "q2 toolong", nil},
		{"A12", "a megabyte", `{"data":{"q1":"1","q2":"` + strings.Repeat("x", 1<<20) + `"}}`, 413, "", nil},
		{"A15", "ten thousand answers", `{"data":{"q1":"1"` + strings.Repeat(`,"x":1`, 10_000) + `}}`, 400, "x duplicate", nil},
		{"A15", "a hundred thousand brackets", `{"data":{"q5":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}}`, 400, "", nil},
		{"A15", "many brackets never closed", `{"data":{"q5":` + strings.Repeat(`{"a":`, 50_000), 400, "", nil},
		{"A16", "a form", `data=1`, 415, "", []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"A16", "no content type", `{"data":{"q1":"1"}}`, 415, "", []string{"Content-Type", ""}},
		{"A16", "XML", `<data/>`, 415, "", []string{"Content-Type", "application/xml"}},
		{"A16", "nearly JSON", `{"data":{"q1":"1"}}`, 415, "", []string{"Content-Type", "application/json5"}},
		{"A16", "JSON of a kind", `{"data":{"q1":"1"}}`, 415, "", []string{"Content-Type", "application/merge-patch+json"}},
		{"A16", "text", `{"data":{"q1":"1"}}`, 415, "", []string{"Content-Type", "text/plain"}},
		{"A16", "GBK", `{"data":{"q1":"1"}}`, 415, "", []string{"Content-Type", "application/json; charset=gbk"}},
		{"A16", "a broken content type", `{"data":{"q1":"1"}}`, 415, "", []string{"Content-Type", "application/json; ="}},
		{"A17", "half an object", `{"data":{"q1":"1"}`, 400, "", nil},
		{"A17", "two objects", `{"data":{"q1":"1"}}{"data":{"q1":"2"}}`, 400, "", nil},
		{"A17", "something behind it", `{"data":{"q1":"1"}} x`, 400, "", nil},
		{"A17", "a list", `[{"data":{"q1":"1"}}]`, 400, "", nil},
		{"A17", "null", `null`, 400, "", nil},
		{"A17", "nothing", ``, 400, "", nil},
		{"A17", "spaces", "  \n", 400, "", nil},
		{"A17", "a byte order mark", "\xEF\xBB\xBF" + `{"data":{"q1":"1"}}`, 400, "", nil},
		{"A17", "comments", `{"data":{"q1":"1"} /* x */}`, 400, "", nil},
		{"A20", "an object where a text belongs", `{"data":{"q1":"1","q5":{"file":true}}}`, 422, "q5 badtype", nil},
		{"A20", "a list where a text belongs", `{"data":{"q1":"1","q5":["x"]}}`, 422, "q5 badtype", nil},
		{"A20", "a text where a list belongs", `{"data":{"q1":"1","m":"x"}}`, 422, "", nil},
		{"A22", "packed", "\x1f\x8b", 415, "", []string{"Content-Encoding", "gzip"}},
		{"L-14", "no data", `{"answers":{"q1":"1"}}`, 400, "answers unknownmember", nil},
		{"L-14", "names in capitals", `{"DATA":{"q1":"1"}}`, 400, "DATA unknownmember", nil},
		{"L-14", "more than belongs there", `{"data":{"q1":"1"},"id":"x","quarantined":false}`, 400, "id unknownmember; quarantined unknownmember", nil},
		{"L-14", "data is null", `{"data":null}`, 400, "data required", nil},
		{"L-14", "data is a list", `{"data":[]}`, 400, "data badtype", nil},
		{"L-14", "an attribute that is no text", `{"data":{"q1":"1"},"attributes":{"region":1}}`, 400, "attributes badtype", nil},
		{"L-14", "attributes are a list", `{"data":{"q1":"1"},"attributes":["x"]}`, 400, "attributes badtype", nil},
		{"L-14", "an unknown language", `{"data":{"q1":"1"},"lang":"fr"}`, 400, "lang language", nil},
		{"L-14", "a version that is no number", `{"data":{"q1":"1"},"version":"1"}`, 400, "version badtype", nil},
		{"L-14", "a version below all", `{"data":{"q1":"1"},"version":-1}`, 422, "version version", nil},
		{"D1", "NUL in an attribute", `{"data":{"q1":"1"},"attributes":{"region":"a\u0000b"}}`, 422, "attributes.region attribute", nil},
		{"D8", "a line end in an attribute's name", `{"data":{"q1":"1"},"attributes":{"re\ngion":"x"}}`, 422, "", nil},
		{"D4", "an endless attribute", `{"data":{"q1":"1"},"attributes":{"region":"` + strings.Repeat("长", 201) + `"}}`, 422, "attributes.region attribute", nil},
		{"A15", "too many attributes", `{"data":{"q1":"1"},"attributes":{` + attributes(41) + `}}`, 422, "attributes toomany", nil},
		{"B1", "no key", `{"data":{"q1":"1"}}`, 400, "Idempotency-Key required", []string{"Idempotency-Key", ""}},
		{"B1", "a key of spaces", `{"data":{"q1":"1"}}`, 400, "Idempotency-Key badtype", []string{"Idempotency-Key", "a b"}},
		{"B1", "a key without end", `{"data":{"q1":"1"}}`, 400, "Idempotency-Key badtype", []string{"Idempotency-Key", strings.Repeat("k", 201)}},
		{"B1", "a key that is no ASCII", `{"data":{"q1":"1"}}`, 400, "Idempotency-Key badtype", []string{"Idempotency-Key", "键"}},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Identified))
		for _, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				call := *c
				call.t = t
				unchanged(t, a, func() {
					got := call.post("/surveys/small/responses", x.body, append([]string{"Idempotency-Key", key}, x.header...)...).want(x.status)
					if x.codes != "" && got.codes() != x.codes {
						t.Errorf("errors %q, want %q", got.codes(), x.codes)
					}
					if telling.MatchString(got.Body) {
						t.Errorf("the answer tells too much: %s", got.Body)
					}
				})
			})
		}
		calm(t, a)
	})
}

func attributes(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"a%d":"x"`, i)
	}
	return strings.Join(list, ",")
}

func TestOddButGoodAnswersAreTaken(t *testing.T) {
	cases := []struct{ row, name, body, want string }{
		{"A2", "an answer to a question that is hidden", `{"data":{"q1":"1","hidden":"x"}}`, `{"q1":"1"}`},
		{"A2", "an answer to one that is shown", `{"data":{"q1":"2","hidden":"x"}}`, `{"hidden":"x","q1":"2"}`},
		{"A2", "what is wrong at a hidden question", `{"data":{"q1":"1","hidden":{"a":1}}}`, `{"q1":"1"}`},
		{"A4", "one option many times", `{"data":{"q1":"1","q4":["a","a","b","a"]}}`, `{"q1":"1","q4":["a","b"]}`},
		{"A8", "a number as text, full width", `{"data":{"q1":"1","q3":"９"}}`, `{"q1":"1","q3":9}`},
		{"A12", "exactly at the limit", `{"data":{"q1":"1","q2":"` + strings.Repeat("字", 100) + `"}}`, `{"q1":"1","q2":"` + strings.Repeat("字", 100) + `"}`},
		{"A16", "UTF-8 that says so", `{"data":{"q1":"1"}}`, `{"q1":"1"}`},
		{"D1", "a NUL in a text", `{"data":{"q1":"1","q2":"a\u0000b"}}`, `{"q1":"1","q2":"ab"}`},
		{"D2", "bytes that are no UTF-8", "{\"data\":{\"q1\":\"1\",\"q2\":\"a\xff\"}}", "{\"q1\":\"1\",\"q2\":\"a\uFFFD\"}"},
		{"D2", "half of a surrogate pair", `{"data":{"q1":"1","q2":"\ud83dx"}}`, "{\"q1\":\"1\",\"q2\":\"\uFFFDx\"}"},
		{"D3", "text that turns around", `{"data":{"q1":"1","q2":"a\u202eb"}}`, "{\"q1\":\"1\",\"q2\":\"a\u202eb\"}"},
		{"D5", "four-byte characters", `{"data":{"q1":"1","q2":"𠮷😀"}}`, `{"q1":"1","q2":"𠮷😀"}`},
		{"D8", "line ends of all kinds", `{"data":{"q1":"1","q2":"a\r\nb\rc\nd"}}`, `{"q1":"1","q2":"a\nb\nc\nd"}`},
		{"D9", "template and prototype words", `{"data":{"q1":"1","q2":"{{.Slip}}${7*7}%s","q5":"__proto__"}}`, `{"q1":"1","q2":"{{.Slip}}${7*7}%s","q5":"__proto__"}`},
		{"D12", "a formula", `{"data":{"q1":"1","q2":"=SUM(A1)","q5":"-1"}}`, `{"q1":"1","q2":"=SUM(A1)","q5":"-1"}`},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		for i, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				call := *c
				call.t = t
				slug := fmt.Sprint("odd-", i)
				p := call.publish(slug, form(survey.Identified))
				call.post("/surveys/"+slug+"/responses", x.body, "Idempotency-Key", "k", "Content-Type", "application/json; charset=UTF-8").want(201)
				if _, data := sole(t, a, p); data != strings.ReplaceAll(x.want, "&", `\u0026`) {
					t.Errorf("stored %q\nwant   %q", data, x.want)
				}
			})
		}
		calm(t, a)
	})
}

func TestBadAnswersAreToldByQuestionInTheCallersLanguage(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	c := enter(t, a, access.Analyst)
	c.publish("small", form(survey.Identified))
	c.lang = "zh-CN"
	p := c.hand("small", "k", `{"data":{"m":{"r1":9},"mail":"nobody"}}`).want(422).problem()
	at := map[string][2]string{}
	for _, e := range p.Errors {
		at[e.Path] = [2]string{e.Question, e.Code}
		if e.Path == "mail" && e.Message != "这不是地址" {
			t.Errorf("the author's own words are %q", e.Message)
		}
		if e.Path == "q1" && e.Message != "这道题需要回答" && !regexp.MustCompile(`\p{Han}`).MatchString(e.Message) {
			t.Errorf("q1: %q", e.Message)
		}
	}
	if at["q1"] != [2]string{"q1", "required"} || at["m.r1"][0] != "m" || at["mail"] != [2]string{"mail", "email"} || p.Status != 422 {
		t.Errorf("%+v", p)
	}
}

func TestBadDefinitionsAreRefusedAndNothingIsStored(t *testing.T) {
	cases := []struct {
		row, name, path, body string
		status                int
		header                []string
	}{
		{"I10", "an unknown type", "?slug=x", `{"title":"T","pages":[{"name":"p","elements":[{"type":"teleport","name":"q1"}]}]}`, 422, nil},
		{"I10", "two questions of one name", "?slug=x", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"q"},{"type":"text","name":"q"}]}]}`, 422, nil},
		{"I10", "no object", "?slug=x", `[]`, 422, nil},
		{"I10", "no title to make a slug of", "", `{"pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, 422, nil},
		{"I10", "deeper than any form", "?slug=x", strings.Repeat(`{"a":`, 200) + `1` + strings.Repeat(`}`, 200), 400, nil},
		{"L-14", "a member twice", "?slug=x", `{"title":"a","title":"b","pages":[]}`, 400, nil},
		{"A12", "larger than any form", "?slug=x", `{"title":"` + strings.Repeat("x", 3<<20) + `"}`, 413, nil},
		{"A16", "not JSON", "?slug=x", `title: T`, 415, []string{"Content-Type", "application/yaml"}},
		{"A17", "cut off", "?slug=x", `{"title":"T"`, 400, nil},
		{"G1", "a slug that is no slug", "?slug=../x", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, 422, nil},
		{"G1", "a slug of ours", "?slug=new", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, 422, nil},
		{"G1", "a parameter that nobody reads", "?sulg=x", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, 400, nil},
		{"G1", "two slugs", "?slug=x&slug=y", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, 400, nil},
		{"L3", "a semicolon", "?slug=x;y", `{"title":"T","pages":[{"name":"p","elements":[{"type":"text","name":"q"}]}]}`, 400, nil},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		for _, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				call := *c
				call.t = t
				unchanged(t, a, func() {
					if got := call.post("/surveys"+x.path, x.body, x.header...).want(x.status); telling.MatchString(got.Body) {
						t.Errorf("the answer tells too much: %s", got.Body)
					}
				})
			})
		}
		calm(t, a)
	})
}

func TestBadAddressesAreRefused(t *testing.T) {
	cases := []struct {
		row, path string
		status    int
	}{
		{"G1", "/surveys/small/report?filter=region:x;drop", 400}, {"G1", "/surveys/small/report?sort=name", 400},
		{"G1", "/surveys/small/report?by=name;drop", 400}, {"G1", "/surveys/small/report?by=(select+1)", 400},
		{"G2", "/surveys/small'%20OR%201=1--/report", 404}, {"G2", "/proposals/1%20OR%201=1", 404}, {"G2", "/process/-1", 404}, {"G2", "/proposals/99999999999999999999", 404},
		{"G4", "/surveys/small/responses?limit=-1", 200}, {"G4", "/surveys/small/responses?limit=1000000000", 200}, {"G4", "/surveys/small/responses?limit=1e9", 400},
		{"G4", "/surveys/small/responses?limit=99999999999999999999", 400}, {"G4", "/proposals?limit=-5&before=-1", 200}, {"G4", "/proposals?before=99999999999", 200},
		{"G4", "/surveys/small/themes?limit=-1", 200}, {"G5", "/surveys/small/responses?after=%25_%5C'", 200},
		{"G6", "/surveys/small/report?filter=nothing:x", 400}, {"G6", "/surveys/small/report?filter=q5:x", 400}, {"G6", "/surveys/small/report?filter=q1:9", 400},
		{"G6", "/surveys/small/report?filter=region:", 400}, {"G6", "/surveys/small/report?filter=region", 400}, {"G6", "/surveys/small/report?filter=:x", 400},
		{"G6", "/surveys/small/report?filter=from:2026-13-01", 400}, {"G6", "/surveys/small/report?filter=from:2026-02-01&filter=to:2026-01-01", 400},
		{"G6", "/surveys/small/report?filter=from:2026-01-01&filter=from:2026-02-01", 400}, {"G6", "/surveys/small/report?filter=rep:li@example.com", 400},
		{"G6", "/surveys/small/report?" + strings.Repeat("filter=wave:1&", 100) + "x=1", 400}, {"G6", "/surveys/small/report?weight=rake", 400},
		{"G6", "/surveys/small/report?" + manyFilters(100), 400},
		{"G7", "/surveys/small/crosstab?rows=q1-%3E%3E'a'&cols=region", 400}, {"G7", "/surveys/small/crosstab?rows=q1", 400}, {"G7", "/surveys/small/crosstab?cols=region", 400},
		{"G7", "/surveys/small/crosstab?rows=q5&cols=region", 400}, {"G7", "/surveys/small/themes?theme=nothing", 404}, {"G7", "/surveys/small/themes?polarity=cross", 400},
		{"G7", "/proposals?state=dreamt", 400}, {"G7", "/policies/rebate-999", 404}, {"G7", "/surveys/small/definition?version=2", 404}, {"G7", "/surveys/small/definition?version=x", 400},
		{"G7", "/surveys/small/definition?version=-1", 404},
		{"L3", "/surveys/small/report?%zz", 400}, {"L3", "/surveys?x=%00", 400}, {"L3", "/surveys/%00", 404}, {"L3", "/surveys/%ff", 404}, {"L3", "/nowhere", 404}, {"L3", "", 404},
		{"L3", "/surveys/small/report?filter=&by=&weight=", 200}, {"L3", "/surveys/small/report?lang=en", 200},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Identified))
		for _, x := range cases {
			t.Run(x.row+" "+x.path, func(t *testing.T) {
				call := *c
				call.t = t
				if got := call.get(x.path).want(x.status); telling.MatchString(got.Body) {
					t.Errorf("the answer tells too much: %s", got.Body)
				}
			})
		}
		calm(t, a)
	})
}

func manyFilters(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "filter=wave:%d&", i)
	}
	return strings.TrimSuffix(b.String(), "&")
}

// Methods that an operation does not have, and one smuggled in: A24, L7.
func TestOnlyDocumentedMethodsAreServed(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	c := enter(t, a, access.Analyst)
	c.publish("small", form(survey.Identified))
	client := a.Visitor("en")
	for _, path := range []string{"/surveys", "/surveys/small", "/surveys/small/responses", "/surveys/small/report"} {
		for _, method := range []string{"HEAD", "DELETE", "PATCH", "TRACE"} {
			p := client.Send(apptest.Request{Method: method, Path: base + path, Header: http.Header{
				"Authorization": {"Bearer " + c.token}, "X-Http-Method-Override": {"GET"}, "Origin": {"https://evil.example"},
			}})
			if p.Status != 405 || p.Header.Get("Access-Control-Allow-Origin") != "" || strings.Contains(p.Body, "slug") {
				t.Errorf("%s: %s", p, p.Body)
			}
		}
	}
}

// exchange writes raw bytes and reads the status of what comes back, 0 if
// nothing does. end closes our side of the line after writing.
func exchange(t *testing.T, a *apptest.App, raw string, end bool) int {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(a.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, raw); err != nil && !end {
		t.Logf("write: %v", err) // the server may have had enough already
	}
	if tcp, ok := conn.(*net.TCPConn); ok && end {
		_ = tcp.CloseWrite()
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

// Bodies that break off, never say how long they are, or say too much: A13, A14,
// A23.
func TestBodiesThatDoNotArriveWholeAreNotStored(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		c := enter(t, a, access.Analyst)
		c.publish("small", form(survey.Identified))
		head := "POST " + base + "/surveys/small/responses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + c.token +
			"\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n"
		big := strings.Repeat("x", 600<<10)
		for name, x := range map[string]struct {
			raw    string
			status int
		}{
			"A13 chunks over the limit":        {head + fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(big), big), 413},
			"A14 a client that dies":           {head + "Content-Length: 100\r\n\r\n{\"data\":{\"q1\":\"1\"}}", 400},
			"A14 chunks that break off":        {head + "Transfer-Encoding: chunked\r\n\r\n13\r\n{\"data\":{\"q1\":\"1\"}}\r\n", 400},
			"A23 more than anybody would read": {head + "Expect: 100-continue\r\nContent-Length: 10000000000\r\n\r\n", 413},
		} {
			unchanged(t, a, func() {
				if got := exchange(t, a, x.raw, true); got != x.status {
					t.Errorf("%s: %d, want %d", name, got, x.status)
				}
			})
		}
		calm(t, a)
	})
}
