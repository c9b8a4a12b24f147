package respondweb

// Staff try a draft out: the same screens, texts, checks and buttons as
// respondents will meet, through the same code, with nothing kept or stored.

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/route"
	"dealervoice/feedback"
	"dealervoice/survey/access"
	"dealervoice/survey/answer"
	"dealervoice/survey/fault"
)

// Preview shows the drafts of surveys to staff as the forms they will be.
type Preview struct{ Forms *Handlers }

// Routes lists the pages.
func (p Preview) Routes() []route.Route {
	return []route.Route{
		route.Get("/app/surveys/:slug/preview", access.SurveyRead, p.show),
		route.Post("/app/surveys/:slug/preview", access.SurveyRead, p.send),
	}
}

// trial is what a page that is tried out has more: the way back, and the token
// that staff forms carry.
type trial struct{ Back, CSRF string }

func (v *visit) trial() *trial {
	if !v.preview {
		return nil
	}
	return &trial{Back: "/app/surveys/" + v.head.Slug, CSRF: page.Of(v.c).CSRF}
}

// enter lays the draft out; each visit does, since a draft may change.
func (p Preview) enter(c echo.Context) (*visit, error) {
	draft, err := p.Forms.Surveys.Preview(c.Request().Context(), page.Viewer(c), c.Param("slug"))
	if err != nil {
		return nil, err
	}
	v := &visit{h: p.Forms, c: c, fields: flat.Fields{}, number: 1, preview: true, head: draft.Survey, plan: newPlan(draft.Edition)}
	v.action = "/app/surveys/" + v.head.Slug + "/preview"
	v.speak(v.preferred())
	if tag := page.Language(c); c.QueryParam("lang") == "" && v.plan.speaks(tag) {
		v.speak(tag)
	}
	return v, nil
}

func (p Preview) show(c echo.Context) error {
	v, err := p.enter(c)
	if err != nil {
		return err
	}
	v.slip = v.fresh(v.plan.edition.Version.Number)
	v.arrange()
	data := v.initial()
	v.fields = flat.Of(v.plan.def, data)
	return v.render(http.StatusOK, v.first(data), look{})
}

func (p Preview) send(c echo.Context) error {
	f, err := form.Read(c) // the session has looked for the token in it already
	if err != nil {
		return err
	}
	v, err := p.enter(c)
	if err != nil {
		return err
	}
	b := body{fields: flat.Fields(f.Values), files: map[string]bool{}}
	if m := c.Request().MultipartForm; m != nil {
		for name := range m.File {
			b.files[name] = true
		}
	}
	v.post = b.fields
	v.take(b)
	if err := v.present(b.fields.Get("_sid")); err != nil {
		return v.refuse(err)
	}
	v.turn()
	if b.fields.Get("_end") != "1" {
		return v.cutOff()
	}
	return v.act()
}

// tryOn takes the slip of a form that is tried out: it must be of the draft's
// own number. The draft is what it is now, also where it was changed meanwhile.
func (v *visit) tryOn(slip feedback.Slip) error {
	if slip.Personal() || slip.Version != v.plan.edition.Version.Number {
		return fault.New(fault.KindBadRequest, "respond.slip", nil)
	}
	v.slip = slip
	v.arrange()
	return nil
}

// store hands a submission in, or only looks at it where the form is tried out.
func (v *visit) store(c feedback.Checked) (feedback.Receipt, error) {
	if v.preview {
		return feedback.Receipt{}, c.Err()
	}
	if v.fixing != nil {
		return v.h.Feedback.Correct(v.c.Request().Context(), c, *v.fixing)
	}
	return v.h.Feedback.Submit(v.c.Request().Context(), c)
}

// tried says that the form would have been taken, and what of it: answers to
// questions that do not apply are left out.
func (v *visit) tried(d *answer.Decision) error {
	v.fields = flat.Of(v.plan.def, d.Result)
	p := v.message(http.StatusOK, "tried")
	p.Answers = v.typed()
	p.Link = &link{Target: v.action, Text: v.words.T("respond.start")}
	return v.send(http.StatusOK, messageTemplate.Template(), p)
}
