package respondweb

// GET of a form. It changes nothing: mail scanners and previews come this way.

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey/answer"
	"dealervoice/survey/language"
)

func (h *Handlers) show(c echo.Context) error {
	v, err := h.enter(c)
	if err != nil && !v.forgotten(err) {
		return v.refuse(err)
	}
	if err != nil || v.closed() {
		return v.over()
	}
	if v.invited != nil {
		return v.showInvited()
	}
	return v.showFresh()
}

// showFresh shows the first screen to somebody who has answered nothing yet.
func (v *visit) showFresh() error {
	v.slip = v.fresh(v.plan.edition.Version.Number)
	v.arrange()
	p, err := v.press()
	if err != nil {
		return err
	}
	if p == nil {
		data := v.initial()
		v.fields = flat.Of(v.plan.def, data)
		return v.render(http.StatusOK, v.first(data), look{})
	}
	return v.sendPressed(p)
}

// showInvited shows where the dealer left off.
func (v *visit) showInvited() error {
	ctx := v.c.Request().Context()
	st, err := v.h.Feedback.Standing(ctx, *v.invited, v.fresh(v.plan.edition.Version.Number))
	if err != nil {
		return v.refuse(err)
	}
	if st.Answered != nil {
		return v.answered(st.Answered)
	}
	if st.Kept == nil {
		return v.showFresh()
	}
	return v.resume(st.Kept)
}

// resume goes on where a draft stopped, in the version it was begun with.
func (v *visit) resume(kept *feedback.Progress) error {
	e, err := v.h.Surveys.PublishedVersion(v.c.Request().Context(), v.head.ID, kept.Version)
	if err != nil {
		return v.refuse(err)
	}
	v.use(e)
	if asked, ok := language.Parse(v.c.QueryParam("lang")); !ok || !v.plan.speaks(asked) {
		if v.plan.speaks(kept.Language) {
			v.speak(kept.Language)
		}
	}
	v.slip = v.fresh(e.Version.Number)
	v.arrange()
	v.revision = kept.Revision
	v.fields = flat.Of(v.plan.def, kept.Data)
	d := v.decide(kept.Data)
	number := min(max(kept.Page, 1), v.plan.last())
	if number <= len(v.plan.screens) && !v.plan.shown(v.plan.screens[number-1], d) {
		number = v.plan.after(d, number)
	}
	v.number = number
	return v.render(http.StatusOK, d, look{notice: &notice{Kind: "note", Text: v.words.T("respond.resumed")}})
}

// first decides for the first screen and turns to it.
func (v *visit) first(data answer.Data) *answer.Decision {
	d := v.decide(data)
	v.number = v.plan.after(d, 0)
	return d
}

// decide asks the engine, as Submit does later.
func (v *visit) decide(data answer.Data) *answer.Decision {
	c := v.check(data)
	return &c
}

func (v *visit) check(data answer.Data) answer.Decision {
	return answer.Run(v.plan.def, data, v.occasion(v.slip.ID()))
}

func (v *visit) occasion(id feedback.ID) answer.Occasion {
	if v.fixing != nil {
		on := v.h.Feedback.Occasion(id, v.words.Tag(), v.fixing.Response.Wave)
		on.Attributes = v.fixing.Response.Attributes
		return on
	}
	if v.invited == nil {
		return v.h.Feedback.Occasion(id, v.words.Tag(), v.head.Wave)
	}
	on := v.h.Feedback.Occasion(id, v.words.Tag(), v.invited.Wave)
	on.Attributes = feedback.KnownOf(v.plan.edition.Version.Mode, *v.invited)
	return on
}

// zips tells whether the browser takes gzip, and nobody else packs the page:
// those of staff are packed on their way out.
func zips(c echo.Context) bool {
	return !strings.HasPrefix(c.Path(), "/app/") && strings.Contains(c.Request().Header.Get(echo.HeaderAcceptEncoding), "gzip")
}
