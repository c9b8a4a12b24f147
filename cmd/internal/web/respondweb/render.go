package respondweb

// Turning a screen into a page.

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/respondweb/press"
	"dealervoice/survey/answer"
	"dealervoice/survey/consent"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

var (
	formTemplate    = page.DefineIn[formPage]("respond/frame", "respond/form", "respond/design")
	doneTemplate    = page.DefineIn[donePage]("respond/frame", "respond/done")
	ownTemplate     = page.DefineIn[ownPage]("respond/frame", "respond/own")
	messageTemplate = page.DefineIn[messagePage]("respond/frame", "respond/message")
)

// look says how a screen is shown beside its questions.
type look struct {
	judge  bool                  // with what is wrong
	spare  []*definition.Element // but with these, which are new
	warn   bool                  // with what there is to think over
	notice *notice               // with a sentence above
	marks  press.Marks
	fixed  *map[string][]bool // where marks are made: what keeps its place
}

// render shows the screen v.number under the decision.
func (v *visit) render(status int, d *answer.Decision, l look) error {
	return v.send(status, formTemplate.Template(), v.form(d, l))
}

// form builds the page of a screen.
func (v *visit) form(d *answer.Decision, l look) formPage {
	d = v.padded(d)
	b := &builder{
		plan: v.plan, words: v.words, fields: v.fields, d: d, judge: l.judge, warn: l.warn || l.judge, marks: l.marks, spare: l.spare,
		live: v.lives(), thumb: v.thumb,
	}
	p := formPage{
		frame: v.frame(""), Marks: l.marks, Action: v.action, Slip: v.h.Feedback.Keys().Sign(v.slip),
		Number: v.number, Revision: v.revision, Notice: l.notice, Last: v.number == v.plan.last(),
		Tongues: v.tongues(func(language.Tag) string { return "" }),
	}
	if v.fixing != nil {
		p.Fixing = v.fixing.Receipt
	}
	p.At, p.Of = v.plan.place(d, v.number)
	p.Least = p.Of - v.plan.open(d, v.number)
	if !p.Last {
		b.screen(v.plan.screens[v.number-1])
		p.Live = b.live
		p.Files = v.plan.screens[v.number-1].files && !v.preview // nothing is stored there
	}
	p.Parts, p.Summary, p.Seen, p.Counts = b.parts, b.summary, b.seenText(), b.counts
	p.Was, p.Noted = v.was(), v.noted(b.noted)
	if l.fixed != nil {
		*l.fixed = b.fixed
	}
	p.First = v.number == v.plan.after(d, 0)
	v.open(&p)
	p.Road = v.road()
	p.Back = !p.First
	p.Submit = v.plan.after(d, v.number) == v.plan.last()
	p.Carried = v.carried()
	p.Labels = v.labels()
	p.Wrong = len(p.Summary) > 0 || l.notice != nil && l.notice.Kind == "bad"
	p.Title = p.Survey
	if p.Of > 1 {
		p.Title = v.words.T("respond.title", "Step", p.Step(), "Survey", p.Survey)
	}
	return p
}

func (v *visit) frame(title string) frame {
	f := frame{Words: v.words, Title: title, Trial: v.trial()}
	if v.plan != nil {
		f.Survey = v.title()
	}
	return f
}

// lives tells whether an answer may change what else is on the screen.
func (v *visit) lives() bool {
	return v.number <= len(v.plan.screens) && v.plan.screens[v.number-1].live
}

// open puts title, introduction and the promise about who sees the answers on
// the first screen; on the others the page's own title is the first heading.
func (v *visit) open(p *formPage) {
	if p.First {
		p.Intro = paragraphs(v.plan.def.Description.In(v.words.Lang()))
		p.Privacy, p.MinCell = v.privacy()
		p.Months = v.plan.def.DV.Privacy.RetentionMonths
		p.Consent = paragraphs(consent.TextIn(v.plan.def, v.words.Tag()))
		return
	}
	if len(p.Parts) > 0 && p.Parts[0].Kind == "heading" {
		p.Parts[0].Kind = "title"
	} else if !p.Last {
		p.Parts = append([]part{{Words: v.words, Kind: "title", Title: p.Step()}}, p.Parts...)
	}
}

// privacy is the promise that holds for this version by this link.
func (v *visit) privacy() (promise string, minCell int) {
	version := v.plan.edition.Version
	return consent.Promise(version.Mode, v.invited != nil), version.MinCell
}

// paragraphs shows an author's text, which may hold a little HTML.
func paragraphs(s string) template.HTML {
	if s == "" || strings.Contains(s, "<") {
		return safeHTML(s)
	}
	return safeHTML("<p>" + strings.ReplaceAll(template.HTMLEscapeString(s), "\n", "<br>") + "</p>")
}

// carried are the answers of other screens, as typed.
func (v *visit) carried() []field {
	var out []field
	for name, values := range v.fields {
		e := v.plan.owner(name)
		if e == nil || v.plan.screen[e.Name] == v.number {
			continue
		}
		for _, value := range values {
			out = append(out, field{Name: name, Value: value})
		}
	}
	slices.SortStableFunc(out, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func (v *visit) labels() labels {
	own := v.plan.def.Layout
	pick := func(text, key string) string {
		if text != "" {
			return text
		}
		return v.words.T(key)
	}
	tag := v.words.Lang()
	return labels{
		Next: pick(own.Next.In(tag), "respond.next"), Back: pick(own.Previous.In(tag), "respond.back"),
		Submit: pick(own.Complete.In(tag), "respond.submit"),
	}
}

// send executes a template whole, compresses and sends it.
func (v *visit) send(status int, t *template.Template, data any) error {
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return fmt.Errorf("render form: %w", err)
	}
	if !zips(v.c) || b.Len() < 1024 {
		return v.c.HTMLBlob(status, b.Bytes())
	}
	head := v.c.Response().Header()
	head.Set(echo.HeaderContentEncoding, "gzip")
	head.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
	head.Set(echo.HeaderContentType, echo.MIMETextHTMLCharsetUTF8)
	v.c.Response().WriteHeader(status)
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(v.c.Response())
	if _, err := z.Write(b.Bytes()); err != nil {
		return fmt.Errorf("send form: %w", err)
	}
	return z.Close()
}

// zippers are kept: making one costs more than a page.
var zippers = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}
