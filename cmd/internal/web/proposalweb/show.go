package proposalweb

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// showPage is the public page of a proposal.
type showPage struct {
	page.Frame
	Form       form.Form
	Proposal   proposal.Proposal
	Champion   string
	Effect     EffectView
	Evidence   []EvidenceView
	Whole      []processweb.Row
	Stages     []processweb.Changed
	Clash      string // steps that the process changed meanwhile
	Meter      processweb.Meter
	Gaps       []fault.Field // what lacks before review; the author sees it
	Comments   []CommentView
	Kinds      form.Input
	Signatures []SignatureView
	Reviews    []ReviewView
	Life       []LifeStep
	Ways       []process.State
	Turns      []Turn
	Mine       bool // the viewer is the author
	MayWrite   bool // and it is a draft
	MayComment bool
	MayReview  bool
	MaySign    bool
	Overdue    bool
}

// EffectView is the expected effect in words.
type EffectView struct{ Metric, From, To, By string }

// LifeStep is a state on the way of the proposal.
type LifeStep struct {
	State process.State
	Now   bool
	Past  bool
}

var showTemplate = page.Define[showPage]("proposal/show", "proposal/parts", "process/parts")

func (h *Handlers) show(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	return h.render(c, http.StatusOK, p, form.Empty())
}

// render builds the page; f is a form that came back.
func (h *Handlers) render(c echo.Context, status int, p proposal.Proposal, f form.Form) error {
	fr := page.New(c, "proposal.title", "").Titled(page.New(c, "proposal.title", "").In(p.Body.Title))
	fr = fr.Under(fr.T("proposal.title"), "/app/proposals")
	t, latest, err := h.teller(c, fr)
	if err != nil {
		return err
	}
	d := showPage{Frame: fr, Form: f, Proposal: p, Mine: p.IsAuthor(fr.Viewer)}
	d.Failed = len(f.Fields) > 0
	if p.Champion != "" {
		d.Champion = t.Role(p.Champion)
	}
	d.Effect = effectView(t, p.Body.Effect)
	if err := h.showEvidence(c, &d); err != nil {
		return err
	}
	if err := h.showChange(c, &d, t, latest); err != nil {
		return err
	}
	if err := h.showVoices(c, &d, t, latest); err != nil {
		return err
	}
	d.Life = life(p, latest.Process.Template)
	d.Ways = p.Ways(fr.Viewer, latest.Process.Template)
	d.Turns = turns(fr, p)
	d.MayWrite = d.Mine && p.State == process.Draft && fr.Viewer.May(access.ProposalWrite)
	if d.MayWrite {
		d.Gaps = p.Gaps(latest.Process)
	}
	d.Overdue = p.EffectOverdue(h.Process.Days.Today())
	return showTemplate.Render(c, status, d)
}

// showEvidence puts today's figure beside each frozen one.
func (h *Handlers) showEvidence(c echo.Context, d *showPage) error {
	for _, e := range d.Proposal.Evidence {
		now, err := h.Proposals.Today(c.Request().Context(), d.Viewer, e)
		if err != nil {
			return err
		}
		d.Evidence = append(d.Evidence, viewOf(d.Frame, e, now))
	}
	return nil
}

// showChange says what the process would be, against the version that the change
// was drafted on, and whether that version has moved on.
func (h *Handlers) showChange(c echo.Context, d *showPage, t processweb.Teller, latest process.Version) error {
	p := d.Proposal
	if len(p.Changes) == 0 {
		return nil
	}
	base := latest
	if p.Base != latest.Number {
		var err error
		if base, err = h.Process.Version(c.Request().Context(), d.Viewer, p.Base); err != nil {
			return err
		}
		if p.Made == 0 && !p.Over() {
			if steps := process.Clashes(base.Process, latest.Process, p.Changes); len(steps) > 0 {
				d.Clash = d.T("process.error.clash", "Steps", joined(steps), "Number", latest.Number)
			}
		}
	}
	changed, err := base.Process.Apply(p.Changes)
	if err != nil {
		return err
	}
	t.Process = changed
	d.Whole, d.Stages = t.Changes(base.Process)
	return nil
}

// showVoices says who took part, and what the viewer may still say.
func (h *Handlers) showVoices(c echo.Context, d *showPage, t processweb.Teller, latest process.Version) error {
	p, v := d.Proposal, d.Viewer
	judged, err := h.participation(c, p, latest)
	if err != nil {
		return err
	}
	d.Meter = t.Meter(judged)
	d.MayComment = v.May(access.ProposalComment) && p.Open()
	d.MayReview = p.MayReview(v)
	d.MaySign = p.MaySign(v, latest.Process)
	var kinds []form.Option
	for _, k := range proposal.CommentKinds() {
		kinds = append(kinds, form.Option{Value: string(k), Text: d.T("proposal.comment." + string(k))})
	}
	d.Kinds = d.Form.Input(d.Frame, form.Ask{Kind: form.Radio, Name: "kind", Label: "proposal.field.kind"}).From(d.Form, kinds)
	d.Comments = comments(d.Frame, p, d.Form, t)
	d.Signatures = signatures(p, latest.Process, t)
	d.Reviews = reviews(d.Frame, p)
	return nil
}

// participation is the judgement that was frozen when the proposal became
// active, or how it stands now.
func (h *Handlers) participation(c echo.Context, p proposal.Proposal, latest process.Version) (process.Participation, error) {
	for _, m := range slices.Backward(p.Moves) {
		if m.To == process.Active && !m.Refused && m.Participation != nil {
			return *m.Participation, nil
		}
	}
	return h.Proposals.Participation(c.Request().Context(), p, latest.Process)
}

func effectView(t processweb.Teller, e proposal.Effect) EffectView {
	v := EffectView{Metric: e.Metric, By: string(e.By), From: amountText(t, e.From, e.Share), To: amountText(t, e.To, e.Share)}
	if k, ok := t.Process.KPI(e.Metric); ok {
		v.Metric = t.In(k.Name())
	}
	return v
}

func amountText(t processweb.Teller, x *float64, share bool) string {
	if x == nil {
		return ""
	}
	return t.Amount(*x, share)
}

// life is the way through the main states, with where the proposal is and was.
func life(p proposal.Proposal, rules process.Template) []LifeStep {
	main := []process.State{process.Draft, process.Discussion, process.Review, process.Pilot, process.Accepted, process.Active}
	been := []process.State{process.Draft}
	for _, m := range p.Moves {
		if !m.Refused {
			been = append(been, m.To)
		}
	}
	var out []LifeStep
	for _, s := range main {
		if slices.Contains(rules.States, s) || s == p.State {
			out = append(out, LifeStep{State: s, Now: s == p.State, Past: slices.Contains(been, s) && s != p.State})
		}
	}
	if !slices.Contains(main, p.State) {
		out = append(out, LifeStep{State: p.State, Now: true})
	}
	return out
}

// Way names a step that may be taken from here.
func (d showPage) Way(to process.State) string { return wayKey(d.Proposal.State, to) }
