package proposal

// What people say about a proposal: comments, reviews, signatures.

import (
	"crypto/rand"
	"slices"
	"time"

	"dealervoice/survey/access"
)

// CommentKind says what a comment is for.
type CommentKind string

// The kinds of comment. Every objection gets an answer before a decision for the
// proposal.
const (
	Support   CommentKind = "support"
	Objection CommentKind = "objection"
	Question  CommentKind = "question"
)

// CommentKinds lists them.
func CommentKinds() []CommentKind { return []CommentKind{Support, Objection, Question} }

// Comment is what somebody says about a proposal, with its answer.
type Comment struct {
	ID     string
	By     Person
	Kind   CommentKind
	Text   string
	At     time.Time
	Answer *Answer
}

// Answer is the one answer to a comment, by a named person.
type Answer struct {
	By   Person    `json:"by"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// Criteria are what an expert rates, 1 (poor) to 5 (excellent).
func Criteria() []string { return []string{"evidence", "value", "feasibility", "risk"} }

// Advice is what an expert recommends.
type Advice string

// The recommendations.
const (
	AdviceFor    Advice = "for"
	AdviceChange Advice = "change"
	AdviceNot    Advice = "not"
)

// Advices lists them.
func Advices() []Advice { return []Advice{AdviceFor, AdviceChange, AdviceNot} }

// Review is an outside expert's judgement of one edition.
type Review struct {
	By      Person
	Edition int
	Scores  map[string]int // by criterion
	Advice  Advice
	Text    string
	At      time.Time
}

// Signature is a department's agreement to one edition, with its statement.
type Signature struct {
	Department string
	By         Person
	Edition    int
	Statement  string
	At         time.Time
}

// Unanswered lists the objections without an answer.
func (p Proposal) Unanswered() []Comment {
	var out []Comment
	for _, c := range p.Comments {
		if c.Kind == Objection && c.Answer == nil {
			out = append(out, c)
		}
	}
	return out
}

// Comment finds a comment.
func (p Proposal) Comment(id string) (Comment, bool) {
	i := slices.IndexFunc(p.Comments, func(c Comment) bool { return c.ID == id })
	if i < 0 {
		return Comment{}, false
	}
	return p.Comments[i], true
}

// Tally counts the comments of a kind.
func (p Proposal) Tally(k CommentKind) int {
	n := 0
	for _, c := range p.Comments {
		if c.Kind == k {
			n++
		}
	}
	return n
}

// ReviewedBy tells whether the person reviewed what stands now.
func (p Proposal) ReviewedBy(userID string) bool {
	return slices.ContainsFunc(p.Reviews, func(r Review) bool { return r.By.ID == userID && r.Edition == p.Edition })
}

// Signed lists the departments that signed what stands now.
func (p Proposal) Signed() []string {
	var out []string
	for _, s := range p.Signatures {
		if s.Edition == p.Edition {
			out = append(out, s.Department)
		}
	}
	return out
}

// commented tells whether the person commented.
func (p Proposal) commented(userID string) bool {
	return slices.ContainsFunc(p.Comments, func(c Comment) bool { return c.By.ID == userID })
}

// reps lists the reps who drafted or commented, each once.
func (p Proposal) reps() []string {
	var out []string
	add := func(by Person) {
		if by.Role == access.Rep && !slices.Contains(out, by.ID) {
			out = append(out, by.ID)
		}
	}
	add(p.Author)
	for _, c := range p.Comments {
		add(c.By)
	}
	return out
}

// experts counts the outside experts who reviewed what stands now.
func (p Proposal) experts() int {
	var seen []string
	for _, r := range p.Reviews {
		if r.Edition == p.Edition && r.By.Role == access.Expert && r.By.ID != p.Author.ID && !slices.Contains(seen, r.By.ID) {
			seen = append(seen, r.By.ID)
		}
	}
	return len(seen)
}

// dealers is how many dealers stand behind the evidence: the largest of its
// figures, since several figures count the same dealers again. Evidence that was
// tampered with counts nobody.
func (p Proposal) dealers() int {
	n := 0
	for _, e := range p.Evidence {
		if e.Intact() {
			n = max(n, e.Snapshot.Dealers())
		}
	}
	return n
}

// newID makes an id that nobody has to count for.
func newID() string { return rand.Text()[:16] }
