package apptest

// A client that keeps cookies and follows redirects as a browser does.

import (
	"bytes"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"dealervoice/survey/language"
)

// Client is one person at a browser.
type Client struct {
	T        testing.TB
	Base     string
	Language language.Tag // sent as Accept-Language
	jar      *cookiejar.Jar
}

// Request is one request that is sent as it stands.
type Request struct {
	Method string // GET if empty
	Path   string // below Base, or a whole address
	Body   string
	Type   string // Content-Type
	Header http.Header
}

// maxHops bounds a chain of redirects.
const maxHops = 5

// Get opens a page and follows redirects.
func (c *Client) Get(path string) *Page {
	c.T.Helper()
	return c.follow(c.Send(Request{Path: path}))
}

// Post sends a form's values and follows redirects: for requests that no page
// offers. What a page offers is sent by Form.
func (c *Client) Post(path string, values url.Values) *Page {
	c.T.Helper()
	return c.follow(c.Send(Request{
		Method: http.MethodPost, Path: path, Type: "application/x-www-form-urlencoded", Body: values.Encode(),
	}))
}

// Send sends one request and does not follow redirects.
func (c *Client) Send(r Request) *Page {
	c.T.Helper()
	if r.Method == "" {
		r.Method = http.MethodGet
	}
	target := r.Path
	if !strings.Contains(target, "://") {
		target = c.Base + target
	}
	req, err := http.NewRequestWithContext(c.T.Context(), r.Method, target, strings.NewReader(r.Body))
	if err != nil {
		c.T.Fatalf("%s %s: %v", r.Method, r.Path, err)
	}
	for k, v := range r.Header {
		req.Header[k] = v
	}
	if r.Type != "" {
		req.Header.Set("Content-Type", r.Type)
	}
	if req.Header.Get("Accept-Language") == "" {
		req.Header.Set("Accept-Language", string(c.Language))
	}
	client := http.Client{
		Jar:           c.jar,
		Timeout:       60 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := client.Do(req)
	if err != nil {
		c.T.Fatalf("%s %s: %v", r.Method, r.Path, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		c.T.Fatalf("%s %s: read answer: %v", r.Method, r.Path, err)
	}
	return c.page(resp, body)
}

func (c *Client) page(resp *http.Response, body []byte) *Page {
	c.T.Helper()
	p := &Page{client: c, Status: resp.StatusCode, Header: resp.Header, Body: string(body), URL: resp.Request.URL, request: resp.Request.Method}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
		if err != nil {
			c.T.Fatalf("%s: read page: %v", p, err)
		}
		p.Doc = doc
	}
	return p
}

// follow goes where redirects lead, by GET, and remembers their status codes.
func (c *Client) follow(p *Page) *Page {
	c.T.Helper()
	var hops []int
	for p.Status >= 300 && p.Status < 400 && p.Header.Get("Location") != "" {
		if p.Status == http.StatusTemporaryRedirect || p.Status == http.StatusPermanentRedirect {
			c.T.Fatalf("%s: redirect %d would send the form again", p, p.Status)
		}
		hops = append(hops, p.Status)
		if len(hops) > maxHops {
			c.T.Fatalf("%s: redirected %d times", p, len(hops))
		}
		to, err := p.URL.Parse(p.Header.Get("Location"))
		if err != nil {
			c.T.Fatalf("%s: Location: %v", p, err)
		}
		p = c.Send(Request{Path: to.String()})
	}
	p.Hops = hops
	return p
}

// Forget drops the cookies: another browser, the same person.
func (c *Client) Forget() {
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.T.Fatal(err)
	}
	c.jar = jar
}
