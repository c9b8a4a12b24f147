package digestweb

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"strings"
	"time"

	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/i18n"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/access"
	"dealervoice/templates"
)

// Writer writes digests as letters, in plain text and in HTML.
type Writer struct {
	catalogue *i18n.Catalogue
	zone      *time.Location
	base      string
	html      *template.Template
	token     func(userID string) string
}

var _ digest.Writer = (*Writer)(nil)

// NewWriter makes a writer. Token gives a person's way out; base is the address of
// the installation without a slash at its end.
func NewWriter(c *i18n.Catalogue, zone *time.Location, base string, token func(userID string) string) *Writer {
	return &Writer{catalogue: c, zone: zone, base: base, token: token, html: template.Must(template.ParseFS(templates.FS, "mail/digest.html"))}
}

// LetterPage is what the template of a letter shows.
type LetterPage struct {
	says
	Title    string
	Base     string
	Leave    string
	Sections []Section
}

// Write writes a digest for its reader.
func (w *Writer) Write(d digest.Digest, v access.Viewer) (digest.Letter, error) {
	s := in(page.NewWords(w.catalogue.In(v.Language), w.zone))
	p := LetterPage{says: s, Title: s.heading(d), Base: w.base, Leave: w.base + leavePath + w.token(v.UserID), Sections: s.sections(d)}
	var html bytes.Buffer
	if err := w.html.ExecuteTemplate(&html, "digest", p); err != nil {
		return digest.Letter{}, fmt.Errorf("write digest: %w", err)
	}
	id := sha256.Sum256([]byte(v.UserID + "\n" + d.Period.Key()))
	return digest.Letter{
		To: v.Email, Name: v.Name, Language: s.Lang(), Subject: p.Title, Text: p.text(), HTML: html.String(), Leave: p.Leave,
		ID: "digest-" + hex.EncodeToString(id[:12]),
	}, nil
}

// text is the letter for programs that show no HTML.
func (p LetterPage) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.Title)
	for _, sec := range p.Sections {
		fmt.Fprintf(&b, "\n%s\n", sec.Title)
		if sec.Href != "" {
			fmt.Fprintf(&b, "%s\n", p.Base+sec.Href)
		}
		for _, l := range sec.Lines {
			fmt.Fprintf(&b, "- %s\n", l.plain())
			if l.Href != "" {
				fmt.Fprintf(&b, "  %s\n", p.Base+l.Href)
			}
		}
	}
	fmt.Fprintf(&b, "\n--\n%s\n%s\n", p.T("digest.leave"), p.Leave)
	return b.String()
}

// plain is a line in one go.
func (l Line) plain() string {
	out := l.Text
	if l.Arrow != "" {
		out = l.Arrow + " " + out
	}
	if l.Note != "" {
		out += " (" + l.Note + ")"
	}
	return out
}
