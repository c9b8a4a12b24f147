package proposalweb

// The words of a proposal as a form holds them: one language at a time.

import (
	"math"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// other is the value of the measure field that leaves room for words.
const other = "_other"

// writing is the language that a form is written in: that of the page it was
// sent from, though the reader may have switched since.
func writing(c echo.Context, f form.Form) language.Tag {
	if tag, ok := language.Parse(f.Get("_lang")); ok {
		return tag
	}
	return page.Language(c)
}

// put sets one side of a text.
func put(t *language.Text, tag language.Tag, s string) {
	if tag == language.English {
		t.EN = s
	} else {
		t.ZH = s
	}
}

// side is what is written in a language, without falling back to the other.
func side(t language.Text, tag language.Tag) string {
	if tag == language.English {
		return t.EN
	}
	return t.ZH
}

// parts pairs the fields of the form with the texts of a body.
func parts(b *proposal.Body) map[string]*language.Text {
	return map[string]*language.Text{"title": &b.Title, "problem": &b.Problem, "gains": &b.Gains, "alternatives": &b.Alternatives,
		"cost": &b.Cost, "risks": &b.Risks, "one_idea": &b.OneIdea}
}

// wordsOf reads the form over what is stored: the side of the form's language is
// set, the other stays.
func wordsOf(f form.Form, tag language.Tag, stored proposal.Words, t processweb.Teller) proposal.Words {
	w := stored
	w.Type = proposal.Type(f.Text("type"))
	w.Champion = process.RoleID(f.Text("champion"))
	for name, text := range parts(&w.Body) {
		put(text, tag, f.Text(name))
	}
	w.Body.Effect = effectOf(f, t)
	return w
}

// effectOf reads the expected effect. A number that cannot be read becomes NaN,
// which the service refuses at its field.
func effectOf(f form.Form, t processweb.Teller) proposal.Effect {
	e := proposal.Effect{Metric: f.Text("effect.metric"), By: calendar.Day(f.Text("effect.by"))}
	shares := false
	if e.Metric == other || e.Metric == "" { // a measure that was written counts without choosing "another"
		e.Metric = f.Text("effect.other")
	} else if k, ok := t.Process.KPI(e.Metric); ok {
		shares = k.Target != nil && math.Abs(*k.Target) <= 1
	}
	var fromShare, toShare bool
	e.From, fromShare = amount(f.Text("effect.from"), shares)
	e.To, toShare = amount(f.Text("effect.to"), shares)
	e.Share = fromShare || toShare || shares && (e.From != nil || e.To != nil)
	return e
}

// amount reads "90%", "0.9" or "7". Of a measure that is a share, "90" can only
// mean ninety per cent.
func amount(s string, share bool) (x *float64, isShare bool) {
	if s == "" {
		return nil, false
	}
	s = strings.NewReplacer("％", "%", ",", "", "，", "").Replace(s)
	number, percent := strings.CutSuffix(s, "%")
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil {
		v = math.NaN()
	}
	if percent || share && math.Abs(v) > 1 {
		v /= 100
	}
	return &v, percent
}

// formOf fills the form from what is stored, in the language.
func formOf(p proposal.Proposal, tag language.Tag, t processweb.Teller) form.Form {
	f := form.With("type", string(p.Type), "champion", string(p.Champion), "effect.by", string(p.Body.Effect.By),
		"revision", strconv.Itoa(p.Revision), "_lang", string(tag))
	body := p.Body
	for name, text := range parts(&body) {
		f.Values.Set(name, side(*text, tag))
	}
	e := p.Body.Effect
	f.Values.Set("effect.metric", e.Metric)
	if _, ok := t.Process.KPI(e.Metric); !ok && e.Metric != "" {
		f.Values.Set("effect.metric", other)
		f.Values.Set("effect.other", e.Metric)
	}
	f.Values.Set("effect.from", written(e.From, e.Share))
	f.Values.Set("effect.to", written(e.To, e.Share))
	return f
}

// written is a number as amount reads it.
func written(x *float64, share bool) string {
	if x == nil {
		return ""
	}
	if share {
		return strconv.FormatFloat(math.Round(*x*1e6)/1e4, 'f', -1, 64) + "%"
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// sheet is what the fields of a form are made from: the page, what was typed and
// in which language, and what is stored.
type sheet struct {
	page   page.Frame
	form   form.Form
	tag    language.Tag
	stored proposal.Body
	teller processweb.Teller
}

// inputs are the fields of the form, in groups: what it takes to begin, and what
// may wait until review.
func (s sheet) inputs() (first, later []form.Input) {
	title := s.text(form.Line, "title", false)
	var types []form.Option
	for _, ty := range proposal.Types() {
		types = append(types, form.Option{Value: string(ty), Text: s.page.T("proposal.type." + string(ty))})
	}
	first = []form.Input{title, s.text(form.Area, "problem", false), s.text(form.Area, "gains", true),
		s.form.Input(s.page, form.Ask{Kind: form.Radio, Name: "type", Label: "proposal.field.type"}).From(s.form, types)}
	later = s.effect()
	for _, name := range []string{"alternatives", "cost", "risks", "one_idea"} {
		later = append(later, s.text(form.Area, name, true))
	}
	return first, append(later, s.champion())
}

// text is the field of a text in the form's language, with the other language
// above it where only that one is written.
func (s sheet) text(kind form.Kind, name string, optional bool) form.Input {
	in := s.form.Input(s.page, form.Ask{Kind: kind, Name: name, Label: "proposal.field." + name, Help: "proposal.help." + name, Optional: optional})
	in.Lang = string(s.tag)
	if t := *parts(&s.stored)[name]; side(t, s.tag) == "" {
		in.Beside = t.In(s.tag)
	}
	return in
}

func (s sheet) effect() []form.Input {
	metrics := []form.Option{{Text: s.page.T("proposal.choose")}}
	for _, st := range s.teller.Process.InOrder() {
		for _, k := range st.KPIs {
			metrics = append(metrics, form.Option{Value: k.ID, Text: s.page.In(k.Name()), Group: s.page.In(st.Name)})
		}
	}
	metrics = append(metrics, form.Option{Value: other, Text: s.page.T("proposal.other_metric"), Group: s.page.T("proposal.other")})
	ask := func(kind form.Kind, name, help string) form.Input {
		return s.form.Input(s.page, form.Ask{Kind: kind, Name: "effect." + name, Label: "proposal.effect." + name, Help: help, Optional: true})
	}
	return []form.Input{
		ask(form.Select, "metric", "proposal.help.metric").From(s.form, metrics), ask(form.Line, "other", ""),
		ask(form.Number, "from", "proposal.help.amount"), ask(form.Number, "to", "proposal.help.amount"), ask(form.Date, "by", ""),
	}
}

func (s sheet) champion() form.Input {
	roles := []form.Option{{Text: s.page.T("proposal.choose")}}
	for _, r := range s.teller.Process.Roles {
		if r.Kind != process.KindCustomer {
			roles = append(roles, form.Option{Value: string(r.ID), Text: s.page.In(r.Name)})
		}
	}
	return s.form.Input(s.page, form.Ask{Kind: form.Select, Name: "champion", Label: "proposal.field.champion", Help: "proposal.help.champion", Optional: true}).
		From(s.form, roles)
}
