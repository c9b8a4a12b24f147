package proposalweb

// The step of the process that a proposal changes: the author edits its present
// wording, and the difference becomes the change.

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// stepPage is the choice of a step, or the form for one.
type stepPage struct {
	page.Frame
	Form     form.Form
	Proposal proposal.Proposal
	Stages   []processweb.StageView // to choose from
	Step     string                 // "action=A403"; empty while choosing
	Name     string
	Inputs   []form.Input
	New      bool // the action is added by this proposal
	Pending  bool // the proposal changes this step already
	IsAction bool
}

var stepTemplate = page.Define[stepPage]("proposal/step", "proposal/parts")

// desk is what the form of a step works on: the process as it stands, as the
// proposal would have it so far, and the step in both.
type desk struct {
	teller processweb.Teller
	latest process.Version
	change process.Change // names the step: an action, a stage, or an addition
	old    process.Action // as it stands; zero of an addition
	now    process.Action // as the proposal has it so far
	oldSt  process.Stage
	nowSt  process.Stage
}

// step shows the steps to choose from, or the form of the one in the query.
func (h *Handlers) step(c echo.Context) error {
	p, err := h.ownDraft(c)
	if err != nil {
		return err
	}
	asked := c.QueryParams()
	d, err := h.desk(c, p, asked.Get("action"), asked.Get("stage"), asked.Get("into"))
	if err != nil {
		return err
	}
	return h.showStep(c, http.StatusOK, p, d, d.form(p))
}

// desk finds the step. into names the stage that a new action goes to; an action
// that this proposal adds is found by its id as any other.
func (h *Handlers) desk(c echo.Context, p proposal.Proposal, action, stage, into string) (desk, error) {
	var d desk
	var err error
	if d.teller, d.latest, err = h.teller(c, page.New(c, "proposal.step", "")); err != nil {
		return d, err
	}
	if d.latest.Number == 0 {
		return d, fault.NotFound("process.error.none")
	}
	would, err := d.latest.Process.Apply(p.Changes)
	if err != nil { // the process has moved on: begin from what stands
		would = d.latest.Process
	}
	found := true
	switch {
	case into != "":
		if d.now, err = would.NewAction(process.StageID(into)); err != nil {
			return d, fault.NotFound("proposal.error.no_step")
		}
		d.change = process.Change{Op: process.OpAdd, Stage: process.StageID(into), Action: d.now.ID}
	case action != "":
		d.change = process.Change{Op: process.OpModify, Action: process.ActionID(action)}
		var st process.Stage
		d.old, _, _ = d.latest.Process.Action(d.change.Action)
		if d.now, st, found = would.Action(d.change.Action); !found {
			d.now, found = d.old, d.old.ID != "" // taken out by this proposal: shown as it stands
		}
		if d.old.ID == "" {
			d.change.Op, d.change.Stage = process.OpAdd, st.ID
		}
	case stage != "":
		d.change = process.Change{Op: process.OpModify, Stage: process.StageID(stage)}
		d.oldSt, found = d.latest.Process.Stage(d.change.Stage)
		d.nowSt, _ = would.Stage(d.change.Stage)
	}
	if !found {
		return d, fault.NotFound("proposal.error.no_step")
	}
	return d, nil
}

// rewrite saves the change of a step; the button "remove" takes the action out of
// the process.
func (h *Handlers) rewrite(c echo.Context) error {
	f, err := form.Read(c)
	if err != nil {
		return err
	}
	p, err := h.ownDraft(c)
	if err != nil {
		return err
	}
	d, err := h.desk(c, p, f.Text("action"), f.Text("stage"), f.Text("into"))
	if err != nil {
		return err
	}
	revision, err := strconv.Atoi(f.Text("revision"))
	if err != nil {
		return fault.New(fault.KindBadRequest, "fault.broken_form", nil).Because(err)
	}
	change, err := d.read(f)
	if err == nil {
		_, err = h.Proposals.Rewrite(c.Request().Context(), page.Viewer(c), p.Number, proposal.Rewriting{Change: change, Revision: revision})
	}
	if err != nil {
		f, ok := f.Wrong(err)
		if !ok {
			return err
		}
		for i := range f.Fields {
			f.Fields[i].Path = inputOf(f.Fields[i].Path)
		}
		f.Values.Set("revision", strconv.Itoa(p.Revision))
		return h.showStep(c, form.Status(err), p, d, f)
	}
	return done(c, p.Number, "proposal.rewritten")
}

// inputOf is the field of the form behind the path of a fault:
// "changes[0].set.name" is about the name.
func inputOf(path string) string {
	for _, mark := range []string{".set.", ".action."} {
		if _, rest, ok := strings.Cut(path, mark); ok {
			path = rest
		}
	}
	switch {
	case slices.Contains([]string{"name", "purpose", "exit_gate"}, path):
		return path + ".zh"
	case slices.Contains([]string{"name.zh", "name.en", "purpose.zh", "purpose.en", "exit_gate.zh", "exit_gate.en", "role", "owner", "frequency", "due_hours"}, path):
		return path
	}
	return ""
}

// unwrite takes the change of a step out of the draft.
func (h *Handlers) unwrite(c echo.Context) error {
	return h.onDraft(c, "proposal.unwritten", func(n proposal.Number, f form.Form) error {
		_, err := h.Proposals.Unwrite(c.Request().Context(), page.Viewer(c), n,
			process.Change{Action: process.ActionID(f.Text("action")), Stage: process.StageID(f.Text("stage"))})
		return err
	})
}

func (h *Handlers) showStep(c echo.Context, status int, p proposal.Proposal, d desk, f form.Form) error {
	v := stepPage{Frame: frame(c, "proposal.step", p), Form: f, Proposal: p, New: d.change.Op == process.OpAdd}
	v.Pending = slices.ContainsFunc(p.Changes, d.change.SameStep)
	v.Failed = len(f.Fields) > 0
	switch {
	case d.change.Op == "":
		v.Stages, v.Lead = d.teller.Stages(), v.T("proposal.step_lead")
	case d.change.Action != "":
		v.IsAction, v.Step, v.Name = true, string(d.change.Action), d.teller.In(d.now.Name)
		v.Inputs = d.actionInputs(v.Frame, f)
	default:
		v.Step, v.Name = string(d.change.Stage), d.teller.In(d.nowSt.Name)
		v.Inputs = d.stageInputs(v.Frame, f)
	}
	return stepTemplate.Render(c, status, v)
}
