package apptest

// Filling and sending a form by the rules of HTML ("constructing the entry
// list"), in the order of the page.

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Form is a form of a page, being filled in. A mistake fails the test at once.
type Form struct {
	page  *Page
	form  *goquery.Selection
	files map[string]File
}

// File is attached to a file field.
type File struct {
	Name    string
	Content []byte
}

// entry is one name and value that is sent.
type entry struct{ name, value string }

// Form takes the one form of a selector.
func (p *Page) Form(selector string) *Form {
	p.client.T.Helper()
	s := p.Find(selector)
	if s.Length() != 1 || !s.Is("form") {
		p.client.T.Fatalf("%s: %d forms are %s, want one; it says: %s", p, s.Length(), selector, p.Gist())
	}
	return &Form{page: p, form: s, files: map[string]File{}}
}

// controls are the enabled controls of a form that have a name, in page order,
// those outside that point to it included.
func controls(form *goquery.Selection) *goquery.Selection {
	inside := form.Find("input, select, textarea, button")
	if id, ok := form.Attr("id"); ok {
		root := form.Closest("html")
		inside = root.Find("input, select, textarea, button").FilterFunction(func(_ int, s *goquery.Selection) bool {
			if ref, ok := s.Attr("form"); ok {
				return ref == id
			}
			return s.Closest("form").IsSelection(form)
		})
	}
	return inside.FilterFunction(func(_ int, s *goquery.Selection) bool {
		_, off := s.Attr("disabled")
		return !off && s.Closest("fieldset[disabled]").Length() == 0
	})
}

// successful lists what a form would send without a button being pressed.
func successful(form *goquery.Selection) []entry {
	var out []entry
	controls(form).Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("name", "")
		if name == "" {
			return
		}
		switch goquery.NodeName(s) {
		case "select":
			for _, v := range selected(s) {
				out = append(out, entry{name, v})
			}
		case "textarea":
			out = append(out, entry{name, newlines(s.AttrOr("data-filled", s.Text()))})
		case "input":
			switch s.AttrOr("type", "text") {
			case "checkbox", "radio":
				if _, on := s.Attr("checked"); on {
					out = append(out, entry{name, s.AttrOr("value", "on")})
				}
			case "submit", "image", "reset", "button", "file":
			default:
				out = append(out, entry{name, newlines(s.AttrOr("value", ""))})
			}
		}
	})
	return out
}

// selected are the values a select sends: if none is selected, a single one
// sends its first.
func selected(s *goquery.Selection) []string {
	var out []string
	options := s.Find("option").Not("[disabled]")
	options.Filter("[selected]").Each(func(_ int, o *goquery.Selection) { out = append(out, valueOf(o)) })
	if _, many := s.Attr("multiple"); many {
		return out
	}
	if len(out) == 0 && options.Length() > 0 {
		return []string{valueOf(options.First())}
	}
	return out[max(0, len(out)-1):]
}

func valueOf(option *goquery.Selection) string {
	if v, ok := option.Attr("value"); ok {
		return v
	}
	return squeeze(option.Text())
}

// newlines are sent as CR LF, whatever they were.
func newlines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", "\r\n")
}

// Set fills a field: the text of an input, the choices of boxes, buttons or a
// select. No values empty it.
func (f *Form) Set(name string, values ...string) *Form {
	t := f.page.client.T
	t.Helper()
	found := controls(f.form).FilterFunction(func(_ int, s *goquery.Selection) bool {
		return s.AttrOr("name", "") == name && !s.Is("button, input[type=submit], input[type=hidden], input[type=file]")
	})
	if found.Length() == 0 {
		t.Fatalf("%s: the form has no field %q to fill", f.page, name)
	}
	left := slices.Clone(values)
	take := func(v string) bool {
		i := slices.Index(left, v)
		if i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
		return i >= 0
	}
	found.Each(func(_ int, s *goquery.Selection) {
		switch {
		case s.Is("input[type=checkbox], input[type=radio]"):
			mark(s, "checked", take(s.AttrOr("value", "on")))
		case s.Is("select[multiple]"):
			s.Find("option").Not("[disabled]").Each(func(_ int, o *goquery.Selection) { mark(o, "selected", take(valueOf(o))) })
		case s.Is("select"): // one value; of several selects of one name each takes the next
			s.Find("option").Not("[disabled]").Each(func(_ int, o *goquery.Selection) {
				mark(o, "selected", len(left) > 0 && valueOf(o) == left[0])
			})
			if s.Find("option[selected]").Length() > 0 {
				left = left[1:]
			}
		case len(left) > 0:
			f.write(s, left[0])
			left = left[1:]
		case len(values) == 0:
			f.write(s, "")
		}
	})
	if len(left) > 0 {
		t.Fatalf("%s: field %q does not offer %q", f.page, name, left)
	}
	if found.Is("input[type=radio]") && len(values) > 1 {
		t.Fatalf("%s: field %q takes one choice, not %q", f.page, name, values)
	}
	return f
}

// write puts text into a field, where a person could.
func (f *Form) write(s *goquery.Selection, text string) {
	t := f.page.client.T
	t.Helper()
	if _, fixed := s.Attr("readonly"); fixed {
		t.Fatalf("%s: field %q cannot be typed into", f.page, s.AttrOr("name", ""))
	}
	if s.Is("textarea") {
		s.SetAttr("data-filled", text)
		return
	}
	if strings.ContainsAny(text, "\r\n") {
		t.Fatalf("%s: field %q is one line", f.page, s.AttrOr("name", ""))
	}
	s.SetAttr("value", text)
}

func mark(s *goquery.Selection, attr string, on bool) {
	if on {
		s.SetAttr(attr, "")
	} else {
		s.RemoveAttr(attr)
	}
}

// Attach puts a file into a file field.
func (f *Form) Attach(name string, file File) *Form {
	f.page.client.T.Helper()
	if controls(f.form).Filter("input[type=file][name='"+name+"']").Length() != 1 {
		f.page.client.T.Fatalf("%s: the form has no file field %q", f.page, name)
	}
	f.files[name] = file
	return f
}

// Submit presses the first button and follows redirects.
func (f *Form) Submit() *Page {
	f.page.client.T.Helper()
	return f.Press("button:not([type]), button[type=submit], input[type=submit]")
}

// Press presses the first button of the selector and follows redirects.
func (f *Form) Press(selector string) *Page {
	c := f.page.client
	c.T.Helper()
	return c.follow(c.Send(f.Request(selector)))
}

// Request is what pressing the button would send.
func (f *Form) Request(selector string) Request {
	t := f.page.client.T
	t.Helper()
	button := controls(f.form).Filter("button:not([type]), button[type=submit], input[type=submit]").Filter(selector).First()
	if button.Length() == 0 {
		t.Fatalf("%s: the form has no button %s to press", f.page, selector)
	}
	entries := f.entries(button)
	action := button.AttrOr("formaction", f.form.AttrOr("action", ""))
	target := f.page.resolve(action)
	if !strings.EqualFold(f.form.AttrOr("method", "get"), "post") {
		base, _, _ := strings.Cut(target, "?")
		return Request{Path: base + "?" + urlencode(entries)}
	}
	r := Request{Method: http.MethodPost, Path: target, Type: "application/x-www-form-urlencoded", Body: urlencode(entries)}
	if f.form.AttrOr("enctype", "") == "multipart/form-data" {
		r.Body, r.Type = f.multipart(entries)
	} else if len(f.files) > 0 {
		t.Fatalf("%s: the form cannot send files: its enctype is not multipart/form-data", f.page)
	}
	return r
}

// entries are the fields with the button's own at its place in the page.
func (f *Form) entries(button *goquery.Selection) []entry {
	name := button.AttrOr("name", "")
	if name == "" {
		return successful(f.form)
	}
	// A pressed button is sent like a hidden field that stands in its place.
	clone := button.Clone()
	clone.Get(0).Data = "input"
	clone.SetAttr("type", "hidden")
	button.AfterSelection(clone)
	defer clone.Remove()
	return successful(f.form)
}

func urlencode(entries []entry) string {
	parts := make([]string, len(entries))
	for i, e := range entries {
		parts[i] = url.QueryEscape(e.name) + "=" + url.QueryEscape(e.value)
	}
	return strings.Join(parts, "&")
}

func (f *Form) multipart(entries []entry) (body, contentType string) {
	f.page.client.T.Helper()
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	check := func(err error) {
		if err != nil {
			f.page.client.T.Fatalf("%s: write form: %v", f.page, err)
		}
	}
	for _, e := range entries {
		check(w.WriteField(e.name, e.value))
	}
	for name, file := range f.files {
		part, err := w.CreateFormFile(name, file.Name)
		check(err)
		_, err = part.Write(file.Content)
		check(err)
	}
	check(w.Close())
	return buf.String(), w.FormDataContentType()
}
