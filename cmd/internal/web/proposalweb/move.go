package proposalweb

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// What the form of a move offers as days, from today: a notice of two weeks
// before a change takes effect, and a look at its effect after a quarter.
const (
	notice      = 14
	lookAfter   = 90
	decisionKey = "to"
)

// movePage is the form of one step, under what it is decided by.
type movePage struct {
	page.Frame
	Form       form.Form
	Proposal   proposal.Proposal
	To         process.State
	Inputs     []form.Input
	Meter      *processweb.Meter
	Objections []CommentView
	Evidence   []EvidenceView
	Gaps       []fault.Field // what review will ask for and discussion no longer lets the author write
	Danger     bool
}

var moveTemplate = page.Define[movePage]("proposal/move", "proposal/parts", "process/parts")

func (h *Handlers) moveForm(c echo.Context) error {
	p, err := h.load(c)
	if err != nil {
		return err
	}
	to := process.State(c.QueryParam(decisionKey))
	latest, err := h.Process.Latest(c.Request().Context(), page.Viewer(c))
	if err != nil {
		return err
	}
	if !slices.Contains(p.Ways(page.Viewer(c), latest.Process.Template), to) {
		return fault.Conflict("proposal.error.no_way", nil)
	}
	today := h.Process.Days.Today()
	return h.showMove(c, http.StatusOK, p, form.With(decisionKey, string(to), "revision", strconv.Itoa(p.Revision),
		"effective_from", string(today.Plus(notice)), "review_on", string(today.Plus(lookAfter))))
}

// move takes the step. Whatever is in the way is named, and everything typed
// stays.
func (h *Handlers) move(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	n, err := number(c)
	if err != nil {
		return err
	}
	revision, err := strconv.Atoi(f.Text("revision"))
	if err != nil || revision < 1 {
		return fault.New(fault.KindBadRequest, "fault.broken_form", nil)
	}
	to := process.State(f.Text(decisionKey))
	_, err = h.Proposals.Move(c.Request().Context(), page.Viewer(c), n, proposal.Step{
		To: to, Reason: f.Text("reason"), Override: f.Text("override"), Revision: revision,
		EffectiveFrom: calendar.Day(f.Text("effective_from")), ReviewOn: calendar.Day(f.Text("review_on")),
	})
	if err != nil {
		f, ok := f.Wrong(err)
		if !ok || !slices.Contains(process.States(), to) {
			return err
		}
		p, loadErr := h.load(c)
		if loadErr != nil {
			return loadErr
		}
		f.Values.Set("revision", strconv.Itoa(p.Revision))
		return h.showMove(c, form.Status(err), p, f)
	}
	return done(c, n, "proposal.moved."+string(to))
}

func (h *Handlers) showMove(c echo.Context, status int, p proposal.Proposal, f form.Form) error {
	to := process.State(f.Text(decisionKey))
	d := movePage{Frame: frame(c, wayKey(p.State, to), p), Proposal: p, To: to}
	d.Lead = d.In(p.Body.Title)
	d.Danger = slices.Contains([]process.State{process.Rejected, process.Withdrawn, process.Superseded}, to)
	t, latest, err := h.teller(c, d.Frame)
	if err != nil {
		return err
	}
	f.Fields = named(t, f.Fields)
	if to == process.Discussion {
		d.Gaps = p.Gaps(latest.Process)
	}
	unmet := false
	if slices.Contains([]process.State{process.Pilot, process.Accepted, process.Active}, to) {
		judged, err := h.Proposals.Participation(c.Request().Context(), p, latest.Process)
		if err != nil {
			return err
		}
		m := t.Meter(judged)
		d.Meter, unmet = &m, !judged.Met
		s := showPage{Frame: d.Frame, Proposal: p}
		if err := h.showEvidence(c, &s); err != nil {
			return err
		}
		d.Evidence = s.Evidence
		for _, v := range comments(d.Frame, p, form.Empty(), t) {
			if v.Kind == proposal.Objection {
				d.Objections = append(d.Objections, v)
			}
		}
	}
	d.Inputs = moveInputs(d.Frame, f, to, unmet && to == process.Active)
	for i, field := range f.Fields {
		if !slices.ContainsFunc(d.Inputs, func(in form.Input) bool { return in.Name == field.Path }) {
			f.Fields[i].Path = "" // not on this page: no link
		}
	}
	d.Form, d.Failed = f, len(f.Fields) > 0
	return moveTemplate.Render(c, status, d)
}

// wayKey names a step. Whoever opens a draft for discussion goes on; from anywhere else
// the same step leads back.
func wayKey(from, to process.State) string {
	if to == process.Discussion && from != process.Draft {
		return "proposal.move.back"
	}
	return "proposal.move." + string(to)
}

// Way names the step of this page.
func (d movePage) Way() string { return wayKey(d.Proposal.State, d.To) }

// moveInputs are the fields that a step needs.
func moveInputs(fr page.Frame, f form.Form, to process.State, override bool) []form.Input {
	reason := form.Ask{Kind: form.Area, Name: "reason", Label: "proposal.field.reason", Help: "proposal.help.reason"}
	if !proposal.Decisive(to) {
		reason.Help, reason.Optional = "", true
	}
	out := []form.Input{f.Input(fr, reason)}
	switch to {
	case process.Accepted:
		out = append(out, f.Input(fr, form.Ask{Kind: form.Date, Name: "review_on", Label: "proposal.field.review_on", Help: "proposal.help.review_on"}))
	case process.Active:
		out = append(out, f.Input(fr, form.Ask{Kind: form.Date, Name: "effective_from", Label: "proposal.field.effective_from", Help: "proposal.help.effective_from"}))
	}
	if override {
		out = append(out, f.Input(fr, form.Ask{Kind: form.Area, Name: "override", Label: "proposal.field.override", Help: "proposal.help.override", Optional: true}))
	}
	return out
}
