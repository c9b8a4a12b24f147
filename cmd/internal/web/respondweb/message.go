package respondweb

// Pages that are no form: the receipt, and what happened instead of one.

import (
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// donePage is the receipt.
type donePage struct {
	frame
	Tongues []tongue
	Heading string
	Thanks  template.HTML
	Code    string
	Own     string // where the answer can be looked at by the code
	Kept    bool   // something of the form may be on the device
}

// messagePage says what happened, what it means and what to do, and shows what
// was typed.
type messagePage struct {
	frame
	Tongues   []tongue
	Sentences []string
	Link      *link
	Answers   []shownAnswer
	Again     bool   // offer to send the same once more
	AgainText string // what the button says; "": to send it again
	Action    string
	Carried   []field
}

type link struct{ Target, Text string }

// shownAnswer is what was typed at a question, to be copied.
type shownAnswer struct {
	Question string
	Lines    []string
}

// done thanks; the receipt code stands in the address.
func (h *Handlers) done(c echo.Context) error {
	v, err := h.enter(c)
	if err != nil {
		return v.refuse(err)
	}
	code, carried := c.QueryParam("r"), c.QueryParam("r")
	if v.veiled() {
		code = h.Feedback.UnsealCode(c.Request().Context(), v.head.ID, carried)
	}
	if !feedback.IsReceiptCode(code) {
		code, carried = "", ""
	}
	p := donePage{frame: v.frame(v.title()), Heading: v.words.T("respond.done.title"), Thanks: paragraphs(v.plan.def.Completed.In(v.words.Lang())), Code: code, Own: v.receiptForm(), Kept: v.keepsOnDevice()}
	r := feedback.Receipt{Code: carried}
	if c.QueryParam("full") == "1" {
		r.Over = "1" // which cell is nobody's business
		p.Heading, p.Thanks = v.words.T("respond.problem.full.title"), paragraphs(v.words.T("respond.full.stored"))
	}
	p.Tongues = v.tongues(func(tag language.Tag) string {
		return v.receiptURL(r, tag)
	})
	return v.send(http.StatusOK, doneTemplate.Template(), p)
}

// receiptURL is where the receipt stands: it carries no token and no answers.
func (v *visit) receiptURL(r feedback.Receipt, tag language.Tag) string {
	q := url.Values{"lang": {string(tag)}}
	if r.Code != "" {
		q.Set("r", r.Code)
	}
	if r.Over != "" {
		q.Set("full", "1")
	}
	return "/s/" + v.head.Slug + "/done?" + q.Encode()
}

// thank leads to the receipt.
func (v *visit) thank(r feedback.Receipt) (err error) {
	if v.veiled() {
		if r.Code, err = v.h.Feedback.SealCode(v.c.Request().Context(), v.head.ID, r.Code); err != nil {
			v.log("seal receipt", err) // the answer is stored: thanks without a code
		}
	}
	return v.c.Redirect(http.StatusSeeOther, v.receiptURL(r, v.words.Tag()))
}

// answered tells an invited dealer that the answer is there.
func (v *visit) answered(r *feedback.Receipt) error {
	heading := v.words.T("respond.answered.title")
	p := donePage{frame: v.frame(heading), Heading: heading, Code: r.Code, Own: v.receiptForm(), Thanks: paragraphs(v.words.T("respond.answered.text")), Kept: v.keepsOnDevice()}
	p.Tongues = v.tongues(v.here)
	return v.send(http.StatusOK, doneTemplate.Template(), p)
}

// here is this address in another language.
func (v *visit) here(tag language.Tag) string {
	if path, hung, ok := strings.Cut(v.action, "?"); ok && path == v.c.Request().URL.Path {
		return path + "?" + hung + "&lang=" + url.QueryEscape(string(tag))
	}
	return v.c.Request().URL.Path + "?lang=" + url.QueryEscape(string(tag))
}

// message shows a page under keys respond.problem.NAME.title and .text.
func (v *visit) message(status int, name string, more ...string) messagePage {
	if v.plan == nil {
		v.speakAs(v.c)
	}
	p := messagePage{frame: v.frame(v.words.T("respond.problem." + name + ".title")), Tongues: v.tongues(v.here)}
	p.Wrong = status >= 400
	p.Sentences = append(p.Sentences, v.words.T("respond.problem."+name+".text"))
	p.Sentences = append(p.Sentences, more...)
	return p
}

// speakAs takes the browser's language where no form is known.
func (v *visit) speakAs(c echo.Context) {
	v.words = page.NewWords(v.h.Catalogue.In(page.Language(c)), v.h.Zone)
}

// refuse answers a failure with a page of its own; what typed fields there are
// are shown for copying, and where it may help to send them again.
func (v *visit) refuse(err error) error {
	code := status(err)
	name := map[fault.Kind]string{
		fault.KindBadRequest: "slip", fault.KindNotFound: "not_found", fault.KindClosed: "withdrawn",
		fault.KindConflict: "conflict", fault.KindTooLarge: "too_large", fault.KindUnsupported: "not_a_form", fault.KindTooMany: "too_many",
	}[fault.KindOf(err)]
	if f := fault.From(err); f != nil && f.Key == "respond.broken" {
		name = "broken"
	}
	if name == "" {
		name = "unavailable"
		v.log("form failed", err)
		v.c.Response().Header().Set("Retry-After", "10")
	}
	if name == "too_many" {
		v.c.Response().Header().Set("Retry-After", "3600")
	}
	p := v.message(code, name)
	p.Answers = v.typed()
	if name == "unavailable" && v.c.Request().Method == http.MethodPost {
		p.Again, p.Action, p.Carried = true, v.action, v.everything()
	}
	if name == "slip" {
		p.Link = &link{Target: v.action, Text: v.words.T("respond.start")}
	}
	return v.send(code, messageTemplate.Template(), p)
}

// over says that the survey has ended, and shows what was typed.
func (v *visit) over() error {
	var more []string
	answers := v.typed()
	if len(answers) > 0 {
		more = append(more, v.words.T("respond.closed.typed"))
	}
	p := v.message(http.StatusGone, "closed", more...)
	p.Answers = answers
	return v.send(http.StatusGone, messageTemplate.Template(), p)
}

// typed lists the answers as typed, question by question.
func (v *visit) typed() []shownAnswer {
	if v.plan == nil {
		return nil
	}
	b := builder{plan: v.plan, words: v.words, fields: v.fields}
	var out []shownAnswer
	for _, e := range v.plan.def.Questions() {
		if lines := b.lines(e); len(lines) > 0 {
			out = append(out, shownAnswer{Question: b.title(e), Lines: lines})
		}
	}
	return out
}

// everything is the post as it came, but for its end.
func (v *visit) everything() []field {
	var out []field
	for name, values := range v.post {
		for _, value := range values {
			if name != "_end" {
				out = append(out, field{Name: name, Value: value})
			}
		}
	}
	return out
}

// log writes a failure that the respondent does not see. That somebody hung up
// is none of ours.
func (v *visit) log(what string, err error) {
	ctx, level := v.c.Request().Context(), slog.LevelError
	if ctx.Err() != nil {
		level = slog.LevelDebug
	}
	v.h.Log.Log(ctx, level, what, "route", v.c.Path(), "err", err)
}
