package proposaldb_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"dealervoice/cmd/internal/audit"
	"dealervoice/cmd/internal/db"
	"dealervoice/cmd/internal/db/processdb"
	"dealervoice/cmd/internal/db/proposaldb"
	demo "dealervoice/cmd/internal/demo/process"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

func clock() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 654321000, time.UTC) }

const ref = "/app/surveys/dealer-quarterly/report?region=%E5%8D%8E%E4%B8%9C"

// figures is one figure whose value moves, as a report's does.
type figures struct {
	mu sync.Mutex
	n  int
}

func (f *figures) set(n int) { f.mu.Lock(); defer f.mu.Unlock(); f.n = n }

// Blind blinds nobody.
func (f *figures) Blind(context.Context, access.Viewer, proposal.Snapshot) (bool, error) {
	return false, nil
}

func (f *figures) Now(_ context.Context, v access.Viewer, at string) (proposal.Figure, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if at != ref {
		return proposal.Figure{}, fault.NotFound("report.no_figure")
	}
	s := proposal.Snapshot{Survey: "dealer-quarterly", Question: "d10", Counted: proposal.Dealers, N: f.n, Unit: proposal.Share,
		Values: []proposal.Value{{Label: language.Text{ZH: "不满意", EN: "Dissatisfied"}, Count: f.n / 2, Value: 0.5, Low: 0.36, High: 0.64}}}
	if v.Scope.Level != access.All {
		s.N = 6
	}
	return proposal.Figure{Kind: proposal.KindQuestion, Ref: at, Caption: language.Text{ZH: "订货答复"}, Snapshot: s}, nil
}

// staff is a sales force of ten.
type staff struct{}

func (staff) ActiveReps(context.Context) ([]string, error) {
	var ids []string
	for i := range 10 {
		ids = append(ids, fmt.Sprintf("rep%d", i))
	}
	return ids, nil
}

// house is the services on one database.
type house struct {
	*proposal.Service
	process *process.Service
	figures *figures
	db      *db.DB
}

func build(t *testing.T, d *db.DB) house {
	t.Helper()
	days, trail := calendar.Calendar{Clock: clock, Zone: time.UTC}, audit.New(d, clock)
	book := process.NewService(process.Ports{Store: processdb.New(d), Tx: d, Trail: trail, Days: days})
	if _, err := book.Import(context.Background(), person("boss", access.Manager), demo.JSON); err != nil {
		t.Fatal(err)
	}
	f := &figures{n: 41}
	return house{proposal.NewService(proposal.Ports{Store: proposaldb.New(d), Process: book, Figures: f, Staff: staff{},
		Tx: d, Trail: trail, Days: days}), book, f, d}
}

func person(id string, roles ...access.Role) access.Viewer {
	return access.Viewer{UserID: id, Name: "人 " + id, Roles: roles, Scope: access.Scope{Level: access.All}}
}

func department(name string) access.Viewer {
	v := person("dep-"+name, access.Support)
	v.Department = name
	return v
}

func words() proposal.Words {
	to := 0.9
	return proposal.Words{Type: proposal.TypeProcess, Champion: "order_desk", Body: proposal.Body{
		Title: language.Text{ZH: "缺货答复4小时内给日期"}, Problem: language.Text{ZH: "等两天才有答复"}, Gains: language.Text{ZH: "经销商能排货"},
		Effect: proposal.Effect{Metric: "promise_given_4h", To: &to, Share: true, By: "2027-03-01"}}}
}

func change(action process.ActionID, path string, v any) process.Change {
	return process.Change{Op: process.OpModify, Action: action, Set: map[string]any{path: v}}
}

// must stops the test at an error.
func must(t *testing.T, p proposal.Proposal, err error) proposal.Proposal {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// draft opens a proposal by rep0 with evidence and the change.
func (h house) draft(t *testing.T, c process.Change) proposal.Proposal {
	t.Helper()
	p, err := h.Propose(context.Background(), person("rep0", access.Rep), words(), ref)
	must(t, p, err)
	p, err = h.Rewrite(context.Background(), person("rep0", access.Rep), p.Number, proposal.Rewriting{Change: c, Revision: p.Revision})
	return must(t, p, err)
}

func (h house) move(t *testing.T, who access.Viewer, n proposal.Number, to process.State) proposal.Proposal {
	t.Helper()
	p, err := h.Move(context.Background(), who, n, step(to))
	return must(t, p, err)
}

func step(to process.State) proposal.Step {
	return proposal.Step{To: to, Reason: "数字说明问题", EffectiveFrom: "2026-12-01", ReviewOn: "2027-03-01"}
}

// accepted brings a proposal to acceptance: two more reps comment, an expert
// reviews, and every department of the changed stage signs but those left out.
func (h house) accepted(t *testing.T, c process.Change, reps int, without string) proposal.Proposal {
	t.Helper()
	ctx, rep := context.Background(), person("rep0", access.Rep)
	p := h.draft(t, c)
	h.move(t, rep, p.Number, process.Discussion)
	for i := 1; i < reps; i++ {
		q, err := h.Comment(ctx, person(fmt.Sprintf("rep%d", i), access.Rep), p.Number, proposal.Remark{Kind: proposal.Support, Text: "同意"})
		must(t, q, err)
	}
	h.move(t, rep, p.Number, process.Review)
	q, err := h.Review(ctx, person("expert", access.Expert), p.Number, judgement())
	must(t, q, err)
	latest, err := h.process.Latest(ctx, rep)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range latest.Process.CoSigners(p.Changes) {
		if name != without {
			q, err := h.Sign(ctx, department(name), p.Number, proposal.Agreement{Statement: "同意配合"})
			must(t, q, err)
		}
	}
	return h.move(t, person("boss", access.Manager), p.Number, process.Accepted)
}

func judgement() proposal.Judgement {
	return proposal.Judgement{Scores: map[string]int{"evidence": 4, "value": 5, "feasibility": 3, "risk": 4}, Advice: proposal.AdviceFor, Text: "依据充分"}
}
