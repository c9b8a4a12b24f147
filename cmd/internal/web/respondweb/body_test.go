package respondweb

import (
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"dealervoice/survey/fault"
)

func FuzzBody(f *testing.F) {
	f.Add("application/x-www-form-urlencoded", "q1=1&q2=%E4%B8%80&_end=1")
	f.Add("application/x-www-form-urlencoded", "a=%zz&b=1;c=2&=&&%00=%ff")
	f.Add("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n")
	f.Add("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"f\"\r\n\r\n1\r\n--x")
	f.Fuzz(func(t *testing.T, kind, in string) {
		r := httptest.NewRequest("POST", "/s/x", strings.NewReader(in))
		r.Header.Set("Content-Type", kind)
		b, err := readBody(httptest.NewRecorder(), r)
		if err != nil && fault.From(err) == nil {
			t.Fatalf("a failure that is no fault: %v", err)
		}
		n := 0
		for name, values := range b.fields {
			for _, v := range append(values, name) {
				if !utf8.ValidString(v) || strings.ContainsAny(v, "\x00\r") {
					t.Fatalf("%q was not cleaned", v)
				}
			}
			n += len(values)
		}
		if n > maxFields {
			t.Fatalf("%d fields were read", n)
		}
	})
}

func TestCleanTextIsLeftAloneAndTheRestIsCleaned(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "abc": "abc", "中文😀": "中文😀", "a\nb": "a\nb", "a\r\nb\rc": "a\nb\nc", "中\r\n文": "中\n文", "a\x00b": "ab", "中\x00": "中",
		"\xff": "\uFFFD", "中\xff\xfe": "中\uFFFD", "a\xed\xa0\x80": "a\uFFFD",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}
