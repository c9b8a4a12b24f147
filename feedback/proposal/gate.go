package proposal

// Who may take a proposal where, and what that step demands. Which steps there
// are is the process file's business (process.Template).

import (
	"fmt"
	"slices"
	"strings"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Decisive tells whether going to the state is a decision, taken by a manager
// who did not write the proposal and gives a reason.
func Decisive(to process.State) bool {
	return slices.Contains([]process.State{process.Pilot, process.Accepted, process.Active,
		process.Rejected, process.Deferred, process.Superseded}, to)
}

// MayMove tells whether the viewer may take the proposal to the state, as far as
// it depends on who they are: decisions are for managers other than the author,
// the rest for the author; sending back to discussion is for both.
func (p Proposal) MayMove(v access.Viewer, to process.State) bool {
	decider := p.decides(v)
	if Decisive(to) {
		return decider
	}
	author := v.May(access.ProposalWrite) && p.IsAuthor(v)
	if to == process.Discussion && p.State != process.Draft {
		return author || decider
	}
	return author
}

// decides tells whether the viewer decides on the proposal: a manager who did
// not write it and whose scope is the whole company, since the process is the
// whole company's.
func (p Proposal) decides(v access.Viewer) bool {
	return v.May(access.ProposalDecide) && v.Scope.Level == access.All && !p.IsAuthor(v)
}

// Ways lists where the viewer may take the proposal now.
func (p Proposal) Ways(v access.Viewer, t process.Template) []process.State {
	var out []process.State
	for _, to := range t.Next(p.State) {
		if p.MayMove(v, to) {
			out = append(out, to)
		}
	}
	return out
}

// Step asks for a move. Revision is the one that the person saw; Override, if
// the participation rule is not met, says why it takes effect all the same.
type Step struct {
	To            process.State
	Reason        string
	Override      string
	EffectiveFrom calendar.Day
	ReviewOn      calendar.Day
	Revision      int
}

// situation is what a move is judged by.
type situation struct {
	viewer  access.Viewer
	today   calendar.Day
	rules   process.Template
	present process.Process // the latest version: what would be changed
}

// gate lists what stands against the move, apart from the participation rule,
// which may be overridden.
func (p Proposal) gate(st Step, in situation) error {
	if !in.rules.Allows(p.State, st.To) {
		return fault.Conflict("proposal.error.no_way", nil)
	}
	if !p.MayMove(in.viewer, st.To) {
		if Decisive(st.To) && p.IsAuthor(in.viewer) && in.viewer.May(access.ProposalDecide) {
			return fault.Forbidden("proposal.error.own_proposal")
		}
		return fault.Forbidden("proposal.error.not_yours_to_move")
	}
	var fields []fault.Field
	if Decisive(st.To) {
		fields = written("reason", st.Reason, "proposal.error.reason_missing")
	} else {
		fields = tooLong("reason", st.Reason, maxText)
	}
	switch st.To {
	case process.Review:
		fields = append(fields, p.Gaps(in.present)...)
	case process.Accepted:
		fields = append(fields, p.acceptable(st, in)...)
	case process.Active:
		fields = append(fields, p.unanswered()...)
		fields = append(fields, tooLong("override", st.Override, maxText)...)
		if !st.EffectiveFrom.Valid() {
			fields = append(fields, at("effective_from", "proposal.error.day_missing"))
		} else if st.EffectiveFrom < in.today {
			fields = append(fields, at("effective_from", "process.error.day_past"))
		}
	}
	return wrong(fields)
}

// acceptable lists what acceptance lacks: answers, the expert's review if the
// rule asks for one, and the day on which the effect is looked at.
func (p Proposal) acceptable(st Step, in situation) []fault.Field {
	fields := append(p.Gaps(in.present), p.unanswered()...)
	if need := in.present.Rule.MinExperts; p.experts() < need {
		fields = append(fields, fault.Field{Path: "reviews", Key: "proposal.error.no_review", Args: fault.Args{"Need": need, "Have": p.experts()}})
	}
	if !st.ReviewOn.Valid() {
		return append(fields, at("review_on", "proposal.error.review_day_missing"))
	}
	if st.ReviewOn <= in.today {
		fields = append(fields, at("review_on", "proposal.error.review_day_past"))
	}
	return fields
}

func (p Proposal) unanswered() []fault.Field {
	if n := len(p.Unanswered()); n > 0 {
		return []fault.Field{{Path: "comments", Key: "proposal.error.unanswered", Args: fault.Args{"Count": n}}}
	}
	return nil
}

// refusal is the fault of an activation that the participation rule refuses: one
// field for each line not met, and where to write the reason of an override.
func refusal(j process.Participation) error {
	var fields []fault.Field
	for _, l := range j.Lines {
		if !l.Met {
			fields = append(fields, fault.Field{Path: "override", Key: "proposal.unmet." + l.Name,
				Args: fault.Args{"Need": l.Need, "Have": l.Have, "Of": l.Of, "Missing": strings.Join(l.Missing, ", ")}})
		}
	}
	return fault.Invalid(fields...)
}

// participationDetail is how the trail keeps a judgement.
func participationDetail(j process.Participation) map[string]any {
	out := map[string]any{"met": j.Met, "overridden": j.Override != ""}
	for _, l := range j.Lines {
		out[l.Name] = fmt.Sprintf("%d/%d", l.Have, l.Need)
		if len(l.Missing) > 0 {
			out[l.Name+"_missing"] = strings.Join(l.Missing, ", ")
		}
	}
	return out
}
