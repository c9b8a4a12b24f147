package survey

import (
	"strings"
	"testing"
)

func TestSlugs(t *testing.T) {
	for slug, want := range map[string]bool{
		"dealer-quarterly": true, "a": true, "2026-q4": true, strings.Repeat("a", maxSlug): true,
		"": false, "new": false, "Dealer": false, "a--b": false, "-a": false, "a-": false, "a/b": false,
		"经销商": false, "a b": false, "a.b": false, "../x": false, "a\n": false, strings.Repeat("a", maxSlug+1): false,
	} {
		if got := checkSlug(slug) == nil; got != want {
			t.Errorf("%q accepted: %v", slug, got)
		}
	}
}

func TestSlugify(t *testing.T) {
	for title, want := range map[string]string{
		"Dealer quarterly satisfaction survey": "dealer-quarterly-satisfaction-survey",
		"  R&D <5%: what's new? ":              "r-d-5-what-s-new",
		"经销商季度满意度调查":                           "",
		"经销商 Q4":                               "q4",
		strings.Repeat("word ", 30):            strings.TrimSuffix(strings.Repeat("word-", 12), "-"),
	} {
		if got := Slugify(title); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
		if got := Slugify(title); got != "" && checkSlug(got) != nil {
			t.Errorf("%q becomes %q, which is no slug", title, got)
		}
	}
}
