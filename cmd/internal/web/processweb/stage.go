package processweb

// Stages and actions as the book shows them.

import "dealervoice/feedback/process"

// StageView is a stage in the reader's language.
type StageView struct {
	ID       string
	Place    int
	Name     string
	Purpose  string
	Owner    string
	Support  string
	ExitGate string
	Weak     []string
	KPIs     []KPIView
	Back     []string // stages to which work may return
	Actions  []ActionView
}

// KPIView is a measure with its target.
type KPIView struct{ Name, Target string }

// ActionView is an action in the reader's language.
type ActionView struct {
	ID        string
	Name      string
	Who       string
	Towards   string
	Often     string
	Due       string
	Evidence  string
	Mandatory bool
	Questions []QuestionView
	Themes    string
}

// QuestionView is one thing asked of whoever did the action.
type QuestionView struct {
	Label    string
	Kind     string
	Answers  string
	Required bool
	Analyzed bool
	Only     string // the question on whose answer it depends
}

// Stages says the process, stage by stage.
func (t Teller) Stages() []StageView {
	var out []StageView
	for i, s := range t.Process.InOrder() {
		v := StageView{ID: string(s.ID), Place: i + 1, Name: t.In(s.Name), Purpose: t.In(s.Purpose),
			Owner: t.Role(s.Owner), Support: t.Roles(s.Support), ExitGate: t.In(s.ExitGate)}
		for _, k := range s.KPIs {
			v.KPIs = append(v.KPIs, KPIView{t.In(k.Name()), t.Target(k.Target)})
		}
		for _, w := range s.Weaknesses {
			v.Weak = append(v.Weak, t.In(w))
		}
		for _, b := range t.Process.Back(s.ID) {
			v.Back = append(v.Back, t.In(b.Name))
		}
		for _, a := range s.Actions {
			v.Actions = append(v.Actions, t.action(a))
		}
		out = append(out, v)
	}
	return out
}

func (t Teller) action(a process.Action) ActionView {
	v := ActionView{ID: string(a.ID), Name: t.In(a.Name), Who: t.Role(a.Role), Towards: t.Subject(a.Subject),
		Often: t.Frequency(a.Frequency), Due: t.Due(a.DueHours), Evidence: t.Evidence(a.Evidence), Mandatory: a.Mandatory}
	names := make([]string, len(a.Themes))
	for i, id := range a.Themes {
		names[i] = t.Theme(id)
	}
	v.Themes = t.join(names)
	labels := map[string]string{}
	for _, f := range a.Feedback {
		labels[f.ID] = t.In(f.Label)
		q := QuestionView{Label: t.In(f.Label), Kind: t.word("process.question.", f.Type), Required: f.Required, Analyzed: f.Analyze}
		answers := f.Options
		if len(f.Allowed) > 0 {
			answers = f.Allowed
		}
		q.Answers = t.Answers(answers)
		if f.ShowIf != nil {
			q.Only = labels[f.ShowIf.Field]
		}
		v.Questions = append(v.Questions, q)
	}
	return v
}
