package press_test

import (
	"bytes"
	"compress/gzip"
	"html/template"
	"io"
	"strings"
	"testing"

	"dealervoice/cmd/internal/web/respondweb/press"
)

const source = `<form><input value="{{.Slot "sid"}}">{{.Open "rows"}}{{range $r := .Rows}}{{$.Part}}<p>{{$r}}</p>{{end}}{{.Close}}<b>{{.Text}}</b></form>`

type data struct {
	press.Marks
	Rows []string
	Text string
}

func cut(t *testing.T, d data) *press.Page {
	t.Helper()
	var b strings.Builder
	if err := template.Must(template.New("").Parse(source)).Execute(&b, d); err != nil {
		t.Fatal(err)
	}
	p, err := press.Cut(d.Marks, b.String())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func unzip(t *testing.T, raw []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	r.Multistream(false) // one member, as browsers read it
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("gunzip: %v", err)
	}
	return string(out)
}

func TestAPageIsFilledTheSamePlainAndCompressed(t *testing.T) {
	long := strings.Repeat("经销商 dealer ", 20_000) // longer than one stored block and than the window
	p := cut(t, data{Marks: press.NewMarks(), Rows: []string{"一", "二", "<三>"}, Text: long})
	reverse := func(_ string, n int) []int {
		out := make([]int, n)
		for i := range out {
			out[i] = n - 1 - i
		}
		return out
	}
	for _, c := range []struct {
		name, want string
		fill       press.Fill
	}{
		{"as cut", `<form><input value="3.ab"><p>一</p><p>二</p><p>&lt;三&gt;</p><b>` + long + `</b></form>`,
			press.Fill{Slots: map[string]string{"sid": "3.ab"}}},
		{"reversed, with nothing in the slot", `<form><input value=""><p>&lt;三&gt;</p><p>二</p><p>一</p><b>` + long + `</b></form>`,
			press.Fill{Order: reverse}},
		{"with a slot longer than a stored block", `<form><input value="` + long + `"><p>一</p><p>二</p><p>&lt;三&gt;</p><b>` + long + `</b></form>`,
			press.Fill{Slots: map[string]string{"sid": long}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var plain, packed bytes.Buffer
			p.Plain(&plain, c.fill)
			p.Gzip(&packed, c.fill)
			if plain.String() != c.want {
				t.Errorf("plain: %.200q", plain.String())
			}
			if got := unzip(t, packed.Bytes()); got != c.want {
				t.Errorf("compressed: %.200q", got)
			}
		})
	}
}

func TestWithoutMarksTheTemplateRendersAsIs(t *testing.T) {
	var b bytes.Buffer
	cut(t, data{Rows: []string{"a"}, Text: "x"}).Plain(&b, press.Fill{})
	if b.String() != `<form><input value=""><p>a</p><b>x</b></form>` {
		t.Errorf("got %q", b.String())
	}
}

func TestMarksInTheWrongPlaceAreAnError(t *testing.T) {
	m := press.NewMarks()
	for name, page := range map[string]string{
		"a part outside any group":       string(m.Part()),
		"a group without an end":         string(m.Open("g")) + string(m.Part()) + "x",
		"text in a group before a part":  string(m.Open("g")) + "x" + string(m.Part()) + string(m.Close()),
		"an end without a group":         "x" + string(m.Close()),
		"a group that ends at once open": string(m.Open("g")),
	} {
		if _, err := press.Cut(m, page); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func BenchmarkGzip(b *testing.B) {
	m := press.NewMarks()
	page := strings.Repeat("<p>经销商 dealer</p>", 700) + m.Slot("sid") + "</form>"
	p, err := press.Cut(m, page)
	if err != nil {
		b.Fatal(err)
	}
	var buf bytes.Buffer
	for b.Loop() {
		buf.Reset()
		p.Gzip(&buf, press.Fill{Slots: map[string]string{"sid": "3.pabc.def"}})
	}
}
