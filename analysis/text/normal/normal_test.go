package normal_test

import (
	"testing"
	"unicode/utf8"

	"dealervoice/analysis/text/normal"
)

func TestString(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"traditional becomes simplified", "經銷商態度差，返點慢", "经销商态度差,返点慢"},
		{"full width becomes half width", "ＳＫＵ太多　了！", "sku太多 了!"},
		{"case is folded", "APP Crashes", "app crashes"},
		{"quotes and dashes are plain", "can’t re‑order — “late”", "can't re-order - \"late\""},
		{"zero-width and control characters go", "返\u200b利\u0007慢\ufeff", "返利慢"},
		{"accents go", "Café naïve", "cafe naive"},
		{"compatibility forms are taken apart", "㎏ ① ﬁne", "kg 1 fine"},
		{"broken UTF-8 goes", "返\xff利", "返利"},
		{"Chinese stops become plain", "慢。差、贵", "慢.差,贵"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := normal.String(c.in); got != c.want {
				t.Errorf("String(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestSpanGivesTheOriginalWords(t *testing.T) {
	const original = "說：返\u200b點Ｃafé慢"
	var text normal.Text
	text.Set(original)
	if got := string(text.Runes); got != "说:返点cafe慢" {
		t.Fatalf("runes = %q", got)
	}
	for _, c := range []struct {
		from, to int
		want     string
	}{{0, 1, "說"}, {2, 4, "返\u200b點"}, {4, 8, "Ｃafé"}, {8, 9, "慢"}, {2, 3, "返"}, {9, 9, ""}} {
		start, end := text.Span(original, c.from, c.to)
		if got := original[start:end]; got != c.want {
			t.Errorf("span %d..%d = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func FuzzSet(f *testing.F) {
	for _, s := range []string{"", "返利慢", "Ａ\xff\u200d", "ﷺ", "İstanbul n't"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var text normal.Text
		text.Set(s)
		if len(text.At) != len(text.Runes)+1 {
			t.Fatalf("%d places for %d runes", len(text.At), len(text.Runes))
		}
		if !utf8.ValidString(string(text.Runes)) {
			t.Fatalf("not valid: %q", string(text.Runes))
		}
		for i := range text.Runes {
			start, end := text.Span(s, i, i+1)
			if start >= end || end > len(s) || int(text.At[i]) > int(text.At[i+1]) {
				t.Fatalf("rune %d spans %d..%d of %d", i, start, end, len(s))
			}
		}
	})
}
