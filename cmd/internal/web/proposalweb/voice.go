package proposalweb

// Comments, reviews, signatures and the timeline as the page shows them.

import (
	"slices"
	"strings"
	"time"

	"dealervoice/cmd/internal/web/form"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/cmd/internal/web/processweb"
	"dealervoice/feedback/process"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/access"
)

// PersonView is a person in the part they spoke in.
type PersonView struct{ Name, Role string }

// CommentView is a comment with its answer, or room for one.
type CommentView struct {
	ID        string
	By        PersonView
	Kind      proposal.CommentKind
	Text      string
	At        time.Time
	Answered  bool
	Answer    string
	Answerer  PersonView
	AnswerAt  time.Time
	MayAnswer bool
	Typed     string // an answer that came back
	Wrong     string // and what is wrong with it
}

// SignatureView is a department with its signature, or without.
type SignatureView struct {
	Department string
	Signed     bool
	By         string
	Statement  string
	At         time.Time
}

// ReviewView is an expert's review.
type ReviewView struct {
	By      string
	Advice  proposal.Advice
	Text    string
	Scores  []ScoreView
	At      time.Time
	Present bool // of the wording that stands now
}

// ScoreView is a rating by a criterion.
type ScoreView struct {
	Criterion string
	Score     int
}

// Turn is one line of the timeline.
type Turn struct {
	At      time.Time
	By      PersonView
	To      process.State
	Began   bool
	Refused bool
	Reason  string
}

// person says who spoke and in which part.
func person(w page.Words, by proposal.Person, department func(string) string) PersonView {
	role := w.T("role." + string(by.Role))
	if by.Role == access.Support && by.Department != "" {
		role = department(by.Department)
	}
	return PersonView{Name: by.Name, Role: role}
}

// comments shows the objections that wait for an answer first, the rest as they
// came.
func comments(f page.Frame, p proposal.Proposal, typed form.Form, t processweb.Teller) []CommentView {
	var out []CommentView
	for _, c := range p.Comments {
		v := CommentView{ID: c.ID, By: person(f.Words, c.By, t.Department), Kind: c.Kind, Text: c.Text, At: c.At,
			MayAnswer: c.Answer == nil && c.Kind != proposal.Support && p.MayAnswer(f.Viewer, c) && p.Open()}
		if c.Answer != nil {
			v.Answered, v.Answer, v.Answerer, v.AnswerAt = true, c.Answer.Text, person(f.Words, c.Answer.By, t.Department), c.Answer.At
		}
		if typed.Get("_comment") == c.ID {
			v.Typed = typed.Get("answer")
			if field := typed.At("answer-" + c.ID); field.Key != "" {
				v.Wrong = f.Say(field)
			}
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b CommentView) int { return rank(a) - rank(b) })
	return out
}

func rank(c CommentView) int {
	if c.Kind == proposal.Objection && !c.Answered {
		return 0
	}
	return 1
}

// signatures lists the departments that are asked, those that signed what stands
// now with their statement.
func signatures(p proposal.Proposal, present process.Process, t processweb.Teller) []SignatureView {
	var out []SignatureView
	for _, d := range present.CoSigners(p.Changes) {
		v := SignatureView{Department: t.Department(d)}
		for _, s := range p.Signatures {
			if s.Department == d && s.Edition == p.Edition {
				v.Signed, v.By, v.Statement, v.At = true, s.By.Name, s.Statement, s.At
			}
		}
		out = append(out, v)
	}
	return out
}

func reviews(f page.Frame, p proposal.Proposal) []ReviewView {
	var out []ReviewView
	for _, r := range slices.Backward(p.Reviews) {
		v := ReviewView{By: r.By.Name, Advice: r.Advice, Text: r.Text, At: r.At, Present: r.Edition == p.Edition}
		for _, c := range proposal.Criteria() {
			v.Scores = append(v.Scores, ScoreView{f.T("proposal.criterion." + c), r.Scores[c]})
		}
		out = append(out, v)
	}
	return out
}

// turns is the timeline, the newest first.
func turns(f page.Frame, p proposal.Proposal) []Turn {
	plain := func(d string) string { return d }
	var out []Turn
	for _, m := range slices.Backward(p.Moves) {
		out = append(out, Turn{At: m.At, By: person(f.Words, m.By, plain), To: m.To, Refused: m.Refused, Reason: m.Reason})
	}
	return append(out, Turn{At: p.CreatedAt, By: person(f.Words, p.Author, plain), Began: true, To: process.Draft})
}

func joined(steps []string) string { return strings.Join(steps, ", ") }
