package proposal

import (
	"slices"
	"time"

	"dealervoice/feedback/process"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// Number names a proposal: 1, 2, 3 … without gaps.
type Number int

// Type says what kind of change is proposed.
type Type string

// The types of the process file.
const (
	TypeProcess Type = "process"
	TypePolicy  Type = "policy"
	TypeProduct Type = "product"
	TypeSystem  Type = "system"
)

// Types lists them.
func Types() []Type { return []Type{TypeProcess, TypePolicy, TypeProduct, TypeSystem} }

// Proposal is one idea of change with all that was said about it.
type Proposal struct {
	Number   Number
	State    process.State
	Type     Type
	Author   Person
	Champion process.RoleID // the role that stands for it; may be empty
	Body     Body
	Base     int // process version that the changes were drafted on; 0 without changes
	Changes  []process.Change
	Edition  int // counts rewordings: a review or signature holds for one
	Revision int // counts writes of any kind: the optimistic lock

	ReviewOn      calendar.Day // when its effect is looked at; set at acceptance
	EffectiveFrom calendar.Day // set when it becomes active
	Made          int          // the process version it made; 0: none

	CreatedAt time.Time
	UpdatedAt time.Time

	Evidence   []Evidence
	Comments   []Comment
	Reviews    []Review
	Signatures []Signature
	Moves      []Move
}

// Body is what the author writes, in one language or both.
type Body struct {
	Title        language.Text `json:"title"`
	Problem      language.Text `json:"problem"`
	Gains        language.Text `json:"gains"` // which customer gains what
	Alternatives language.Text `json:"alternatives,omitzero"`
	Cost         language.Text `json:"cost,omitzero"`
	Risks        language.Text `json:"risks,omitzero"`
	OneIdea      language.Text `json:"one_idea,omitzero"` // why it is one idea although it touches several stages
	Effect       Effect        `json:"effect,omitzero"`
}

// Effect is what the change is expected to do, to be held against what it did.
type Effect struct {
	Metric string       `json:"metric,omitempty"` // a measure of the process, or words
	From   *float64     `json:"from,omitempty"`
	To     *float64     `json:"to,omitempty"`
	Share  bool         `json:"share,omitempty"` // From and To are fractions of 1
	By     calendar.Day `json:"by,omitempty"`
}

// Person is who did something, in which part. Kept as it was then.
type Person struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Role       access.Role `json:"role"`
	Department string      `json:"department,omitempty"`
}

// Move is one step of the life of a proposal, or a refused try.
type Move struct {
	From, To      process.State
	By            Person
	Reason        string
	Refused       bool                   // tried and refused by the participation rule
	Participation *process.Participation // as it was when it became active, or was refused
	At            time.Time
}

// IsAuthor tells whether the viewer wrote the proposal.
func (p Proposal) IsAuthor(v access.Viewer) bool { return v.UserID != "" && v.UserID == p.Author.ID }

// Over tells whether the proposal's life has ended.
func (p Proposal) Over() bool {
	return slices.Contains([]process.State{process.Rejected, process.Withdrawn, process.Superseded}, p.State)
}

// Open tells whether people may still speak about it.
func (p Proposal) Open() bool {
	return slices.Contains([]process.State{process.Discussion, process.Review, process.Pilot, process.Accepted, process.Active}, p.State)
}

// Decided gives the last step that a decider took; ok is false before any.
func (p Proposal) Decided() (m Move, ok bool) {
	for _, m := range slices.Backward(p.Moves) {
		if !m.Refused && Decisive(m.To) {
			return m, true
		}
	}
	return Move{}, false
}

// EffectOverdue tells whether the day of the effect review has come and the
// proposal still stands.
func (p Proposal) EffectOverdue(today calendar.Day) bool {
	return p.ReviewOn != "" && p.ReviewOn < today && (p.State == process.Accepted || p.State == process.Active)
}

// speaking is the person a viewer is when they act under a permission: of their
// roles the first that grants it, those nearest to the market first.
func speaking(v access.Viewer, need access.Permission) Person {
	p := Person{ID: v.UserID, Name: v.Name}
	for _, r := range voices() {
		if v.Is(r) && access.Allowed(need, []access.Role{r}) {
			p.Role = r
			break
		}
	}
	if p.Role == access.Support {
		p.Department = v.Department
	}
	return p
}

// voices orders roles by how near they are to the market.
func voices() []access.Role {
	return []access.Role{access.Rep, access.Expert, access.Support, access.Marketing, access.Analyst, access.VoiceOfficer, access.Manager, access.Admin}
}
