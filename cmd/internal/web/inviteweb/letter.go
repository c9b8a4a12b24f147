package inviteweb

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/mail"
	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey"
	"dealervoice/survey/invitation"
	"dealervoice/survey/language"
)

type letterPage struct {
	page.Frame
	Form    form.Form
	Survey  survey.Survey
	Kind    invitation.Kind
	Mail    bool // is set up
	Letters []letterView
}

// letterView is the letter in one language: its own words, the usual ones, and
// how it reads.
type letterView struct {
	Language             language.Tag
	Subject, Intro       string
	UsualSubject, Usual  string
	SubjectName, TextBox string // names of the fields
	Read                 mail.Written
}

var letterTemplate = page.Define[letterPage]("invite/letter", "invite/parts")

func kindOf(c echo.Context) invitation.Kind {
	if c.QueryParam("kind") == string(invitation.Reminder) {
		return invitation.Reminder
	}
	return invitation.Invite
}

// letter shows the words of a kind of letter, in both languages.
func (h *Handlers) letter(c echo.Context) error {
	return h.showLetter(c, http.StatusOK, form.Empty())
}

func (h *Handlers) showLetter(c echo.Context, status int, f form.Form) error {
	ctx, v := c.Request().Context(), page.Viewer(c)
	sv, _, err := h.published(c)
	if err != nil {
		return err
	}
	p := letterPage{Form: f, Survey: sv, Kind: kindOf(c), Mail: h.Mailings.Can(invitation.Mail)}
	samples, err := h.Mailings.Sample(ctx, v, sv.Slug, p.Kind)
	if err != nil {
		return err
	}
	p.Frame = under(c, sv, "invite.letter", "invite.letter_lead")
	p.Frame = p.Under(p.T("invite.title"), home(sv.Slug))
	p.Failed = len(f.Fields) > 0
	for _, tag := range language.All() {
		l := samples[tag]
		view := letterView{Language: tag, Subject: l.Subject, Intro: l.Intro, SubjectName: "subject_" + string(tag), TextBox: "intro_" + string(tag)}
		view.UsualSubject, view.Usual = h.Letters.Usual(l)
		if _, typed := f.Values[view.SubjectName]; typed {
			view.Subject, view.Intro = f.Get(view.SubjectName), f.Get(view.TextBox)
		}
		if view.Read, err = h.Letters.Write(l); err != nil {
			return err
		}
		p.Letters = append(p.Letters, view)
	}
	return letterTemplate.Render(c, status, p)
}

// write keeps the words, or sends a sample to the one who asks.
func (h *Handlers) write(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	ctx, v, slug, kind := c.Request().Context(), page.Viewer(c), c.Param("slug"), kindOf(c)
	done := "invite.letter_saved"
	if f.Get("do") == "try" {
		done = "invite.tried"
		err = h.Mailings.Try(ctx, v, slug, kind)
	} else {
		var list []invitation.Text
		for _, tag := range language.All() {
			list = append(list, invitation.Text{Kind: kind, Language: tag, Subject: f.Get("subject_" + string(tag)), Intro: f.Get("intro_" + string(tag))})
		}
		err = h.Mailings.SaveTexts(ctx, v, slug, list)
	}
	if err != nil {
		return f.Again(err, func(status int, wrong form.Form) error { return h.showLetter(c, status, wrong) })
	}
	return page.Done(c, "/app/surveys/"+slug+"/letter?kind="+string(kind), done)
}

// html sends the letter as mail programs show it.
func (h *Handlers) html(c echo.Context) error {
	sv, _, err := h.published(c)
	if err != nil {
		return err
	}
	samples, err := h.Mailings.Sample(c.Request().Context(), page.Viewer(c), sv.Slug, kindOf(c))
	if err != nil {
		return err
	}
	tag, ok := language.Parse(c.QueryParam("in"))
	if !ok {
		tag = page.Language(c)
	}
	w, err := h.Letters.Write(samples[tag])
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'")
	return c.HTMLBlob(http.StatusOK, []byte(w.HTML))
}
