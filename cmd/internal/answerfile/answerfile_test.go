package answerfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dealervoice/cmd/internal/answerfile"
	"dealervoice/feedback"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

const form = `{"title":"T","pages":[{"name":"p","elements":[
	{"type":"radiogroup","name":"one","choices":["a","b;c",3],"showOtherItem":true},
	{"type":"checkbox","name":"many","choices":["a","b;c","x、y",4]},
	{"type":"ranking","name":"order","choices":["u","v","w"]},
	{"type":"matrix","name":"grid","columns":[1,2,"na"],"rows":["r1","r.2"]},
	{"type":"comment","name":"why"},
	{"type":"text","name":"n","inputType":"number"},
	{"type":"boolean","name":"yes"},
	{"type":"rating","name":"nps","rateMin":0,"rateMax":10},
	{"type":"multipletext","name":"mt","items":[{"name":"i1"},{"name":"i2"}]},
	{"type":"paneldynamic","name":"pd","templateElements":[{"type":"text","name":"f"},{"type":"checkbox","name":"g","choices":["k","l"]}]}]}]}`

func load(t testing.TB) *definition.Definition {
	t.Helper()
	def, err := definition.Load([]byte(form))
	if err != nil {
		t.Fatal(err)
	}
	return def
}

// read reads a whole file.
func read(t testing.TB, in string, mapping ...string) (rows []feedback.Row, errs []string, ignored []string) {
	t.Helper()
	def := load(t)
	m, err := answerfile.ParseMapping(def, mapping)
	if err != nil {
		t.Fatal(err)
	}
	f := answerfile.File{Definition: def, Zone: time.FixedZone("CST", 8*3600), Mapping: m, Ignored: func(names []string) { ignored = names }}
	for row, err := range f.Rows(strings.NewReader(in)) {
		if err != nil {
			errs = append(errs, fmt.Sprintf("%d %s", row.Line, fault.From(err).Fields[0].Key))
			continue
		}
		rows = append(rows, row)
	}
	return rows, errs, ignored
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestAnExportReadsBackAsItWas is the round trip of both formats, with answers
// that try to break out of their cells.
func TestAnExportReadsBackAsItWas(t *testing.T) {
	def := load(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom([]string{
			"=SUM(A1)", "'=x", "''-1", "-1", "+86 138", "@home", "a,b;c\"d\"", "二\n三", " lead", "tail ", "[1", "{x", "𠮷😀", "\t=1", "＝1", "0012", "'quoted'", "1e5", "NaN",
		})
		data := answer.Data{}
		put := func(key string, v any) {
			if rapid.Bool().Draw(rt, key) {
				data[key] = v
			}
		}
		put("one", rapid.SampledFrom([]any{"a", "b;c", 3.0}).Draw(rt, "one value"))
		put("many", rapid.SampledFrom([]any{[]any{"a"}, []any{"b;c"}, []any{"a", "b;c"}, []any{"x、y", 4.0}}).Draw(rt, "many value"))
		put("order", []any{"w", "u", "v"})
		put("grid", map[string]any{"r1": 2.0, "r.2": "na"})
		put("why", text.Draw(rt, "why value"))
		put("n", rapid.SampledFrom([]float64{-1, 0, 3.25, 1e6}).Draw(rt, "n value"))
		put("yes", rapid.Bool().Draw(rt, "yes value"))
		put("nps", 10.0)
		put("mt", map[string]any{"i1": text.Draw(rt, "i1")})
		put("pd", []any{map[string]any{"f": text.Draw(rt, "f"), "g": []any{"k", "l"}}, map[string]any{"f": "2"}})
		if rapid.Bool().Draw(rt, "other") {
			data["one"], data["one-Comment"] = "other", text.Draw(rt, "other text")
		}
		clean, errs := answer.Gate(def, data)
		if len(errs) > 0 {
			rt.Fatalf("the test's own answers are refused: %v", errs)
		}
		at := time.Date(2026, 11, 23, 1, 2, 3, 456789000, time.UTC)
		in := feedback.Record{
			ID: feedback.ID(text.Draw(rt, "id")), Version: 2, Language: "en", Wave: 3, Submitted: &at, Data: clean,
			Attributes: map[string]string{"region": "华东", "note": "=1+1"},
		}
		in.ID = feedback.ID(strings.TrimSpace(string(in.ID)))
		for format, raw := range map[string]string{"csv": csvOf(t, def, in), "jsonl": jsonOf(t, in)} {
			rows, bad, _ := read(t, raw)
			if len(rows) != 1 || len(bad) != 0 {
				rt.Fatalf("%s: %d rows, %v\n%s", format, len(rows), bad, raw)
			}
			got := rows[0]
			data, errs := answer.Gate(def, got.Data)
			if len(errs) > 0 || asJSON(t, data) != asJSON(t, clean) {
				rt.Fatalf("%s: read back\n%s %v\nwant\n%s\nfrom %s", format, asJSON(t, data), errs, asJSON(t, clean), raw)
			}
			if got.ID != in.ID || got.Version != 2 || got.Language != "en" || got.Wave != 3 || !got.Submitted.Equal(at) || asJSON(t, got.Attributes) != asJSON(t, in.Attributes) {
				rt.Fatalf("%s: read back %+v", format, got)
			}
		}
	})
}

func csvOf(t testing.TB, def *definition.Definition, r feedback.Record) string {
	t.Helper()
	var b bytes.Buffer
	w, err := answerfile.NewCSVWriter(&b, []*definition.Definition{def}, []string{"note", "region"})
	if err == nil {
		err = errors.Join(w.Write(r), w.Flush())
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func jsonOf(t testing.TB, r feedback.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := answerfile.NewJSONWriter(&b).Write(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCellsOfACSVAreNoFormulas(t *testing.T) {
	def := load(t)
	raw := csvOf(t, def, feedback.Record{ID: "=id", Data: answer.Data{"why": "=HYPERLINK(1)", "n": -1.5}, Attributes: map[string]string{"note": "@x"}})
	for _, want := range []string{"\xEF\xBB\xBFid,", "'=id,", "'=HYPERLINK(1)", ",-1.5,", "'@x"} {
		if !strings.Contains(raw, want) {
			t.Errorf("%q is missing in %s", want, raw)
		}
	}
}

func TestOtherShapesAreMapped(t *testing.T) {
	in := `{"code":7,"text":"太慢","respondent":{"region":"西南","list":["x","y"]},"score":9,"sent":"2026-11-23 08:00"}`
	rows, errs, _ := read(t, in, "text=why", "respondent.region=attr:region", "respondent.list=attr:tags", "score=nps", "code=row:id", "sent=row:submitted")
	if len(errs) > 0 || len(rows) != 1 {
		t.Fatalf("%v %v", rows, errs)
	}
	r := rows[0]
	if r.ID != "7" || r.Data["why"] != "太慢" || r.Data["nps"] != 9.0 || r.Attributes["region"] != "西南" || r.Attributes["tags"] != "x;y" {
		t.Errorf("%+v", r)
	}
	if want := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC); !r.Submitted.Equal(want) {
		t.Errorf("submitted %v, want %v: times without offset are the installation's", r.Submitted, want)
	}
	rows, errs, ignored := read(t, "Comment,Zone,Waste\n“慢”,华东,x\n", "Comment=why", "Zone=attr:region")
	if len(errs) > 0 || rows[0].Data["why"] != "“慢”" || rows[0].Attributes["region"] != "华东" || strings.Join(ignored, ",") != "Waste" {
		t.Errorf("%+v %v %v", rows, errs, ignored)
	}
	for _, bad := range []string{"text", "=why", "text=", "text=nobody", "text=row:secret", "text=attr:"} {
		if _, err := answerfile.ParseMapping(load(t), []string{bad}); err == nil {
			t.Errorf("mapping %q was accepted", bad)
		}
	}
}

func TestBadLinesAreNamedAndTheRestGoesOn(t *testing.T) {
	long := `{"data":{"why":"` + strings.Repeat("x", 5<<20) + `"}}`
	for _, c := range []struct {
		name, in string
		rows     int
		errs     string
	}{
		{"JSON lines", "{\"data\":{\"why\":\"1\"}}\n[1]\nnull\n{\"data\":\n\n  {\"data\":{\"why\":\"2\"}}", 2, "2 respond.import.json; 3 respond.import.json; 4 respond.import.json"},
		{"a line without end", "{\"data\":{}}\n" + long + "\n{\"data\":{\"why\":\"3\"}}", 2, "2 respond.import.long"},
		{"parts that cannot be read", `{"submitted":"soon","data":{}}` + "\n" + `{"version":"x","data":{}}` + "\n" + `{"wave":1.5,"data":{}}`, 0,
			"1 respond.import.time; 2 respond.import.number; 3 respond.import.number"},
		{"ragged CSV", "why,n\na,1\nb\nc,2,3\nd,4\n", 2, "3 respond.import.ragged; 4 respond.import.ragged"},
		{"CSV with broken quotes", "why,n\na,1\n\"b,2\nc,3\n", 1, "3 respond.import.quotes"},
		{"CSV of other questions", "foo,bar\n1,2\n", 0, "1 respond.import.header"},
		{"CSV in GBK", "why\n\xC2\xFD\nok\n", 1, "2 respond.import.utf8"},
		{"an empty file", "", 0, ""},
		{"a file of spaces", " \n \n", 0, "1 respond.import.header"},
		{"semicolons and CR LF", "\xEF\xBB\xBFwhy;n\r\na;1\r\n\r\nb;2\r\n", 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, errs, _ := read(t, c.in)
			if len(rows) != c.rows || strings.Join(errs, "; ") != c.errs {
				t.Errorf("%d rows, %q", len(rows), errs)
			}
		})
	}
}

// torn is a file whose disk fails.
type torn struct{ left io.Reader }

func (r torn) Read(p []byte) (int, error) {
	n, err := r.left.Read(p)
	if errors.Is(err, io.EOF) {
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}

func TestAFileThatCannotBeReadIsNoBadRow(t *testing.T) {
	for _, in := range []string{"{\"data\":{}}\n{\"da", "why\na\n\"b"} {
		var last error
		f := answerfile.File{Definition: load(t), Zone: time.UTC}
		for _, err := range f.Rows(torn{strings.NewReader(in)}) {
			last = err
		}
		if !errors.Is(last, io.ErrUnexpectedEOF) || fault.From(last) != nil {
			t.Errorf("%q: %v", in, last)
		}
	}
}

func TestTheCodebookNamesEveryColumnAndValue(t *testing.T) {
	var b bytes.Buffer
	if err := answerfile.WriteCodebook(&b, []*definition.Definition{load(t)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\ngrid.r1,grid,matrix,", "\ngrid.r1,grid,matrix,,,na,na,na\r", "\none-Comment,one,comment,", "\nmany,many,checkbox,,,b;c,", "\nmt.i2,mt,", "\npd,pd,paneldynamic,", "\nnps,nps,rating,,,10,"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
}

func FuzzRows(f *testing.F) {
	f.Add("why,n\na,1\n")
	f.Add(`{"id":1,"data":{"pd":[{"f":"x"}],"grid":{"r1":1}},"attributes":{"a":[]}}`)
	f.Add("many;pd\n\"[\"\"a\"\"]\";[{}]\n")
	f.Fuzz(func(t *testing.T, in string) {
		read(t, in)
		read(t, in, "a.b=why", "n=n", "x=row:submitted")
	})
}
