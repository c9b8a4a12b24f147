package apptest

// What every page of the product must be, whatever it is about: usable with a
// screen reader, within the content security policy, without a template's
// leftovers.

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// WellMade wants the page to keep the rules that hold for all pages.
func WellMade() Check {
	return func(p *Page) string {
		if p.Doc == nil {
			return "is no HTML page"
		}
		var wrong []string
		for _, rule := range []func(*Page) []string{structure, inline, references, named, leftovers} {
			wrong = append(wrong, rule(p)...)
		}
		return strings.Join(wrong, "; ")
	}
}

// structure: language, title, one heading, made for a phone.
func structure(p *Page) (wrong []string) {
	if lang := p.Find("html").AttrOr("lang", ""); lang != "zh-CN" && lang != "en" {
		wrong = append(wrong, fmt.Sprintf("html has lang %q", lang))
	}
	if squeeze(p.Find("head title").Text()) == "" {
		wrong = append(wrong, "has no title")
	}
	if n := p.Find("h1").Length(); n != 1 {
		wrong = append(wrong, fmt.Sprintf("has %d first headings", n))
	}
	if p.Find("meta[name=viewport]").Length() == 0 {
		wrong = append(wrong, "has no viewport")
	}
	if p.Find("main").Length() != 1 {
		wrong = append(wrong, "has no main part")
	}
	return wrong
}

// inline: what the content security policy blocks would not work.
func inline(p *Page) (wrong []string) {
	if p.Find("style").Length() > 0 {
		wrong = append(wrong, "has an inline stylesheet")
	}
	p.Find("script:not([src])").Each(func(_ int, s *goquery.Selection) {
		if kind := s.AttrOr("type", ""); kind != "application/json" {
			wrong = append(wrong, "has an inline script")
		}
	})
	p.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Get(0).Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				wrong = append(wrong, fmt.Sprintf("<%s %s=%q>", goquery.NodeName(s), a.Key, a.Val))
			}
			if a.Key == "src" || a.Key == "href" && s.Is("link") || a.Key == "action" || a.Key == "formaction" || a.Key == "srcset" {
				if u, err := url.Parse(a.Val); err != nil || u.Host != "" && u.Host != p.URL.Host {
					wrong = append(wrong, fmt.Sprintf("<%s %s=%q> leads elsewhere", goquery.NodeName(s), a.Key, a.Val))
				}
			}
		}
	})
	return wrong
}

// references: ids stand once, and what refers to one finds it.
func references(p *Page) (wrong []string) {
	ids := map[string]int{}
	p.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
	for id, n := range ids {
		if n > 1 || id == "" {
			wrong = append(wrong, fmt.Sprintf("id %q stands %d times", id, n))
		}
	}
	for _, attr := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form"} {
		p.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
			for ref := range strings.FieldsSeq(s.AttrOr(attr, "")) {
				if ids[ref] == 0 {
					wrong = append(wrong, fmt.Sprintf("%s=%q refers to nothing", attr, ref))
				}
			}
		})
	}
	p.Find("a[href^='#']").Each(func(_ int, s *goquery.Selection) {
		if to := strings.TrimPrefix(s.AttrOr("href", ""), "#"); to != "" && ids[to] == 0 {
			wrong = append(wrong, fmt.Sprintf("link to #%s leads nowhere", to))
		}
	})
	return wrong
}

// named: a screen reader has a name for each control, link and picture.
func named(p *Page) (wrong []string) {
	p.Find("input, select, textarea").Not("[type=hidden], [type=submit], [type=button]").Each(func(_ int, s *goquery.Selection) {
		if !labelled(p, s) {
			wrong = append(wrong, fmt.Sprintf("field %q has no label", s.AttrOr("name", "")))
		}
	})
	p.Find("button, a[href], summary, th[scope]").Each(func(_ int, s *goquery.Selection) {
		if squeeze(s.Text()) == "" && s.AttrOr("aria-label", "") == "" && s.Find("img[alt]:not([alt='']), svg[aria-label], svg title").Length() == 0 {
			html, _ := goquery.OuterHtml(s)
			wrong = append(wrong, fmt.Sprintf("%.80s says nothing", html))
		}
	})
	p.Find("img:not([alt])").Each(func(_ int, s *goquery.Selection) {
		wrong = append(wrong, fmt.Sprintf("picture %q has no text", s.AttrOr("src", "")))
	})
	p.Find("fieldset").Each(func(_ int, s *goquery.Selection) {
		if squeeze(s.ChildrenFiltered("legend").Text()) == "" && s.AttrOr("aria-label", "") == "" && s.AttrOr("aria-labelledby", "") == "" {
			wrong = append(wrong, "a group of fields has no legend")
		}
	})
	return wrong
}

// labelled tells whether a control has a label with words in it.
func labelled(p *Page, s *goquery.Selection) bool {
	if s.AttrOr("aria-label", "") != "" {
		return true
	}
	if squeeze(s.Closest("label").Text()) != "" {
		return true
	}
	texts := ""
	for ref := range strings.FieldsSeq(s.AttrOr("aria-labelledby", "")) {
		texts += p.Find("[id='" + ref + "']").Text()
	}
	if id := s.AttrOr("id", ""); id != "" {
		texts += p.Find("label[for='" + id + "']").Text()
	}
	return squeeze(texts) != ""
}

// leftover is what templates and fmt leave in a page when something is missing.
var leftover = regexp.MustCompile(`<no value>|&lt;no value&gt;|%!\w?\(|\bZgotmplZ\b|\[object Object\]|\{\{|\bNaN\b|0001-01-01`)

func leftovers(p *Page) []string {
	if m := leftover.FindString(p.Body); m != "" {
		return []string{"has the leftover " + m}
	}
	return nil
}
