package english_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dealervoice/analysis/text/english"
)

func words(text string) string {
	var out []string
	for _, t := range english.Tokens([]rune(text), nil) {
		out = append(out, t.Word)
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"contractions keep their negation", "i can't, won't and didn't.", "i can not will not and did not"},
		{"also without apostrophe", "they dont and cannot", "they do not and can not"},
		{"a hyphen separates", "re-order back-order", "re order back order"},
		{"possessives go", "the rep's visit, we're late", "the rep visit we late"},
		{"numbers keep point and comma", "2.5 times 1,000.", "2.5 times 1,000"},
		{"Chinese is left alone", "app老是timeout了", "app timeout"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := words(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		word string
		want []string
		not  string
	}{
		{"delayed", []string{"delay"}, ""}, {"shipping", []string{"ship"}, ""}, {"arrived", []string{"arrive"}, ""},
		{"caring", []string{"care"}, "car"}, {"deliveries", []string{"delivery"}, ""}, {"boxes", []string{"box"}, ""},
		{"paid", []string{"pay"}, ""}, {"quickly", []string{"quick"}, ""}, {"process", []string{"process"}, "proces"},
		{"status", []string{"status"}, "statu"}, {"ordering", []string{"order"}, ""}, {"stopped", []string{"stop"}, ""},
		{"easily", []string{"easy"}, ""}, {"visits", []string{"visit"}, ""}, {"calling", []string{"call"}, ""},
	} {
		forms := english.Forms(c.word, nil)
		for _, w := range c.want {
			if !slices.Contains(forms, w) {
				t.Errorf("forms of %s = %v, want %s among them", c.word, forms, w)
			}
		}
		if c.not != "" && slices.Contains(forms, c.not) {
			t.Errorf("forms of %s = %v, must not hold %s", c.word, forms, c.not)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("don't 1,000.5 a's")
	f.Fuzz(func(t *testing.T, s string) {
		runes := []rune(s)
		for _, tok := range english.Tokens(runes, nil) {
			if tok.Start < 0 || tok.Start >= tok.End || tok.End > len(runes) || !utf8.ValidString(tok.Word) {
				t.Fatalf("token %+v of %d runes", tok, len(runes))
			}
			english.Forms(tok.Word, nil)
			english.Base(tok.Word)
		}
	})
}
