package respondweb

// What authors may put into a form besides text: a little HTML, and pictures
// that are not loaded from elsewhere.

import (
	"html"
	"html/template"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"

	"dealervoice/survey/definition"
)

// authorHTML is what an html element or the closing words may hold. Links leave
// without telling where they come from; no picture, frame, style or script.
var authorHTML = policy()

func policy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "b", "strong", "em", "i", "u", "s", "small", "sub", "sup", "ul", "ol", "li", "blockquote", "hr",
		"h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "span", "div")
	p.AllowAttrs("lang", "dir").Globally()
	p.AllowAttrs("colspan", "rowspan").OnElements("th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("https", "http", "mailto", "tel")
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.RequireNoReferrerOnLinks(true)
	p.AddTargetBlankToFullyQualifiedLinks(true)
	return p
}

// piped are the places of answers in a text.
var piped = regexp.MustCompile(`\{[^{}]+\}`)

// html makes an author's text HTML: first the text is sanitised, then each
// answer is put in, escaped. An answer is never read as HTML.
func (b *builder) html(t definition.Text) template.HTML {
	lang := b.words.Lang()
	clean := string(safeHTML(t.In(lang)))
	if b.d == nil {
		return template.HTML(clean) //nolint:gosec // sanitised just here
	}
	return template.HTML(piped.ReplaceAllStringFunc(clean, func(place string) string { //nolint:gosec // sanitised, then escaped
		said := b.d.Text(definition.Plain(lang, html.UnescapeString(place)))
		if said == html.UnescapeString(place) {
			return place
		}
		return html.EscapeString(said)
	}))
}

// safeHTML is the only place where a text becomes HTML.
func safeHTML(s string) template.HTML {
	return template.HTML(authorHTML.Sanitize(s)) //nolint:gosec // sanitised just here
}

// embedded are the pictures that a definition may hold itself.
var embedded = regexp.MustCompile(`^data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*$`)

// ownImage lets only pictures through that this server keeps or that stand in
// the definition: a form loads nothing from elsewhere.
func ownImage(link string) template.URL {
	own := strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") && !strings.Contains(link, "\\")
	if own || embedded.MatchString(link) {
		return template.URL(link) //nolint:gosec // a path of ours, or a picture
	}
	return ""
}
