package proposal

import (
	"slices"
	"testing"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
)

func TestWhoTookPartIsCounted(t *testing.T) {
	of := demoProcess(t)
	p := ripe(t, process.Review) // author rep, rep2 objected, one expert, 40 dealers
	for _, c := range []struct {
		name   string
		alter  func(*Proposal)
		active []string
		check  func(process.Took) bool
	}{
		{"author and commenter are two reps", nil, []string{"author", "rep2", "rep3"}, func(k process.Took) bool { return k.Reps == 2 && k.ActiveReps == 3 }},
		{"a rep who left does not count", nil, []string{"author", "rep3"}, func(k process.Took) bool { return k.Reps == 1 && k.ActiveReps == 2 }},
		{"twice is once", func(p *Proposal) { p.Comments = append(p.Comments, p.Comments[0]) }, []string{"rep2"}, func(k process.Took) bool { return k.Reps == 1 }},
		{"an author who is no rep", func(p *Proposal) { p.Author.Role = access.Analyst }, []string{"rep2", "author"}, func(k process.Took) bool { return k.Reps == 1 }},
		{"a rep who spoke as a manager", func(p *Proposal) { p.Comments[0].By.Role = access.Manager }, []string{"rep2", "author"}, func(k process.Took) bool { return k.Reps == 1 }},
		{"an expert of this wording", nil, nil, func(k process.Took) bool { return k.Experts == 1 }},
		{"an expert of an earlier wording", func(p *Proposal) { p.Edition = 3 }, nil, func(k process.Took) bool { return k.Experts == 0 }},
		{"an expert who is the author", func(p *Proposal) { p.Author.ID = "expert" }, nil, func(k process.Took) bool { return k.Experts == 0 }},
		{"the departments of the changed stage", nil, nil, func(k process.Took) bool {
			return slices.Equal(k.Departments, []string{"order_desk", "production_planning", "finance", "support", "it"})
		}},
		{"signatures of this wording", func(p *Proposal) {
			p.Signatures = []Signature{{Department: "it", Edition: 2}, {Department: "finance", Edition: 1}}
		}, nil, func(k process.Took) bool { return slices.Equal(k.Signed, []string{"it"}) }},
		{"dealers behind the largest figure", func(p *Proposal) {
			small := p.Evidence[0]
			small.Snapshot.N = 7
			p.Evidence = append(p.Evidence, small)
		}, nil, func(k process.Took) bool { return k.Dealers == 40 }},
		{"nine answers in two waves are five dealers at least", func(p *Proposal) { p.Evidence[0].Snapshot.N, p.Evidence[0].Snapshot.Rounds = 9, 2 }, nil, func(k process.Took) bool { return k.Dealers == 5 }},
		{"consumers are no dealers", func(p *Proposal) { p.Evidence[0].Snapshot.Counted = Consumers }, nil, func(k process.Took) bool { return k.Dealers == 0 }},
		{"altered evidence counts nobody", func(p *Proposal) { p.Evidence[0].Hash = "0" }, nil, func(k process.Took) bool { return k.Dealers == 0 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := p
			q.Comments, q.Evidence = slices.Clone(p.Comments), slices.Clone(p.Evidence)
			if c.alter != nil {
				c.alter(&q)
			}
			if k := took(q, of, c.active); !c.check(k) {
				t.Errorf("took %+v", k)
			}
		})
	}
}

func TestAuthorsOfAVersionAreThoseWhoTookPartByTheirRoles(t *testing.T) {
	of := demoProcess(t)
	p := ripe(t, process.Accepted)
	p.Signatures = []Signature{
		{Department: "finance", By: Person{ID: "f", Role: access.Support, Department: "finance"}, Edition: 2},
		{Department: "it", By: Person{ID: "i", Role: access.Support, Department: "it"}, Edition: 1},
	}
	got := authors(p, of, viewer("boss", access.Manager))
	want := []process.Author{{Role: "sales_rep", Count: 2}, {Role: "expert", Count: 1}, {Role: "finance", Count: 1}, {Role: "sales_vp", Count: 1}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	v := process.Version{Process: of, Authors: got}
	if sales, all := v.SalesShare(); sales != 2 || all != 5 {
		t.Errorf("%d of %d sell", sales, all)
	}
}

func TestWaiting(t *testing.T) {
	of := demoProcess(t)
	finance := viewer("f", access.Support)
	finance.Department = "logistics"
	order := viewer("o", access.Support)
	order.Department = "order_desk"
	for _, c := range []struct {
		name  string
		state process.State
		who   access.Viewer
		alter func(*Proposal)
		want  []Task
	}{
		{"a draft waits for its author", process.Draft, viewer("author", access.Rep), nil, []Task{TaskFinish}},
		{"and for nobody else", process.Draft, viewer("boss", access.Manager, access.Expert, access.Rep), nil, nil},
		{"a rep who has not spoken", process.Discussion, viewer("rep3", access.Rep), nil, []Task{TaskSpeak}},
		{"a rep who has", process.Discussion, viewer("rep2", access.Rep), nil, nil},
		{"an expert who has not reviewed", process.Review, viewer("expert2", access.Expert), nil, []Task{TaskReview}},
		{"an expert who has", process.Review, viewer("expert", access.Expert), nil, nil},
		{"a department of the stage", process.Review, order, nil, []Task{TaskSign}},
		{"a department that is not asked", process.Review, finance, nil, nil},
		{"a decision waits for a manager", process.Review, viewer("boss", access.Manager), nil, []Task{TaskDecide}},
		{"not for the author", process.Review, viewer("author", access.Manager), nil, nil},
		{"an accepted proposal waits to take effect", process.Accepted, viewer("boss", access.Manager), nil, []Task{TaskActivate}},
		{"an objection waits for the author", process.Review, viewer("author", access.Rep), func(p *Proposal) { p.Comments[0].Answer = nil }, []Task{TaskAnswer}},
		{"an effect review that was missed", process.Active, viewer("boss", access.Manager), func(p *Proposal) { p.ReviewOn = "2026-11-01" }, []Task{TaskEffect}},
		{"one that is due today is not missed", process.Active, viewer("boss", access.Manager), func(p *Proposal) { p.ReviewOn = "2026-11-23" }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := ripe(t, c.state)
			if c.alter != nil {
				c.alter(&p)
			}
			var got []Task
			for _, w := range waiting([]Proposal{p}, situation{viewer: c.who, today: "2026-11-23", rules: of.Template, present: of}) {
				got = append(got, w.Task)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
