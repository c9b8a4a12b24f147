package process

import (
	"bytes"
	"encoding/json"
	"reflect"

	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Op is what a change does.
type Op string

// The operations.
const (
	OpModify Op = "modify" // set paths of an action, or of a stage if no action is named
	OpAdd    Op = "add"    // a new action in a stage
	OpRemove Op = "remove" // an action
)

// Change is one step of the difference between two versions. Set holds paths
// within the action or stage ("due_hours", "name.zh", "feedback.basis.allowed";
// a list of things with ids is entered by id) and the values they get; null takes
// a value away.
type Change struct {
	Op     Op
	Stage  StageID
	Action ActionID
	New    *Action // of OpAdd
	Set    map[string]any
}

// changeJSON is Change as files write it: "action" is an id, or of an addition
// the action itself.
type changeJSON struct {
	Op     Op              `json:"op"`
	Stage  StageID         `json:"stage,omitempty"`
	Action json.RawMessage `json:"action,omitempty"`
	Set    map[string]any  `json:"set,omitempty"`
}

// MarshalJSON writes the change as files have it.
func (c Change) MarshalJSON() ([]byte, error) {
	out := changeJSON{Op: c.Op, Stage: c.Stage, Set: c.Set}
	var err error
	if c.New != nil {
		out.Action, err = json.Marshal(c.New)
	} else if c.Action != "" {
		out.Action, err = json.Marshal(c.Action)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads the change; a new action may be sketched (see sketch).
func (c *Change) UnmarshalJSON(data []byte) error {
	var in changeJSON
	if err := strictly(data, &in); err != nil {
		return err
	}
	*c = Change{Op: in.Op, Stage: in.Stage, Set: in.Set}
	if len(in.Action) == 0 {
		return nil
	}
	if in.Action[0] == '"' {
		return json.Unmarshal(in.Action, &c.Action)
	}
	var s sketch
	if err := strictly(in.Action, &s); err != nil {
		return err
	}
	a := s.action()
	c.New, c.Action = &a, a.ID
	return nil
}

// strictly reads JSON and refuses names that the type does not have.
func strictly(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// sketch is a new action as files may write it in short: its name as zh and en,
// and of the rest what differs from the usual.
type sketch struct {
	Action
	ZH        string `json:"zh"`
	EN        string `json:"en"`
	Mandatory *bool  `json:"mandatory"`
}

// action fills in what the sketch leaves open.
func (s sketch) action() Action {
	a := s.Action
	if a.Name.IsZero() {
		a.Name = language.Text{ZH: s.ZH, EN: s.EN}
	}
	a.Mandatory = s.Mandatory == nil || *s.Mandatory
	return a.complete()
}

// complete gives a new action what is usual: weekly, towards a dealer, done
// within the week, reported in words with the three questions that every visit
// asks (result, why not, what the customer said).
func (a Action) complete() Action {
	if a.Subject == "" {
		a.Subject = "dealer"
	}
	if a.Frequency == "" {
		a.Frequency = "weekly"
	}
	if a.DueHours == 0 {
		a.DueHours = 168
	}
	if a.Evidence == nil {
		a.Evidence = []string{"text"}
	}
	if a.Feedback == nil {
		a.Feedback = usualFeedback()
	}
	return a
}

func usualFeedback() []Feedback {
	return []Feedback{
		{ID: "done", Type: "choice", Label: language.Text{ZH: "完成情况", EN: "Result"},
			Options: []string{"done", "partly", "not_done", "not_possible"}, Required: true},
		{ID: "why_not", Type: "text", Label: language.Text{ZH: "未完成原因", EN: "Why not done"},
			ShowIf: &ShowIf{Field: "done", Op: "ne", Value: "done"}, Required: true},
		{ID: "voice", Type: "text", Label: language.Text{ZH: "对方原话（客户之声）", EN: "What the customer said, in their words"}, Analyze: true},
	}
}

// NewAction is an action with the usual frequency, deadline and questions, to
// be filled in; its id is the next free one of the stage.
func (p Process) NewAction(stage StageID) (Action, error) {
	s, ok := p.Stage(stage)
	if !ok {
		return Action{}, fault.Invalid(fault.Field{Path: "stage", Key: "process.error.unknown_stage", Args: fault.Args{"Name": string(stage)}})
	}
	return Action{ID: p.nextActionID(s), Role: s.Owner, Mandatory: true}.complete(), nil
}

// SameStep tells whether both changes are about the same action, or about the
// same stage as a whole.
func (c Change) SameStep(o Change) bool {
	if c.Action != "" || o.Action != "" {
		return c.Action == o.Action
	}
	return c.Stage == o.Stage
}

// ModifyAction is the change that leads from one wording of an action to
// another; ok is false if they are the same.
func ModifyAction(from, to Action) (c Change, ok bool) {
	c = Change{Op: OpModify, Action: from.ID, Set: settings(compare(reflect.ValueOf(from), reflect.ValueOf(to), ""))}
	return c, len(c.Set) > 0
}

// ModifyStage is ModifyAction for the texts and roles of a stage; its actions
// are left alone.
func ModifyStage(from, to Stage) (c Change, ok bool) {
	from.Actions, to.Actions = nil, nil
	c = Change{Op: OpModify, Stage: from.ID, Set: settings(compare(reflect.ValueOf(from), reflect.ValueOf(to), ""))}
	return c, len(c.Set) > 0
}

func settings(fields []FieldDiff) map[string]any {
	set := map[string]any{}
	for _, f := range fields {
		set[f.Path] = plain(f.New)
	}
	return set
}

// plain is a value as JSON reads it, so that a change is the same before and
// after it was stored.
func plain(v any) any {
	raw, err := json.Marshal(v)
	if err != nil {
		return v
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		return v
	}
	return out
}
