package proposal

import (
	"os"
	"slices"
	"testing"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// demoProcess is the process that the product ships.
func demoProcess(t *testing.T) process.Process {
	t.Helper()
	raw, err := os.ReadFile("../../cmd/internal/demo/process/process.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := process.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return f.Process
}

func viewer(id string, roles ...access.Role) access.Viewer {
	return access.Viewer{UserID: id, Name: id, Roles: roles, Scope: access.Scope{Level: access.All}}
}

func ptr(x float64) *float64 { return &x }

// ripe is a proposal that lacks nothing: evidence, gains, effect, a change, a
// review and an answered objection.
func ripe(t *testing.T, state process.State) Proposal {
	t.Helper()
	p := Proposal{Number: 1, State: state, Type: TypeProcess, Author: Person{ID: "author", Role: access.Rep}, Edition: 2, Revision: 5, Base: 1,
		Body: Body{Title: language.Text{ZH: "4小时内答复"}, Problem: language.Text{ZH: "等太久"}, Gains: language.Text{ZH: "经销商能排货"},
			Effect: Effect{Metric: "promise_given_4h", To: ptr(0.9), Share: true, By: "2027-03-01"}},
		Changes: []process.Change{{Op: process.OpModify, Action: "A403", Set: map[string]any{"due_hours": 4.0}}}}
	e, err := freeze(Figure{Kind: KindQuestion, Ref: "/app/surveys/dealer-quarterly/report", Snapshot: Snapshot{N: 40, Counted: Dealers, Scope: "all"}}, p.Author, p.CreatedAt)
	if err != nil {
		t.Fatal(err)
	}
	p.Evidence = []Evidence{e}
	p.Comments = []Comment{{ID: "c1", By: Person{ID: "rep2", Role: access.Rep}, Kind: Objection, Answer: &Answer{Text: "会加人"}}}
	p.Reviews = []Review{{By: Person{ID: "expert", Role: access.Expert}, Edition: 2}}
	return p
}

func stepTo(to process.State) Step {
	return Step{To: to, Reason: "数据说明问题", EffectiveFrom: "2026-12-01", ReviewOn: "2027-03-01"}
}

// who lists, for each way of the process file, who may go it. It is written out
// by hand, beside the code, so that a slip in either shows.
func who() map[[2]process.State]string {
	return map[[2]process.State]string{
		{process.Draft, process.Discussion}:     "author",
		{process.Draft, process.Withdrawn}:      "author",
		{process.Discussion, process.Review}:    "author",
		{process.Discussion, process.Draft}:     "author",
		{process.Discussion, process.Withdrawn}: "author",
		{process.Discussion, process.Deferred}:  "manager",
		{process.Review, process.Pilot}:         "manager",
		{process.Review, process.Accepted}:      "manager",
		{process.Review, process.Rejected}:      "manager",
		{process.Review, process.Discussion}:    "both",
		{process.Review, process.Deferred}:      "manager",
		{process.Pilot, process.Accepted}:       "manager",
		{process.Pilot, process.Rejected}:       "manager",
		{process.Pilot, process.Discussion}:     "both",
		{process.Accepted, process.Active}:      "manager",
		{process.Active, process.Superseded}:    "manager",
		{process.Deferred, process.Discussion}:  "both",
		{process.Deferred, process.Withdrawn}:   "author",
	}
}

func TestEveryWayForEveryRole(t *testing.T) {
	p := demoProcess(t)
	ways := who()
	tried := 0
	for _, from := range process.States() {
		for _, to := range process.States() {
			for _, role := range access.Roles() {
				for _, author := range []string{"author", "other"} {
					tried++
					prop := ripe(t, from)
					in := situation{viewer: viewer(author, role), today: "2026-11-23", rules: p.Template, present: p}
					err := prop.gate(stepTo(to), in)
					want := expected(ways[[2]process.State{from, to}], role, author == "author")
					if fault.KindOf(err) != want && (want != 0 || err != nil) {
						t.Errorf("%s -> %s by %s (%s): %v, want kind %d", from, to, role, author, err, want)
					}
				}
			}
		}
	}
	if tried != 10*10*8*2 {
		t.Errorf("tried %d", tried)
	}
}

// expected is the kind of fault; 0 (internal) stands for none.
func expected(who string, role access.Role, isAuthor bool) fault.Kind {
	writes := access.Allowed(access.ProposalWrite, []access.Role{role}) && isAuthor
	decides := role == access.Manager && !isAuthor
	switch {
	case who == "":
		return fault.KindConflict
	case who == "author" && writes, who == "manager" && decides, who == "both" && (writes || decides):
		return 0
	}
	return fault.KindForbidden
}

func TestTheProcessFileDecidesWhichWaysThereAre(t *testing.T) {
	p := demoProcess(t)
	p.Template.Transitions = map[process.State][]process.State{process.Draft: {process.Review}}
	prop := ripe(t, process.Draft)
	in := situation{viewer: viewer("author", access.Rep), today: "2026-11-23", rules: p.Template, present: p}
	if err := prop.gate(stepTo(process.Review), in); err != nil {
		t.Errorf("a way of the file: %v", err)
	}
	if err := prop.gate(stepTo(process.Discussion), in); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("a way that the file does not have: %v", err)
	}
	if got := prop.Ways(in.viewer, p.Template); !slices.Equal(got, []process.State{process.Review}) {
		t.Errorf("ways %v", got)
	}
}

func TestWhatAStepDemands(t *testing.T) {
	p := demoProcess(t)
	for _, c := range []struct {
		name     string
		from, to process.State
		spoil    func(*Proposal, *Step)
		path     string
		key      string
	}{
		{"no review without evidence", process.Discussion, process.Review, func(p *Proposal, _ *Step) { p.Evidence = nil }, "evidence", "proposal.gap.evidence"},
		{"nor with evidence that was altered", process.Discussion, process.Review, func(p *Proposal, _ *Step) { p.Evidence[0].Frozen += " " }, "evidence", "proposal.gap.tampered"},
		{"nor without saying who gains", process.Discussion, process.Review, func(p *Proposal, _ *Step) { p.Body.Gains = language.Text{} }, "gains", "proposal.gap.gains"},
		{"nor without a measurable effect", process.Discussion, process.Review, func(p *Proposal, _ *Step) { p.Body.Effect.To = nil }, "effect.metric", "proposal.gap.effect"},
		{"nor, of a process, without a change", process.Discussion, process.Review, func(p *Proposal, _ *Step) { p.Changes = nil }, "changes", "proposal.gap.changes"},
		{"nor with two ideas in one", process.Discussion, process.Review, func(p *Proposal, _ *Step) {
			p.Changes = append(p.Changes, process.Change{Op: process.OpRemove, Action: "A603"})
		}, "one_idea", "proposal.gap.one_idea"},
		{"acceptance needs a reason", process.Review, process.Accepted, func(_ *Proposal, s *Step) { s.Reason = " " }, "reason", "proposal.error.reason_missing"},
		{"rejection too", process.Review, process.Rejected, func(_ *Proposal, s *Step) { s.Reason = "" }, "reason", "proposal.error.reason_missing"},
		{"and deferring", process.Review, process.Deferred, func(_ *Proposal, s *Step) { s.Reason = "" }, "reason", "proposal.error.reason_missing"},
		{"an objection without an answer", process.Review, process.Accepted, func(p *Proposal, _ *Step) { p.Comments[0].Answer = nil }, "comments", "proposal.error.unanswered"},
		{"no expert reviewed", process.Review, process.Accepted, func(p *Proposal, _ *Step) { p.Reviews = nil }, "reviews", "proposal.error.no_review"},
		{"an expert reviewed an earlier wording", process.Review, process.Accepted, func(p *Proposal, _ *Step) { p.Reviews[0].Edition = 1 }, "reviews", "proposal.error.no_review"},
		{"no day of effect review", process.Review, process.Accepted, func(_ *Proposal, s *Step) { s.ReviewOn = "" }, "review_on", "proposal.error.review_day_missing"},
		{"an effect review today", process.Review, process.Accepted, func(_ *Proposal, s *Step) { s.ReviewOn = "2026-11-23" }, "review_on", "proposal.error.review_day_past"},
		{"no day to take effect", process.Accepted, process.Active, func(_ *Proposal, s *Step) { s.EffectiveFrom = "" }, "effective_from", "proposal.error.day_missing"},
		{"a day in the past", process.Accepted, process.Active, func(_ *Proposal, s *Step) { s.EffectiveFrom = "2026-11-22" }, "effective_from", "process.error.day_past"},
		{"an objection after acceptance", process.Accepted, process.Active, func(p *Proposal, _ *Step) { p.Comments[0].Answer = nil }, "comments", "proposal.error.unanswered"},
	} {
		t.Run(c.name, func(t *testing.T) {
			prop, st := ripe(t, c.from), stepTo(c.to)
			v := viewer("boss", access.Manager)
			if c.to == process.Review {
				v = viewer("author", access.Rep)
			}
			in := situation{viewer: v, today: "2026-11-23", rules: p.Template, present: p}
			if err := prop.gate(st, in); err != nil {
				t.Fatalf("unspoilt: %v", err)
			}
			c.spoil(&prop, &st)
			f := fault.From(prop.gate(st, in))
			if f == nil || f.Kind != fault.KindInvalid || !slices.ContainsFunc(f.Fields, func(f fault.Field) bool { return f.Path == c.path && f.Key == c.key }) {
				t.Errorf("got %v", f)
			}
		})
	}
}

func TestSeveralStagesAreOneIdeaIfTheAuthorSaysWhy(t *testing.T) {
	p := ripe(t, process.Discussion)
	p.Changes = append(p.Changes, process.Change{Op: process.OpRemove, Action: "A603"})
	p.Body.OneIdea = language.Text{EN: "The record moves from the visit to the order desk."}
	if fields := p.Gaps(demoProcess(t)); len(fields) != 0 {
		t.Errorf("gaps %v", fields)
	}
}

func TestAProposalAboutAProductNeedsNoChangeOfTheProcess(t *testing.T) {
	p := ripe(t, process.Discussion)
	p.Type, p.Changes = TypeProduct, nil
	if fields := p.Gaps(demoProcess(t)); len(fields) != 0 {
		t.Errorf("gaps %v", fields)
	}
}
