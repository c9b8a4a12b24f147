package apptest

// Checks that read like sentences.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Status wants the status code.
func Status(code int) Check {
	return func(p *Page) string {
		if p.Status != code {
			return fmt.Sprintf("want status %d", code)
		}
		return ""
	}
}

// At wants the page to be at a path, after redirects.
func At(path string) Check {
	return func(p *Page) string {
		if p.URL.Path != path {
			return "want to be at " + path
		}
		return ""
	}
}

// Via wants the redirects on the way to have had these status codes.
func Via(codes ...int) Check {
	return func(p *Page) string {
		if !slices.Equal(p.Hops, codes) {
			return fmt.Sprintf("came by redirects %v, want %v", p.Hops, codes)
		}
		return ""
	}
}

// Says wants an element of the selector whose text contains the words.
func Says(selector, words string) Check {
	return func(p *Page) string {
		var said []string
		found := false
		p.Find(selector).Each(func(_ int, s *goquery.Selection) {
			text := squeeze(s.Text())
			said = append(said, text)
			found = found || strings.Contains(text, words)
		})
		if !found {
			return fmt.Sprintf("%s says %q, want %q", selector, said, words)
		}
		return ""
	}
}

// Has wants at least one element of the selector.
func Has(selector string) Check {
	return func(p *Page) string {
		if p.Find(selector).Length() == 0 {
			return "has no " + selector
		}
		return ""
	}
}

// None wants no element of the selector.
func None(selector string) Check {
	return func(p *Page) string {
		if s := p.Find(selector); s.Length() > 0 {
			return fmt.Sprintf("has %s, which says %q", selector, squeeze(s.First().Text()))
		}
		return ""
	}
}

// Count wants n elements of the selector.
func Count(selector string, n int) Check {
	return func(p *Page) string {
		if got := p.Find(selector).Length(); got != n {
			return fmt.Sprintf("has %d times %s, want %d", got, selector, n)
		}
		return ""
	}
}

// Attr wants the first element of the selector to have the attribute's value.
func Attr(selector, name, value string) Check {
	return func(p *Page) string {
		if got, ok := p.Find(selector).First().Attr(name); !ok || got != value {
			return fmt.Sprintf("%s has %s=%q, want %q", selector, name, got, value)
		}
		return ""
	}
}

// Holds wants a field of any form on the page to hold the values.
func Holds(field string, values ...string) Check {
	return func(p *Page) string {
		var got []string
		p.Find("form").Each(func(_ int, s *goquery.Selection) {
			for _, e := range successful(s) {
				if e.name == field {
					got = append(got, e.value)
				}
			}
		})
		if !slices.Equal(got, values) {
			return fmt.Sprintf("field %s holds %q, want %q", field, got, values)
		}
		return ""
	}
}

// Secret wants the words nowhere in the answer, not even where nobody sees them.
func Secret(words string) Check {
	return func(p *Page) string {
		if strings.Contains(p.Body, words) {
			return fmt.Sprintf("betrays %q", words)
		}
		return ""
	}
}
