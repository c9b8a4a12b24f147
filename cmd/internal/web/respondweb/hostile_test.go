package respondweb_test

// The rows A12–A18, A22–A24, B1–B6, D1–D2 of the list of bad input, against the
// running program on both databases: never a 5xx, never a blank record, never
// half a write, and what was typed comes back.

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/survey"
)

const small = `{"title":{"default":"Small","zh-cn":"小问卷"},"pages":[{"name":"a","elements":[
	{"type":"radiogroup","name":"q1","title":{"default":"One","zh-cn":"第一题"},"isRequired":true,"choices":["1","2"]},
	{"type":"comment","name":"q2","title":{"default":"Two","zh-cn":"第二题"},"maxLength":100},
	{"type":"text","name":"q3","inputType":"number","min":0,"max":10},
	{"type":"checkbox","name":"q4","choices":["a","b","c"],"showNoneItem":true},
	{"type":"text","name":"q5"}]}]}`

// sid reads the submission slip of a fresh form.
func sid(t testing.TB, c *apptest.Client, path string) string {
	t.Helper()
	v, ok := c.Get(path).Find("input[name=_sid]").Attr("value")
	if !ok {
		t.Fatal("the form has no _sid")
	}
	return v
}

// parts is a multipart body.
func parts(fields ...string) (body, contentType string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = w.WriteField(fields[i], fields[i+1])
	}
	_ = w.Close()
	return b.String(), w.FormDataContentType()
}

func TestBadInputIsAnsweredByAPageAndLeavesNothingBehind(t *testing.T) {
	many := func(n int) string { return strings.Repeat("x=1&", n) }
	kinds := `multipart/form-data; boundary=xx`
	cut := "--xx\r\nContent-Disposition: form-data; name=\"q1\"\r\n\r\n1\r\n--xx\r\nContent-Disp"
	cases := []struct {
		name, row string
		body      string // SID stands for the slip
		header    []string
		status    int
		typed     string // must stand on the page
	}{
		{"a text one character over its limit", "A12", "q1=1&q2=" + strings.Repeat("字", 101) + "&_sid=SID&_end=1", nil, 422, strings.Repeat("字", 101)},
		{"a text of 1 MB", "A12", "q2=" + strings.Repeat("x", 1<<20) + "&_sid=SID&_end=1", nil, 413, ""},
		{"a text of 10 MB", "A12", "q2=" + strings.Repeat("x", 10<<20) + "&_sid=SID&_end=1", nil, 413, ""},
		{"the end is missing", "A14", "q1=1&q2=halb&_sid=SID", nil, 400, "halb"},
		{"cut off within the end", "A14", "q1=1&q2=halb&_sid=SID&_en", nil, 400, "halb"},
		{"10,000 fields", "A15", many(10_000) + "q1=1&_sid=SID&_end=1", nil, 413, ""},
		{"2,001 fields", "A15", many(1_998) + "q1=1&_sid=SID&_end=1", nil, 413, ""},
		{"JSON", "A16", `{"q1":"1"}`, []string{"Content-Type", "application/json"}, 415, ""},
		{"XML", "A16", `<q1>1</q1>`, []string{"Content-Type", "application/xml"}, 415, ""},
		{"plain text", "A16", "q1=1&_sid=SID&_end=1", []string{"Content-Type", "text/plain"}, 415, ""},
		{"no content type", "A16", "q1=1&_sid=SID&_end=1", []string{"Content-Type", ""}, 415, ""},
		{"multipart without a boundary", "A16", "q1=1", []string{"Content-Type", "multipart/form-data"}, 415, ""},
		{"another character set", "A16", "q1=1&_sid=SID&_end=1", []string{"Content-Type", urlencoded + "; charset=gbk"}, 415, ""},
		{"multipart that is cut off", "A16", cut, []string{"Content-Type", kinds}, 400, ""},
		{"semicolons between fields", "A17", "q1=1;q2=typed&_sid=SID&_end=1", nil, 400, ""},
		{"a garbled escape", "A17", "q1=1&q2=typed&q5=%zz&_sid=SID&_end=1", nil, 400, "typed"},
		{"a lone percent sign", "A17", "q1=1&q2=typed&q5=%&_sid=SID&_end=1", nil, 400, "typed"},
		{"names with brackets", "A17", "q1[a]=1&q1[]=2&q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
		{"a packed body", "A22", "q1=1&_sid=SID&_end=1", []string{"Content-Encoding", "gzip"}, 415, ""},
		{"no slip", "B5", "q1=1&q2=typed&_end=1", nil, 400, "typed"},
		{"a slip that was changed", "B5", "q1=1&q2=typed&_sid=SIDx&_end=1", nil, 400, "typed"},
		{"a slip of another version", "B5", "q1=1&q2=typed&_sid=9SID&_end=1", nil, 400, "typed"},
		{"a required question left out", "A7", "q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
		{"a required text of spaces nobody sees", "A7", "q1=%E2%80%8B&q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
		{"nothing at all", "C7", "_sid=SID&_end=1", nil, 422, ""},
		{"an empty body", "C7", "", nil, 400, ""},
		{"an unknown option", "A3", "q1=3&q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
		{"two answers to a single choice", "A4", "q1=1&q1=2&q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
		{"an exclusive option and another", "A5", "q1=1&q4=none&q4=a&q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
		{"not a number", "A8", "q1=1&q3=nan&q2=typed&_sid=SID&_end=1", nil, 422, "nan"},
		{"infinity", "A8", "q1=1&q3=1e309&q2=typed&_sid=SID&_end=1", nil, 422, "1e309"},
		{"hexadecimal", "A8", "q1=1&q3=0x10&q2=typed&_sid=SID&_end=1", nil, 422, "0x10"},
		{"beyond the bounds", "A9", "q1=1&q3=11&q2=typed&_sid=SID&_end=1", nil, 422, "typed"},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		c := visitor(a)
		for _, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				c.T = t
				id := sid(t, c, "/s/small")
				p := raw(c, "/s/small", strings.ReplaceAll(x.body, "SID", id), x.header...)
				p.Expect(apptest.Status(x.status), apptest.WellMade(), apptest.Attr("html", "lang", "zh-CN"))
				if x.typed != "" && !strings.Contains(p.Body, x.typed) {
					t.Errorf("what was typed is gone: %s", p.Gist())
				}
				if regexp.MustCompile(`(?i)select |insert |sqlite|pgx|goroutine|\.go:`).MatchString(p.Gist()) {
					t.Errorf("the page tells too much: %s", p.Gist())
				}
				if n := count(t, a, "responses") + count(t, a, "jobs"); n != 0 {
					t.Errorf("%d rows were written", n)
				}
			})
		}
		calm(t, a)
	})
}

func TestOddButGoodInputIsTaken(t *testing.T) {
	multi, kind := parts("q1", "2", "q2", "多部分", "_sid", "SID", "_end", "1")
	cases := []struct{ name, row, body, want string }{
		{"a NUL in a text", "D1", "q1=1&q2=a%00b&_sid=SID&_end=1", `{"q1":"1","q2":"ab"}`},
		{"bytes that are no UTF-8", "D2", "q1=1&q2=a%FF%C0%AF&_sid=SID&_end=1", "{\"q1\":\"1\",\"q2\":\"a\uFFFD\"}"},
		{"half of a surrogate pair", "D2", "q1=1&q2=%ED%A0%80x&_sid=SID&_end=1", "{\"q1\":\"1\",\"q2\":\"\uFFFDx\"}"},
		{"four-byte characters", "D5", "q1=1&q2=%F0%A0%AE%B7%F0%9F%98%80&_sid=SID&_end=1", `{"q1":"1","q2":"𠮷😀"}`},
		{"line ends of all kinds", "D8", "q1=1&q2=a%0D%0Ab%0Dc%0Ad&_sid=SID&_end=1", `{"q1":"1","q2":"a\nb\nc\nd"}`},
		{"template and prototype words", "D9", "q1=1&q2=%7B%7B.Slip%7D%7D%24%7B7*7%7D&q5=__proto__&__proto__=x&constructor=y&_sid=SID&_end=1", `{"q1":"1","q2":"{{.Slip}}${7*7}","q5":"__proto__"}`},
		{"a formula", "D12", "q1=1&q2=%3DSUM(A1)&q5=-1&_sid=SID&_end=1", `{"q1":"1","q2":"=SUM(A1)","q5":"-1"}`},
		{"full-width digits", "A8", "q1=1&q3=%EF%BC%99&_sid=SID&_end=1", `{"q1":"1","q3":9}`},
		{"plus signs and %20", "A17", "q1=1&q2=a+b%20c%2Bd&_sid=SID&_end=1", `{"q1":"1","q2":"a b c+d"}`},
		{"the same single choice twice", "A4", "q1=1&q1=1&_sid=SID&_end=1", `{"q1":"1"}`},
		{"one option a thousand times", "A4", "q1=1&" + strings.Repeat("q4=a&", 1000) + "q4=b&_sid=SID&_end=1", `{"q1":"1","q4":["a","b"]}`},
		{"fields of no question", "A1", "q1=1&role=admin&q99=x&_quota=1&_sid=SID&_end=1", `{"q1":"1"}`},
		{"exactly at the limit", "A12", "q1=1&q2=" + strings.Repeat("字", 100) + "&_sid=SID&_end=1", `{"q1":"1","q2":"` + strings.Repeat("字", 100) + `"}`},
		{"multipart", "A16", multi, `{"q1":"2","q2":"多部分"}`},
	}
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		for i, x := range cases {
			t.Run(x.row+" "+x.name, func(t *testing.T) {
				slug := fmt.Sprint("odd-", i)
				survey := publish(t, a, slug, small)
				c := visitor(a)
				c.T = t
				body, header := strings.ReplaceAll(x.body, "SID", sid(t, c, "/s/"+slug)), []string(nil)
				if x.name == "multipart" {
					header = []string{"Content-Type", kind}
				}
				raw(c, "/s/"+slug+"?q1=2&q5=query&_go=back", body, header...).Expect(apptest.Status(303)) // A18: the query is no answer
				if _, data := sole(t, a, survey); data != strings.ReplaceAll(x.want, "&", `\u0026`) {
					t.Errorf("stored %q\nwant   %q", data, x.want)
				}
			})
		}
		calm(t, a)
	})
}

func TestTwoThousandFieldsAreRead(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", small)
		c := visitor(a)
		body := strings.Repeat("x=1&", 1_997) + "q1=1&_sid=" + sid(t, c, "/s/small") + "&_end=1"
		raw(c, "/s/small", body).Expect(apptest.Status(303))
		sole(t, a, survey)
	})
}

func TestOnlyGetAndPostAreServed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "small", small)
		c := visitor(a)
		for _, path := range []string{"/s/small", invite(t, a, "small", "D-1")} {
			for _, method := range []string{"HEAD", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"} {
				p := c.Send(apptest.Request{Method: method, Path: path, Header: map[string][]string{"X-Http-Method-Override": {"POST"}}})
				if p.Status != 405 && !(method == "OPTIONS" && p.Status == 204) {
					t.Errorf("%s %s: %d", method, path, p.Status)
				}
			}
		}
		calm(t, a)
	})
}

// form posted twice, in any way: B1, B2, B3, B4.
func TestTheSameAnswerIsStoredOnceAndGetsTheSameReceipt(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", small)
		c := visitor(a)
		id := sid(t, c, "/s/small")
		body := "q1=1&q2=" + url.QueryEscape("我的回答") + "&_sid=" + id + "&_end=1"
		const n = 100
		places := make([]string, n)
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				p := raw(visitor(a), "/s/small", body)
				if p.Status != 303 {
					t.Errorf("sending %d: %d", i, p.Status)
				}
				places[i] = p.Header.Get("Location")
			})
		}
		wg.Wait()
		for _, place := range places {
			if place == "" || place != places[0] {
				t.Fatalf("receipts %q and %q", place, places[0])
			}
		}
		sole(t, a, survey)
		if jobs := count(t, a, "jobs"); jobs != 1 {
			t.Errorf("%d jobs", jobs)
		}
		// another language is no other answer
		raw(c, "/s/small", body+"&_lang=en").Expect(apptest.Status(303))
		// other content: 409, the first one stands, the text is shown
		p := raw(c, "/s/small", strings.Replace(body, "q1=1", "q1=2", 1))
		p.Expect(apptest.Status(409), apptest.WellMade(), apptest.Says("dd", "我的回答"), apptest.Says("h1", "之前已经收到过一份"))
		if _, data := sole(t, a, survey); data != `{"q1":"1","q2":"我的回答"}` {
			t.Errorf("stored %s", data)
		}
		calm(t, a)
	})
}

func TestOfTwoDifferentAnswersAtOnceOneStands(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		survey := publish(t, a, "small", small)
		id := sid(t, visitor(a), "/s/small")
		var wg sync.WaitGroup
		codes := make([]int, 20)
		for i := range codes {
			wg.Go(func() {
				codes[i] = raw(visitor(a), "/s/small", fmt.Sprintf("q1=%d&q2=tab%d&_sid=%s&_end=1", 1+i%2, i, id)).Status
			})
		}
		wg.Wait()
		taken := 0
		for _, code := range codes {
			switch code {
			case 303:
				taken++
			case 409:
			default:
				t.Errorf("status %d", code)
			}
		}
		if taken != 1 {
			t.Errorf("%d different answers were taken", taken)
		}
		sole(t, a, survey)
		calm(t, a)
	})
}

func TestAnAnswerBelongsToTheVersionItsFormWasOpenedOn(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p1 := publish(t, a, "small", small)
		c := visitor(a)
		old := c.Get("/s/small")
		publish(t, a, "small", strings.NewReplacer(`"1","2"`, `"7","8"`, `"name":"q5"`, `"name":"q6"`).Replace(small))
		c.Get("/s/small").Expect(apptest.Has("input[name=q1][value='7']"))
		form(old).Set("q1", "2").Set("q5", "alt").Press(submit).Expect(apptest.At("/s/small/done"))
		r, data := sole(t, a, p1)
		if r.Version != 1 || data != `{"q1":"2","q5":"alt"}` {
			t.Errorf("stored version %d: %s", r.Version, data)
		}
		// the slip of version 1 cannot carry answers of version 2
		p := raw(c, "/s/small", "q1=7&q6=neu&_end=1&_sid="+old.Find("input[name=_sid]").AttrOr("value", ""))
		p.Expect(apptest.Status(422))
	})
}

func TestASlipFitsNoOtherSurvey(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		publish(t, a, "one", small)
		publish(t, a, "two", small)
		c := visitor(a)
		body := "q1=1&q2=mine&_end=1&_sid="
		raw(c, "/s/two", body+sid(t, c, "/s/one")).Expect(apptest.Status(400), apptest.Says("dd", "mine"))
		personal := invite(t, a, "two", "D-1")
		raw(c, personal, body+sid(t, c, "/s/two")).Expect(apptest.Status(400))
		raw(c, "/s/two", body+sid(t, c, personal)).Expect(apptest.Status(400))
		other := invite(t, a, "two", "D-2")
		raw(c, other, body+sid(t, c, personal)).Expect(apptest.Status(400))
		if n := count(t, a, "responses"); n != 0 {
			t.Errorf("%d responses", n)
		}
		calm(t, a)
	})
}

func TestAClosedSurveyShowsWhatWasTypedAndStillKnowsItsAnswers(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		p := publish(t, a, "small", small)
		c := visitor(a)
		late, sent := c.Get("/s/small"), "q1=1&q2=early&_end=1&_sid="+sid(t, c, "/s/small")
		first := raw(c, "/s/small", sent)
		if err := a.Surveys.Close(t.Context(), machine, "small"); err != nil {
			t.Fatal(err)
		}
		c.Get("/s/small").Expect(apptest.Status(410), apptest.WellMade(), apptest.Says("h1", "已经结束"), apptest.None("dl"))
		ended(t, a, "small", survey.Grace+time.Minute)
		form(late).Set("q1", "2").Set("q2", "来晚了").Press(submit).
			Expect(apptest.Status(410), apptest.WellMade(), apptest.Says("dd", "来晚了"), apptest.Says("dl", "第二题"), apptest.Says("main", "没有被保存"))
		again := raw(c, "/s/small", sent) // B2: the receipt got lost
		again.Expect(apptest.Status(303))
		if again.Header.Get("Location") != first.Header.Get("Location") {
			t.Error("a retry after the end gets another receipt")
		}
		sole(t, a, p)
	})
}

func TestAnUnknownSurveyIsNotFound(t *testing.T) {
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		if _, _, err := a.Surveys.Import(t.Context(), machine, survey.Import{Slug: "draft", Source: []byte(small)}); err != nil {
			t.Fatal(err)
		}
		c := visitor(a)
		for _, path := range []string{"/s/nothing", "/s/draft", "/s/%00", "/s/..%2f..%2fetc", "/s/a'%20OR%201=1--", "/i/NOTHING", "/i/" + strings.Repeat("A", 30), "/i/" + strings.Repeat("A", 5000), "/s/nothing/done"} {
			c.Get(path).Expect(apptest.Status(404), apptest.WellMade())
		}
		raw(c, "/s/nothing", "q1=1&_end=1").Expect(apptest.Status(404))
		calm(t, a)
	})
}
