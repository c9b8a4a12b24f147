package language_test

import (
	"testing"

	"dealervoice/survey/language"
)

func TestAccept(t *testing.T) {
	for _, c := range []struct {
		name, header string
		want         language.Tag
	}{
		{"a Chinese phone", "zh-CN,zh;q=0.9,en;q=0.8", language.Chinese},
		{"Taiwan reads Chinese", "zh-TW", language.Chinese},
		{"French first, then English", "fr-FR,fr;q=0.9,en;q=0.5", language.English},
		{"nothing we speak falls back", "fr,de", language.Chinese},
		{"no header falls back", "", language.Chinese},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := language.Accept(c.header, language.Chinese); got != c.want {
				t.Errorf("Accept(%q) = %q, want %q", c.header, got, c.want)
			}
		})
	}
}

func TestTextFallsBackToTheOtherLanguage(t *testing.T) {
	if got := (language.Text{EN: "Rebate"}).In(language.Chinese); got != "Rebate" {
		t.Errorf("got %q", got)
	}
	if got := (language.Text{ZH: "返利"}).In(language.English); got != "返利" {
		t.Errorf("got %q", got)
	}
}
