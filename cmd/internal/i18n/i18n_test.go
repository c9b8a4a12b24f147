package i18n_test

import (
	"testing"
	"testing/fstest"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/language"
)

func load(t *testing.T, en, zh string) *i18n.Catalogue {
	t.Helper()
	c, err := i18n.Load(fstest.MapFS{
		"messages/en/x.json":    {Data: []byte(en)},
		"messages/zh-CN/x.json": {Data: []byte(zh)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSpeakerFillsPlaceholdersAndChoosesPlurals(t *testing.T) {
	c := load(t,
		`{"x.hello": "Hello {{.Name}}", "x.n": {"one": "{{.Count}} answer", "other": "{{.Count}} answers"}}`,
		`{"x.hello": "{{.Name}}，您好", "x.n": {"other": "{{.Count}} 份回答"}}`)
	for _, want := range []struct {
		tag  language.Tag
		text string
		got  string
	}{
		{language.English, "Hello Li", c.In(language.English).T("x.hello", "Name", "Li")},
		{language.Chinese, "Li，您好", c.In(language.Chinese).T("x.hello", "Name", "Li")},
		{language.English, "1 answer", c.In(language.English).T("x.n", "Count", 1)},
		{language.English, "2 answers", c.In(language.English).T("x.n", "Count", 2)},
		{language.Chinese, "1 份回答", c.In(language.Chinese).T("x.n", "Count", 1)},
		{language.English, "[x.missing]", c.In(language.English).T("x.missing")},
	} {
		if want.got != want.text {
			t.Errorf("%s: got %q, want %q", want.tag, want.got, want.text)
		}
	}
}

func TestLoadRefusesAKeyThatStandsTwice(t *testing.T) {
	_, err := i18n.Load(fstest.MapFS{
		"messages/en/a.json": {Data: []byte(`{"x.a": "1"}`)},
		"messages/en/b.json": {Data: []byte(`{"x.a": "2"}`)},
	})
	if err == nil {
		t.Error("a double key was accepted")
	}
}

func BenchmarkT(b *testing.B) {
	c, err := i18n.Load(fstest.MapFS{"messages/en/x.json": {Data: []byte(`{"x.plain":"Plain","x.args":"Page {{.A}} of {{.B}}"}`)}})
	if err != nil {
		b.Fatal(err)
	}
	s := c.In(language.English)
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			s.T("x.plain")
		}
	})
	b.Run("args", func(b *testing.B) {
		for b.Loop() {
			s.T("x.args", "A", 1, "B", 2)
		}
	})
}
