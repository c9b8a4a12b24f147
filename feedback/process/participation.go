package process

import (
	"math"
	"slices"

	"dealervoice/survey/language"
)

// Rule says whose word a new version needs. CoSign is prose; what it means is
// fixed: every support department of each changed stage (Process.CoSigners).
type Rule struct {
	Text        language.Text `json:"text"`
	MinRepShare float64       `json:"min_rep_share"`
	MinExperts  int           `json:"min_experts"`
	CoSign      string        `json:"co_sign,omitempty"`
	MinDealers  int           `json:"min_dealers"`
	Compliant   *bool         `json:"v1_compliant,omitempty"` // of an imported version only
	Reason      language.Text `json:"v1_reason,omitzero"`
}

// Took is who took part in a change, counted.
type Took struct {
	ActiveReps  int // sales representatives with an active account
	Reps        int // of these, those who drafted or commented
	Experts     int // outside experts who reviewed what stands now
	Departments []string
	Signed      []string // of these, those that signed what stands now
	Dealers     int      // dealers behind the evidence
}

// The lines of the rule.
const (
	LineReps    = "reps"
	LineExperts = "experts"
	LineCoSign  = "co_sign"
	LineDealers = "dealers"
)

// Line is one line of the rule with its numbers. For reps Need and Have count
// people and Of all active ones.
type Line struct {
	Name    string   `json:"name"`
	Need    int      `json:"need"`
	Have    int      `json:"have"`
	Of      int      `json:"of,omitempty"`
	Missing []string `json:"missing,omitempty"` // departments that have not signed
	Met     bool     `json:"met"`
}

// Participation is the rule judged, frozen with the version. An imported version
// has no lines but says itself whether and why; Override is the written reason
// of a manager who let a version take effect all the same.
type Participation struct {
	Met      bool          `json:"met"`
	Lines    []Line        `json:"lines,omitempty"`
	Reason   language.Text `json:"reason,omitzero"`
	Override string        `json:"override,omitempty"`
}

// Judge holds who took part against the rule. The share of reps is rounded up to
// people: 30 % of 7 is 3. Without any active rep a rule that asks for a share is
// not met, as nobody who does the work was heard.
func (r Rule) Judge(t Took) Participation {
	need := int(math.Ceil(r.MinRepShare*float64(t.ActiveReps) - 1e-9))
	if r.MinRepShare > 0 && need == 0 {
		need = 1
	}
	reps := Line{Name: LineReps, Need: need, Have: t.Reps, Of: t.ActiveReps, Met: t.Reps >= need}
	experts := Line{Name: LineExperts, Need: r.MinExperts, Have: t.Experts, Met: t.Experts >= r.MinExperts}
	sign := Line{Name: LineCoSign, Need: len(t.Departments)}
	for _, d := range t.Departments {
		if slices.Contains(t.Signed, d) {
			sign.Have++
		} else {
			sign.Missing = append(sign.Missing, d)
		}
	}
	sign.Met = len(sign.Missing) == 0
	// Beyond what the rule needs the number of dealers is a figure, which not
	// everybody who reads the rule may see.
	dealers := Line{Name: LineDealers, Need: r.MinDealers, Have: min(t.Dealers, r.MinDealers), Met: t.Dealers >= r.MinDealers}
	p := Participation{Met: true, Lines: []Line{reps, experts, sign, dealers}}
	for _, l := range p.Lines {
		p.Met = p.Met && l.Met
	}
	return p
}

// Line finds a line by name.
func (p Participation) Line(name string) (Line, bool) {
	for _, l := range p.Lines {
		if l.Name == name {
			return l, true
		}
	}
	return Line{}, false
}
