package mail

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"dealervoice/cmd/internal/i18n"
	"dealervoice/survey/invitation"
	"dealervoice/templates"
)

// Written is a letter as it is read.
type Written struct {
	Subject string
	Text    string
	HTML    string
}

// Writer writes letters in the reader's language.
type Writer struct {
	catalogue *i18n.Catalogue
	html      *template.Template
}

// NewWriter makes a writer.
func NewWriter(c *i18n.Catalogue) *Writer {
	return &Writer{catalogue: c, html: template.Must(template.ParseFS(templates.FS, "mail/letter.html"))}
}

// Page is what the template of a letter shows.
type Page struct {
	invitation.Letter
	Title string
	Lines []string // paragraphs in front of the link
	Say   map[string]string
}

// maxSubject is the longest subject, in characters.
const maxSubject = 150

// Usual are the words of a kind that a survey says if it has none of its own.
func (w *Writer) Usual(l invitation.Letter) (subject, intro string) {
	say := w.catalogue.In(l.Language)
	return say.T("mail.subject." + string(l.Kind)), say.T("mail.intro." + string(l.Kind))
}

// Write writes a letter.
func (w *Writer) Write(l invitation.Letter) (Written, error) {
	say := w.catalogue.In(l.Language)
	subject, intro := w.Usual(l)
	if l.Subject != "" {
		subject = l.Subject
	}
	if l.Intro != "" {
		intro = l.Intro
	}
	p := Page{Letter: l, Title: invitation.OneLine(l.Fill(subject), maxSubject), Say: map[string]string{
		"hello": say.T("mail.hello", "Name", l.Name), "open": say.T("mail.open"), "own": say.T("mail.own"),
		"mode": say.T("mail.mode."+string(l.Mode), "N", l.MinCell), "leave": say.T("mail.leave"), "again": say.T("mail.again." + string(l.Kind)),
	}}
	for line := range strings.SplitSeq(l.Fill(intro), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			p.Lines = append(p.Lines, line)
		}
	}
	var html bytes.Buffer
	if err := w.html.ExecuteTemplate(&html, "letter", p); err != nil {
		return Written{}, fmt.Errorf("write letter: %w", err)
	}
	return Written{Subject: p.Title, Text: p.text(), HTML: html.String()}, nil
}

// text is the letter for programs that show no HTML.
func (p Page) text() string {
	parts := append([]string{p.Say["hello"]}, p.Lines...)
	parts = append(parts, p.Say["open"]+"\n"+p.Link, p.Say["own"]+" "+p.Say["again"], p.Say["mode"])
	if p.Leave != "" {
		parts = append(parts, "--\n"+p.Say["leave"]+"\n"+p.Leave)
	}
	return strings.Join(parts, "\n\n") + "\n"
}
