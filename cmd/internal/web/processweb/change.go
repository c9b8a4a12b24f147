package processweb

// Differences of the process as pages show them.

import (
	"dealervoice/feedback/process"
)

// Changed is a stage or an action that differs, with its fields side by side.
type Changed struct {
	ID      string
	Name    string
	Mark    process.Mark
	Rows    []Row
	Actions []Changed
}

// Row is one field before and after; an empty side was not there. Of an action
// that came or went there is one side only.
type Row struct {
	Label    string
	Old, New string
	Single   bool
}

// Said tells whether the mark is the one given, for templates.
func (c Changed) Said(mark string) bool { return string(c.Mark) == mark }

// Changes says what differs; from is the older process, the teller's the newer.
func (t Teller) Changes(from process.Process) (whole []Row, stages []Changed) {
	d := process.Compare(from, t.Process)
	both := sides{old: t, new: t}
	both.old.Process = from
	whole = both.rows(d.Fields, process.Action{}, process.Stage{})
	for _, s := range d.Stages {
		stage, ok := t.Process.Stage(s.ID)
		if !ok {
			stage, _ = from.Stage(s.ID)
		}
		c := Changed{ID: string(s.ID), Name: t.In(s.Name), Mark: s.Mark, Rows: both.rows(s.Fields, process.Action{}, stage)}
		for _, a := range s.Actions {
			c.Actions = append(c.Actions, both.action(a, stage))
		}
		stages = append(stages, c)
	}
	return whole, stages
}

// sides are the tellers of the older and the newer process.
type sides struct{ old, new Teller }

// rows says fields of an action or of a stage.
func (s sides) rows(fields []process.FieldDiff, a process.Action, of process.Stage) []Row {
	var out []Row
	for _, f := range fields {
		if f.Path != "id" {
			out = append(out, Row{Label: s.new.Label(f.Path, a, of), Old: s.old.Value(f.Path, f.Old), New: s.new.Value(f.Path, f.New)})
		}
	}
	return out
}

// action says an action that differs; of one that came or went the missing side
// says nothing.
func (s sides) action(a process.ActionDiff, of process.Stage) Changed {
	action, _, ok := s.new.Process.Action(a.ID)
	if !ok {
		action, _, _ = s.old.Process.Action(a.ID)
	}
	c := Changed{ID: string(a.ID), Name: s.new.In(a.Name), Mark: a.Mark, Rows: s.rows(a.Fields, action, of)}
	for i := range c.Rows {
		switch a.Mark {
		case process.Added:
			c.Rows[i].Old, c.Rows[i].Single = "", true
		case process.Removed:
			c.Rows[i].New, c.Rows[i].Single = "", true
		}
	}
	return c
}
