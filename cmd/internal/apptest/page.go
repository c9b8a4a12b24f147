package apptest

// What came back.

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Page is an answer of the server. Doc is nil unless it is HTML.
type Page struct {
	Status  int
	Header  http.Header
	Body    string
	Doc     *goquery.Document
	URL     *url.URL
	Hops    []int // status codes of the redirects on the way here
	client  *Client
	request string
}

// String names the page in messages.
func (p *Page) String() string {
	return fmt.Sprintf("%s %s -> %d", p.request, p.URL.RequestURI(), p.Status)
}

// Check is something a page shall be. It returns what is wrong, "" if nothing.
type Check func(p *Page) string

// Expect fails the test for each check that does not hold, and then shows the
// main text of the page once.
func (p *Page) Expect(checks ...Check) *Page {
	p.client.T.Helper()
	failed := false
	for _, c := range checks {
		if wrong := c(p); wrong != "" {
			failed = true
			p.client.T.Errorf("%s: %s", p, wrong)
		}
	}
	if failed {
		p.client.T.Logf("the page says: %s", p.Gist())
	}
	return p
}

// Gist is the beginning of what a reader sees.
func (p *Page) Gist() string {
	text := p.Body
	if p.Doc != nil {
		main := p.Doc.Find("main")
		if main.Length() == 0 {
			main = p.Doc.Find("body")
		}
		text = main.Text()
	}
	runes := []rune(squeeze(text))
	if len(runes) > 600 {
		runes = append(runes[:600], '…')
	}
	return string(runes)
}

// Find returns the elements of a selector.
func (p *Page) Find(selector string) *goquery.Selection {
	p.client.T.Helper()
	if p.Doc == nil {
		p.client.T.Fatalf("%s: is no HTML but %s: %.200s", p, p.Header.Get("Content-Type"), p.Body)
	}
	return p.Doc.Find(selector)
}

// Text is what the first element of a selector says; the test fails without one.
func (p *Page) Text(selector string) string {
	p.client.T.Helper()
	s := p.Find(selector)
	if s.Length() == 0 {
		p.client.T.Fatalf("%s: has no %s; it says: %s", p, selector, p.Gist())
	}
	return squeeze(s.First().Text())
}

// Follow opens the address in the href of the first element of a selector.
func (p *Page) Follow(selector string) *Page {
	p.client.T.Helper()
	href, ok := p.Find(selector).First().Attr("href")
	if !ok {
		p.client.T.Fatalf("%s: %s leads nowhere", p, selector)
	}
	return p.client.Get(p.resolve(href))
}

func (p *Page) resolve(ref string) string {
	p.client.T.Helper()
	u, err := p.URL.Parse(ref)
	if err != nil {
		p.client.T.Fatalf("%s: address %q: %v", p, ref, err)
	}
	return u.String()
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
