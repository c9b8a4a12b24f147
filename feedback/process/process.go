package process

import (
	"slices"

	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// Schema is the name of the file format.
const Schema = "vod-process/1"

// Process is one version's content, as the file has it.
type Process struct {
	Schema        string        `json:"schema"`
	ID            string        `json:"id"`
	Version       string        `json:"version"`
	Status        string        `json:"status,omitempty"`
	Title         language.Text `json:"title"`
	Provenance    string        `json:"provenance,omitempty"`
	EffectiveFrom calendar.Day  `json:"effective_from"`
	AuthoredBy    []RoleID      `json:"authored_by"`
	Rule          Rule          `json:"participation_rule"`
	Roles         []Role        `json:"roles"`
	Stages        []Stage       `json:"stages"`
	Flow          [][]StageID   `json:"flow"`
	Template      Template      `json:"proposal_template"`
}

// RoleID, StageID and ActionID name the parts of a process across its versions.
type (
	RoleID   string
	StageID  string
	ActionID string
)

// Kind sorts roles; support roles co-sign changes of their stages.
type Kind string

// The kinds of role.
const (
	KindCustomer   Kind = "customer"
	KindSales      Kind = "sales"
	KindManagement Kind = "management"
	KindSupport    Kind = "support"
	KindExpert     Kind = "expert"
)

// Role is a part somebody plays in the process.
type Role struct {
	ID         RoleID        `json:"id"`
	Name       language.Text `json:"name"`
	Kind       Kind          `json:"kind"`
	DataLevel  string        `json:"data_level,omitempty"`
	Department string        `json:"department,omitempty"`
}

// Stage is a step of the process with its actions.
type Stage struct {
	ID         StageID         `json:"id"`
	Order      int             `json:"order"`
	Name       language.Text   `json:"name"`
	Purpose    language.Text   `json:"purpose"`
	Owner      RoleID          `json:"owner"`
	Support    []RoleID        `json:"support"`
	ExitGate   language.Text   `json:"exit_gate"`
	KPIs       []KPI           `json:"kpis"`
	Weaknesses []language.Text `json:"known_weaknesses"`
	Actions    []Action        `json:"actions"`
}

// KPI is what a stage is measured by.
type KPI struct {
	ID     string   `json:"id"`
	ZH     string   `json:"zh"`
	EN     string   `json:"en"`
	Target *float64 `json:"target,omitempty"`
}

// Name is what the measure is called.
func (k KPI) Name() language.Text { return language.Text{ZH: k.ZH, EN: k.EN} }

// Action is one thing to be done, by a role, again and again.
type Action struct {
	ID        ActionID      `json:"id"`
	Name      language.Text `json:"name"`
	Role      RoleID        `json:"role"`
	Subject   string        `json:"subject"`   // towards whom: dealer, outlet, consumer, internal
	Frequency string        `json:"frequency"` // weekly, per_order …
	DueHours  int           `json:"due_hours"`
	Mandatory bool          `json:"mandatory"`
	Evidence  []string      `json:"evidence"`
	Feedback  []Feedback    `json:"feedback"`
	Themes    []string      `json:"themes,omitempty"`
}

// Feedback is one thing asked of whoever did the action.
type Feedback struct {
	ID       string        `json:"id"`
	Type     string        `json:"type"` // choice, text, number, scale, date
	Label    language.Text `json:"label"`
	Options  []string      `json:"options,omitempty"`
	Allowed  []string      `json:"allowed,omitempty"` // of the options, those that may be chosen; none: all
	ShowIf   *ShowIf       `json:"show_if,omitempty"`
	Required bool          `json:"required,omitempty"`
	Analyze  bool          `json:"analyze,omitempty"`
}

// ShowIf says when a feedback field is asked.
type ShowIf struct {
	Field string `json:"field"`
	Op    string `json:"op"`
	Value any    `json:"value"`
}

// Role finds a role.
func (p Process) Role(id RoleID) (Role, bool) {
	i := slices.IndexFunc(p.Roles, func(r Role) bool { return r.ID == id })
	if i < 0 {
		return Role{}, false
	}
	return p.Roles[i], true
}

// Stage finds a stage.
func (p Process) Stage(id StageID) (Stage, bool) {
	i := slices.IndexFunc(p.Stages, func(s Stage) bool { return s.ID == id })
	if i < 0 {
		return Stage{}, false
	}
	return p.Stages[i], true
}

// Action finds an action and the stage it stands in.
func (p Process) Action(id ActionID) (Action, Stage, bool) {
	for _, s := range p.Stages {
		for _, a := range s.Actions {
			if a.ID == id {
				return a, s, true
			}
		}
	}
	return Action{}, Stage{}, false
}

// InOrder lists the stages as they follow each other.
func (p Process) InOrder() []Stage {
	out := slices.Clone(p.Stages)
	slices.SortStableFunc(out, func(a, b Stage) int { return a.Order - b.Order })
	return out
}

// Back lists the stages to which work may return from the stage: the flow's
// steps that lead to an earlier stage or leap over one.
func (p Process) Back(from StageID) []Stage {
	ordered := p.InOrder()
	at := slices.IndexFunc(ordered, func(s Stage) bool { return s.ID == from })
	var out []Stage
	for _, step := range p.Flow {
		if len(step) != 2 || step[0] != from {
			continue
		}
		to := slices.IndexFunc(ordered, func(s Stage) bool { return s.ID == step[1] })
		if to >= 0 && to != at+1 {
			out = append(out, ordered[to])
		}
	}
	return out
}

// KPI finds a measure anywhere in the process.
func (p Process) KPI(id string) (KPI, bool) {
	for _, s := range p.Stages {
		for _, k := range s.KPIs {
			if k.ID == id {
				return k, true
			}
		}
	}
	return KPI{}, false
}

// Department gives the name of a department: that of its first role, since the
// file names roles only. The id where no role has it.
func (p Process) Department(id string) language.Text {
	for _, r := range p.Roles {
		if r.Department == id && string(r.ID) == id {
			return r.Name
		}
	}
	for _, r := range p.Roles {
		if r.Department == id {
			return r.Name
		}
	}
	return language.Text{ZH: id, EN: id}
}
