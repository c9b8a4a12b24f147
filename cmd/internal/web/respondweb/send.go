package respondweb

// POST of a form: read it, find whose it is, then go where the button leads.

import (
	"maps"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/flat"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

func (h *Handlers) send(c echo.Context) error {
	b, broken := h.read(c)
	if b.severed {
		return (&visit{h: h, c: c}).refuse(broken)
	}
	v, err := h.enter(c)
	v.post = b.fields
	if broken != nil && fault.KindOf(broken) != fault.KindBadRequest {
		return v.refuse(broken)
	}
	if v.forgotten(err) {
		v.take(b)
		return v.over()
	}
	if err != nil {
		return v.refuse(err)
	}
	v.take(b)
	if err := v.present(b.fields.Get("_sid")); err != nil {
		if broken != nil {
			err = broken
		}
		return v.refuse(err)
	}
	v.receive(b.sent)
	v.turn()
	if broken != nil || b.fields.Get("_end") != "1" {
		return v.cutOff()
	}
	return v.act()
}

// take keeps the fields that belong to questions. A file where a text belongs
// stays a mistake for the gate to name.
func (v *visit) take(b body) {
	fields := maps.Clone(b.fields)
	for name := range b.fields {
		if strings.HasPrefix(name, "_") && v.plan.owner(name) == nil {
			delete(fields, name)
		}
	}
	if len(v.fields) == 0 {
		v.fields = fields
	} else {
		maps.Copy(v.fields, fields)
	}
	v.files = b.files
}

// turn takes up the language, screen and draft revision that the form carries.
func (v *visit) turn() {
	if tag, ok := language.Parse(v.post.Get("_lang")); ok && v.plan.speaks(tag) {
		v.speak(tag)
	}
	v.number, _ = strconv.Atoi(v.post.Get("_page"))
	v.number = min(max(v.number, 1), v.plan.last())
	v.revision, _ = strconv.Atoi(v.post.Get("_rev"))
	v.counts = v.counted()
	v.react()
}

// act does what the button says.
func (v *visit) act() error {
	if tag, ok := language.Parse(v.post.Get("_switch")); ok && v.plan.speaks(tag) {
		v.speak(tag)
		return v.render(http.StatusOK, v.decide(v.data()), look{})
	}
	if v.change() {
		return v.same()
	}
	switch v.post.Get("_go") {
	case "look": // what is shown now, for the script of the page; nothing is kept
		return v.render(http.StatusOK, v.decide(v.data()), look{})
	case "next":
		return v.next()
	case "back":
		return v.back()
	case "submit":
		return v.submit()
	}
	return v.handIn(v.checked())
}

// data reads the answers out of the fields.
func (v *visit) data() answer.Data { return v.read(v.fields) }

func (v *visit) read(fields flat.Fields) answer.Data {
	data := flat.Answers(v.plan.def, fields)
	for name := range v.files {
		if e := v.plan.owner(name); e != nil {
			data[e.Key] = map[string]any{"file": true} // no type of answer looks like this
		}
	}
	return data
}

// submission is what the fields hand in.
func (v *visit) submission() feedback.Submission {
	in := feedback.Submission{
		Survey: v.head, Edition: v.plan.edition, Unit: v.slip.Unit, Drawer: v.slip.Drawer, Channel: feedback.ByForm,
		Language: v.words.Tag(), Data: v.data(), Invitation: v.invited, Rules: v.current, Quarantine: v.post.Get("_trap") != "" || v.crowded(),
	}
	in.Attributes = v.origin.Attributes()
	if v.fixing != nil {
		in.ID, in.Wave, in.Attributes = v.fixing.Response.ID, v.fixing.Response.Wave, v.fixing.Response.Attributes
	}
	if v.h.Consents != nil {
		in.Consent = v.h.Consents.ID(v.plan.edition, v.invited != nil)
	}
	in.Late = v.head.State == survey.Closed && !v.closed()
	if v.arrived != nil {
		in.Carried = v.read(v.arrived)
	}
	return in
}

// checked is the submission with the engine's decision.
func (v *visit) checked() (feedback.Checked, error) { return v.h.Feedback.Check(v.submission()) }

// cutOff shows the form again: what arrived is there, nothing is stored.
func (v *visit) cutOff() error {
	said := &notice{Kind: "bad", Text: v.words.T("respond.cut_off")}
	return v.render(http.StatusBadRequest, v.decide(v.data()), look{notice: said})
}
