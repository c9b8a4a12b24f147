package process

import "slices"

// State is where a proposal stands.
type State string

// The states whose meaning the product knows. A process file may leave some
// out and chooses the ways between them; it cannot invent others, since what
// happens in a state is code.
const (
	Draft      State = "draft"
	Discussion State = "discussion"
	Review     State = "review"
	Pilot      State = "pilot"
	Accepted   State = "accepted"
	Active     State = "active"
	Rejected   State = "rejected"
	Withdrawn  State = "withdrawn"
	Deferred   State = "deferred"
	Superseded State = "superseded"
)

// States lists them in the order of a proposal's life, its ends last.
func States() []State {
	return []State{Draft, Discussion, Review, Pilot, Accepted, Active, Deferred, Rejected, Withdrawn, Superseded}
}

// Template says how proposals to change the process are made and decided.
type Template struct {
	States      []State           `json:"states"`
	Transitions map[State][]State `json:"transitions"`
	Fields      []string          `json:"fields,omitempty"`
	Rules       []string          `json:"rules,omitempty"`
}

// Next lists the states one step from the given one.
func (t Template) Next(from State) []State { return t.Transitions[from] }

// Allows tells whether a proposal may go from one state to the other.
func (t Template) Allows(from, to State) bool { return slices.Contains(t.Transitions[from], to) }
