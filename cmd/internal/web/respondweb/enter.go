package respondweb

// Coming in by a public or a personal link.

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// visit is one request to a form: who comes, by which link, to which version.
type visit struct {
	h       *Handlers
	c       echo.Context
	action  string // the address of the form
	head    survey.Head
	plan    *plan
	current *survey.Edition // the version that answers now
	invited *survey.Invitation
	token   survey.Token  // of a personal link
	own     feedback.Unit // whom it is for
	fixing  *feedback.Own // the answer that is corrected; nil: it is the first
	slip    feedback.Slip
	words   page.Words
	origin  feedback.Origin // where the printed code of a public link hangs

	post     flat.Fields     // as it came, control fields included
	files    map[string]bool // fields that came as files
	fields   flat.Fields     // of questions
	counts   map[string]int  // rows and panels shown, by spot
	arrived  flat.Fields     // fields as they came, where the draft has changed them; else nil
	number   int             // of the screen
	revision int             // of the draft
	grace    *bool           // the survey ended a moment ago; nil: not asked yet
	preview  bool            // staff try a draft out: nothing is kept or stored
}

// enter finds the survey behind the address, in its current version. Nobody
// has a slip yet.
func (h *Handlers) enter(c echo.Context) (*visit, error) {
	v := &visit{h: h, c: c, fields: flat.Fields{}, number: 1}
	if raw := c.Param("token"); raw != "" {
		if h.throng.many(c, guessing, "") {
			return v, fault.New(fault.KindTooMany, "respond.too_many", nil)
		}
		in, err := h.Surveys.InvitationByToken(c.Request().Context(), raw)
		if err != nil {
			if fault.KindOf(err) == fault.KindNotFound && h.throng.note(c, guessing, "") {
				h.Log.Warn("many links that do not exist were asked for from one address: it has to wait")
			}
			return v, err
		}
		v.token, _ = survey.ParseToken(raw)
		v.invited, v.head = &in.Invitation, in.Survey
		v.action = "/i/" + v.token.Reveal()
		v.current = in.Edition
		v.use(in.Edition)
		return v, v.recognise(in)
	}
	p, err := h.Surveys.Published(c.Request().Context(), c.Param("slug"))
	if err != nil {
		return v, err
	}
	v.head, v.action = p.Survey, "/s/"+p.Survey.Slug
	v.current = p.Edition
	v.use(p.Edition)
	v.hang()
	return v, nil
}

// forgotten tells that the survey behind a personal link has ended, and its key
// with it.
func (v *visit) forgotten(err error) bool {
	return v.invited != nil && fault.KindOf(err) == fault.KindClosed
}

// use lays out the version and speaks one of its languages.
func (v *visit) use(e *survey.Edition) {
	v.plan = v.h.plan(e)
	v.speak(v.preferred())
}

func (v *visit) speak(tag language.Tag) {
	v.words = page.NewWords(v.h.Catalogue.In(tag), v.h.Zone)
}

// preferred is the language asked for by the address, else the first one of the
// browser's that the form is written in, else the form's own first.
func (v *visit) preferred() language.Tag {
	if tag, ok := language.Parse(v.c.QueryParam("lang")); ok && v.plan.speaks(tag) {
		return tag
	}
	header := v.c.Request().Header.Get("Accept-Language")
	if len(header) > 1024 {
		header = header[:1024]
	}
	for part := range strings.SplitSeq(header, ",") {
		name, _, _ := strings.Cut(part, ";")
		if tag, ok := language.Parse(name); ok && v.plan.speaks(tag) {
			return tag
		}
	}
	return v.plan.tags[0]
}

// unit is whom a fresh form is for.
func (v *visit) unit() feedback.Unit {
	if v.invited == nil {
		return feedback.NewUnit()
	}
	return v.own
}

// recognise finds whom a personal link is for. Where the mode is unlinkable that
// takes the survey's key, which ends with the survey: the link is then as closed
// as it is.
func (v *visit) recognise(in survey.Invited) (err error) {
	v.own, err = v.h.Feedback.UnitOf(v.c.Request().Context(), in, v.token)
	return err
}

// drawer is where the visitor's draft lies.
func (v *visit) drawer() feedback.Drawer {
	if v.invited == nil {
		return ""
	}
	return feedback.Drawer(v.token.Reveal())
}

// fresh is the slip of a form that is opened now.
func (v *visit) fresh(n survey.Number) feedback.Slip {
	return feedback.Slip{Survey: v.head.ID, Version: n, Unit: v.unit(), Drawer: v.drawer()}
}

// present reads the slip that a form carries: it must be of this survey, its
// version must exist, and behind a personal link it must be that invitation's.
func (v *visit) present(text string) error {
	slip, err := v.h.Feedback.Keys().Check(v.head.ID, text)
	if err != nil {
		return err
	}
	if v.preview {
		return v.tryOn(slip)
	}
	e, err := v.h.Surveys.PublishedVersion(v.c.Request().Context(), v.head.ID, slip.Version)
	if err != nil {
		return err
	}
	v.use(e)
	slip.Drawer = v.drawer()
	v.slip = slip
	if err := v.correcting(); err != nil {
		return err
	}
	v.arrange()
	if slip.Personal() != (v.invited != nil) || v.invited != nil && slip.Unit != v.unit() {
		return fault.New(fault.KindBadRequest, "respond.slip", nil)
	}
	return nil
}

// closed tells whether the survey takes no answers: none that are begun after
// its end, and after some grace none that were begun before.
func (v *visit) closed() bool {
	ended := survey.Published{Survey: v.head, Edition: v.plan.edition}.Accepting() != nil
	return ended && !(v.c.Request().Method == http.MethodPost && v.lately())
}

// lately tells whether the survey that has ended did so a moment ago. Whoever
// posts has had the form open before: none is given out after the end.
func (v *visit) lately() bool {
	if v.grace == nil {
		yes, err := v.h.Surveys.EndedLately(v.c.Request().Context(), v.head.Slug)
		if err != nil {
			v.log("find the end of the survey", err)
		}
		v.grace = &yes
	}
	return *v.grace
}

// title is the survey's name in the reader's language.
func (v *visit) title() string {
	if t := v.plan.def.Title.In(v.words.Lang()); t != "" {
		return t
	}
	return v.head.Slug
}

// tongues are the other languages of the form; GET says whether a link leads
// there.
func (v *visit) tongues(link func(language.Tag) string) []tongue {
	var out []tongue
	if v.plan == nil {
		return nil
	}
	for _, tag := range v.plan.tags {
		if tag != v.words.Tag() {
			out = append(out, tongue{Tag: string(tag), Name: names[tag], Link: link(tag)})
		}
	}
	return out
}

// names are the languages in their own words; they are the same on every page.
var names = map[language.Tag]string{language.Chinese: "中文", language.English: "English"}

// status is what a fault is answered with.
func status(err error) int {
	switch fault.KindOf(err) {
	case fault.KindBadRequest:
		return http.StatusBadRequest
	case fault.KindNotFound:
		return http.StatusNotFound
	case fault.KindClosed:
		return http.StatusGone
	case fault.KindTooMany:
		return http.StatusTooManyRequests
	case fault.KindConflict:
		return http.StatusConflict
	case fault.KindTooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.KindUnsupported:
		return http.StatusUnsupportedMediaType
	case fault.KindInvalid:
		return http.StatusUnprocessableEntity
	}
	return http.StatusServiceUnavailable
}
