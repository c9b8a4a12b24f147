package api_test

// The same answers, good and bad, through form, interface and import: one
// decision, and the same thing stored. Where an entrance is stricter by nature
// (a form has fields of its own, a program has none) the case says so.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dealervoice/cmd/internal/answerfile"
	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/db/dbtest"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// alike are answers as fields of a form and as data; at is the question that all
// three entrances must blame, want what all three must store.
var alike = []struct{ row, name, fields, data, at, want string }{
	{"A2", "a hidden question", "q1=1&hidden=x", `{"q1":"1","hidden":"x"}`, "", `{"q1":"1"}`},
	{"A3", "an option of no question", "q1=9", `{"q1":"9"}`, "q1", ""},
	{"A3", "an option of another question", "q1=a", `{"q1":"a"}`, "q1", ""},
	{"A4", "two answers to one choice", "q1=1&q1=2", `{"q1":["1","2"]}`, "q1", ""},
	{"A4", "one option many times", "q1=1&q4=a&q4=a&q4=b", `{"q1":"1","q4":["a","a","b"]}`, "", `{"q1":"1","q4":["a","b"]}`},
	{"A5", "none and others", "q1=1&q4=none&q4=a", `{"q1":"1","q4":["none","a"]}`, "q4", ""},
	{"A6", "too many choices", "q1=1&q4=a&q4=b&q4=c", `{"q1":"1","q4":["a","b","c"]}`, "q4", ""},
	{"A6", "a ranking with a tie", "q1=1&rank=x&rank=x&rank=y", `{"q1":"1","rank":["x","x","y"]}`, "rank", ""},
	{"A6", "a ranking that misses one", "q1=1&rank=x", `{"q1":"1","rank":["x"]}`, "rank", ""},
	{"A6", "a column that is not there", "q1=1&m.r1=9", `{"q1":"1","m":{"r1":9}}`, "m", ""},
	{"A7", "a required question left out", "q5=x", `{"q5":"x"}`, "q1", ""},
	{"A7", "a required question with nothing to see", "q1=%E2%80%8B%C2%A0&q5=x", `{"q1":"\u200b\u00a0","q5":"x"}`, "q1", ""},
	{"A8", "infinity", "q1=1&q3=1e309", `{"q1":"1","q3":"1e309"}`, "q3", ""},
	{"A8", "not a number", "q1=1&q3=NaN", `{"q1":"1","q3":"NaN"}`, "q3", ""},
	{"A8", "hexadecimal", "q1=1&q3=0x10", `{"q1":"1","q3":"0x10"}`, "q3", ""},
	{"A8", "underscores", "q1=1&q3=1_0", `{"q1":"1","q3":"1_0"}`, "q3", ""},
	{"A8", "Arabic digits", "q1=1&q3=%D9%A1%D9%A2", `{"q1":"1","q3":"١٢"}`, "q3", ""},
	{"A8", "four hundred digits", "q1=1&q3=" + strings.Repeat("9", 400), `{"q1":"1","q3":"` + strings.Repeat("9", 400) + `"}`, "q3", ""},
	{"A8", "what no float holds", "q1=1&q3=9007199254740993", `{"q1":"1","q3":9007199254740993}`, "q3", ""},
	{"A8", "full-width digits", "q1=1&q3=%EF%BC%91%EF%BC%92", `{"q1":"1","q3":"１２"}`, "", `{"q1":"1","q3":12}`},
	{"A8", "a comma for the point", "q1=1&q3=1%2C5", `{"q1":"1","q3":"1,5"}`, "", `{"q1":"1","q3":1.5}`},
	{"A8", "minus nothing", "q1=1&q3=-0", `{"q1":"1","q3":-0}`, "", `{"q1":"1","q3":0}`},
	{"A9", "above the scale", "q1=1&nps=11", `{"q1":"1","nps":11}`, "nps", ""},
	{"A9", "below the scale", "q1=1&nps=-1", `{"q1":"1","nps":-1}`, "nps", ""},
	{"A9", "between the points", "q1=1&nps=5.5", `{"q1":"1","nps":5.5}`, "nps", ""},
	{"A10", "30 February", "q1=1&day=2026-02-30", `{"q1":"1","day":"2026-02-30"}`, "day", ""},
	{"A10", "the year 0", "q1=1&day=0000-01-01", `{"q1":"1","day":"0000-01-01"}`, "day", ""},
	{"A10", "the far future", "q1=1&day=9999-12-31", `{"q1":"1","day":"9999-12-31"}`, "day", ""},
	{"A10", "a year in words", "q1=1&day=%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%96%E5%B9%B4", `{"q1":"1","day":"２０２６年"}`, "day", ""},
	{"A12", "one character over the limit", "q1=1&q2=" + strings.Repeat("x", 101), `{"q1":"1","q2":"` + strings.Repeat("x", 101) + `"}`, "q2", ""},
	{"A12", "exactly at the limit", "q1=1&q2=" + strings.Repeat("x", 100), `{"q1":"1","q2":"` + strings.Repeat("x", 100) + `"}`, "", `{"q1":"1","q2":"` + strings.Repeat("x", 100) + `"}`},
	{"A20", "a list where a text belongs", "q1=1&q5=x&q5=y", `{"q1":"1","q5":["x","y"]}`, "q5", ""},
	{"D1", "a NUL in a text", "q1=1&q2=a%00b", `{"q1":"1","q2":"a\u0000b"}`, "", `{"q1":"1","q2":"ab"}`},
	{"D2", "half of a surrogate pair", "q1=1&q2=%ED%A0%BDx", `{"q1":"1","q2":"\ud83dx"}`, "", "{\"q1\":\"1\",\"q2\":\"\uFFFDx\"}"},
	{"D3", "text that turns around", "q1=1&q2=a%E2%80%AEb", `{"q1":"1","q2":"a\u202eb"}`, "", "{\"q1\":\"1\",\"q2\":\"a\u202eb\"}"},
	{"D4", "fifty marks on a letter", "q1=1&q2=a" + strings.Repeat("%CC%81", 50), `{"q1":"1","q2":"a` + strings.Repeat("\u0301", 50) + `"}`, "", `{"q1":"1","q2":"a` + strings.Repeat("\u0301", 50) + `"}`},
	{"D5", "four-byte characters", "q1=1&q2=%F0%A0%AE%B7", `{"q1":"1","q2":"𠮷"}`, "", `{"q1":"1","q2":"𠮷"}`},
	{"D7", "letters of Turkey", "q1=1&q2=%C4%B0%C4%B1", `{"q1":"1","q2":"İı"}`, "", `{"q1":"1","q2":"İı"}`},
	{"D8", "line ends of all kinds", "q1=1&q2=a%0D%0Ab%0Dc%0Ad", `{"q1":"1","q2":"a\r\nb\rc\nd"}`, "", `{"q1":"1","q2":"a\nb\nc\nd"}`},
	{"D9", "words of templates", "q1=1&q2=%7B%7B.X%7D%7D%24%7B7*7%7D%25s", `{"q1":"1","q2":"{{.X}}${7*7}%s"}`, "", `{"q1":"1","q2":"{{.X}}${7*7}%s"}`},
	{"D12", "a formula", "q1=1&q5=%3DSUM(A1)", `{"q1":"1","q5":"=SUM(A1)"}`, "", `{"q1":"1","q5":"=SUM(A1)"}`},
	{"E1", "a script", "q1=1&q5=%3Cscript%3E", `{"q1":"1","q5":"<script>"}`, "", `{"q1":"1","q5":"<script>"}`},
}

func TestFormInterfaceAndImportDecideAlikeAboutBadInput(t *testing.T) {
	a := apptest.Start(t, dbtest.SQLite(t))
	c := enter(t, a, access.Analyst)
	byForm, byCall, byFile := c.publish("by-form", form(survey.Identified)), c.publish("by-call", form(survey.Identified)), c.publish("by-file", form(survey.Identified))
	visitor := a.Visitor(language.English)
	seen := map[string]map[string]bool{"by-form": {}, "by-call": {}, "by-file": {}}
	for i, x := range alike {
		t.Run(x.row+" "+x.name, func(t *testing.T) {
			call := *c
			call.t = t
			client := *visitor
			client.T = t
			want := strings.NewReplacer("<", `\u003c`, ">", `\u003e`).Replace(x.want)
			slip := client.Get("/s/by-form").Find("input[name=_sid]").AttrOr("value", "")
			p := client.Send(apptest.Request{Method: "POST", Path: "/s/by-form", Type: "application/x-www-form-urlencoded", Body: x.fields + "&_end=1&_sid=" + slip})
			at := ""
			if p.Status != 303 {
				at, _, _ = strings.Cut(p.Find(".q.bad [name]").AttrOr("name", ""), ".")
			}
			decided(t, "the form", p.Status == 303, at, x.at)
			got := call.hand("by-call", fmt.Sprint("k", i), `{"data":`+x.data+`}`)
			at = ""
			if got.Status == 422 {
				at = got.problem().Errors[0].Question
			}
			decided(t, "the interface", got.Status == 201, at, x.at)
			taken, at := imported(t, a, byFile, fmt.Sprintf(`{"id":"r%d","data":%s}`, i, x.data))
			decided(t, "the import", taken, at, x.at)
			for slug, into := range map[string]survey.Published{"by-form": byForm, "by-call": byCall, "by-file": byFile} {
				if got := added(t, a, into, seen[slug]); got != want {
					t.Errorf("%s stored %s, want %s", slug, got, want)
				}
			}
		})
	}
	calm(t, a)
}

// decided compares what an entrance did with what all of them must do.
func decided(t *testing.T, who string, taken bool, at, want string) {
	t.Helper()
	if taken != (want == "") || !taken && at != want {
		t.Errorf("%s took it: %v, blames %q, want %q", who, taken, at, want)
	}
}

// imported hands in a line of a file; at is the question that is blamed.
func imported(t *testing.T, a *apptest.App, into survey.Published, line string) (taken bool, at string) {
	t.Helper()
	file := answerfile.File{Definition: into.Edition.Definition, Zone: time.UTC}
	viewer := access.Viewer{UserID: "u", Roles: []access.Role{access.Admin}, Scope: access.Scope{Level: access.All}}
	done, err := a.Feedback.Import(context.Background(), viewer, feedback.Import{
		Into: into, Editions: a.Surveys, Rows: file.Rows(strings.NewReader(line + "\n")),
		Refused: func(_ feedback.Row, err error) { at = blamedBy(err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return done.Added == 1, at
}

// blamedBy is the question that a refusal is about.
func blamedBy(err error) string {
	var refused *fault.Error
	if !errors.As(err, &refused) || len(refused.Fields) == 0 {
		return ""
	}
	name, _, _ := strings.Cut(refused.Fields[0].Path, ".")
	return name
}

// added is the answer that was not there before; "" for none.
func added(t *testing.T, a *apptest.App, into survey.Published, seen map[string]bool) string {
	t.Helper()
	out := ""
	for _, r := range stored(t, a, into) {
		if seen[string(r.ID)] {
			continue
		}
		seen[string(r.ID)] = true
		raw, err := json.Marshal(r.Data)
		if err != nil {
			t.Fatal(err)
		}
		out += string(raw)
	}
	return out
}
