package policy

import "slices"

// Link says that a question or a theme is about a policy. Version and Clause
// narrow it; zero means every version, or the version as a whole.
type Link struct {
	ID      string
	Version int
	Clause  ClauseID
	Target  Target
}

// Target is what a link points to: either a question of a survey (one row of
// it, where it is a matrix) or a theme of the codebook.
type Target struct {
	Survey   string `json:"survey,omitempty"`
	Question string `json:"question,omitempty"`
	Row      string `json:"row,omitempty"`
	Theme    string `json:"theme,omitempty"`
}

// IsTheme tells a theme from a question.
func (t Target) IsTheme() bool { return t.Theme != "" }

// well tells whether the target is exactly one of the two.
func (t Target) well() bool {
	if t.IsTheme() {
		return t.Survey == "" && t.Question == "" && t.Row == ""
	}
	return t.Survey != "" && t.Question != ""
}

// LinksTo lists the policy's links to a question or theme that hold for the
// version.
func (p Policy) LinksTo(t Target, version int) []Link {
	var out []Link
	for _, l := range p.Links {
		if l.Target == t && (l.Version == 0 || l.Version == version) {
			out = append(out, l)
		}
	}
	return out
}

// Targets lists what the policy is linked to, each once, in the order linked.
func (p Policy) Targets() []Target {
	var out []Target
	for _, l := range p.Links {
		if !slices.Contains(out, l.Target) {
			out = append(out, l.Target)
		}
	}
	return out
}
