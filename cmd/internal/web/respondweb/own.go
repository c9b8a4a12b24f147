package respondweb

// One's own answer, by its receipt: to look at, to correct, to erase. The receipt
// is typed and posted, so that no address and no log holds it.

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// ownPage asks for a receipt, shows the answer that it was given for, or says
// what became of it.
type ownPage struct {
	frame
	Tongues []tongue
	Action  string
	Code    string
	Unknown bool // there is no answer of the code
	Answers []shownAnswer
	Found   bool
	Correct bool // may be corrected: the survey is open
	Sure    bool // asks whether it is really to be erased
	Erased  bool
	Box     *box // what was written about the answer; nil: nobody writes here
}

// receiptForm is where a receipt is typed.
func (v *visit) receiptForm() string { return "/s/" + v.head.Slug + "/receipt" }

func (v *visit) ownPage() ownPage {
	return ownPage{
		frame: v.frame(v.words.T("respond.own.title")), Tongues: v.tongues(v.here), Action: v.receiptForm() + "?lang=" + string(v.words.Tag()),
	}
}

// askReceipt shows the field for the code.
func (h *Handlers) askReceipt(c echo.Context) error {
	v, err := h.enter(c)
	if err != nil {
		return v.refuse(err)
	}
	return v.send(http.StatusOK, ownTemplate.Template(), v.ownPage())
}

// ownAnswer does what is asked for with the answer of a code.
func (h *Handlers) ownAnswer(c echo.Context) error {
	b, broken := h.read(c)
	v, err := h.enter(c)
	if err == nil {
		err = broken
	}
	if err != nil {
		return v.refuse(err)
	}
	v.post = b.fields
	p := v.ownPage()
	p.Code = strings.ToUpper(strings.TrimSpace(b.fields.Get("code")))
	own, err := h.Feedback.ByReceipt(c.Request().Context(), v.head, p.Code)
	if fault.KindOf(err) == fault.KindNotFound {
		p.Unknown, p.Wrong = true, true
		return v.send(http.StatusNotFound, ownTemplate.Template(), p)
	}
	if err != nil {
		return v.refuse(err)
	}
	switch b.fields.Get("_do") {
	case "correct":
		return v.correct(own)
	case "erase":
		p.Sure = true
	case "gone":
		return v.erase(own, p)
	case "write":
		return v.write(own, p)
	}
	return v.showOwn(own, p)
}

// showOwn lists what was answered.
func (v *visit) showOwn(own feedback.Own, p ownPage) error {
	e, err := v.h.Surveys.PublishedVersion(v.c.Request().Context(), v.head.ID, own.Response.Version)
	if err != nil {
		return v.refuse(err)
	}
	v.plan = v.h.plan(e)
	v.fields = flat.Of(e.Definition, own.Response.Data)
	p.Answers, p.Found, p.Correct = v.typed(), true, v.head.State == survey.Open
	if err := v.openBox(own, &p); err != nil {
		return v.refuse(err)
	}
	return v.send(p.status(), ownTemplate.Template(), p)
}

// erase removes the answer.
func (v *visit) erase(own feedback.Own, p ownPage) error {
	e, err := v.h.Surveys.PublishedVersion(v.c.Request().Context(), v.head.ID, own.Response.Version)
	if err == nil {
		err = v.h.Feedback.Erase(v.c.Request().Context(), own, e.Version.Mode)
	}
	if err != nil {
		return v.refuse(err)
	}
	p.Code, p.Erased = "", true
	return v.send(http.StatusOK, ownTemplate.Template(), p)
}

// correct opens the form of today with what was answered in it.
func (v *visit) correct(own feedback.Own) error {
	if v.closed() {
		return v.over()
	}
	v.slip = feedback.Slip{Survey: v.head.ID, Version: v.plan.edition.Version.Number, Unit: feedback.NewUnit(), Fixed: own.Response.ID}
	v.fixing = &own
	v.action = "/s/" + v.head.Slug
	if tag := own.Response.Language; tag != language.Tag("") && v.plan.speaks(tag) && v.c.QueryParam("lang") == "" {
		v.speak(tag)
	}
	v.arrange()
	v.fields = flat.Of(v.plan.def, own.Response.Data)
	return v.render(http.StatusOK, v.first(own.Response.Data), look{notice: &notice{Kind: "note", Text: v.words.T("respond.own.correcting")}})
}

// correcting finds the answer that a form corrects, by the receipt it carries.
func (v *visit) correcting() error {
	code := v.post.Get("_receipt")
	if code == "" {
		return nil
	}
	own, err := v.h.Feedback.ByReceipt(v.c.Request().Context(), v.head, code)
	if err != nil {
		return err
	}
	v.fixing, v.slip.Fixed = &own, own.Response.ID
	return nil
}
