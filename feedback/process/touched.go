package process

import (
	"slices"
	"strings"
)

// Touched lists the stages that the changes alter, in their order.
func (p Process) Touched(changes []Change) []StageID {
	var out []StageID
	for _, s := range p.InOrder() {
		if slices.ContainsFunc(changes, func(c Change) bool { return p.stageOf(c) == s.ID }) {
			out = append(out, s.ID)
		}
	}
	return out
}

// stageOf is the stage that a change is about; "" if there is none such.
func (p Process) stageOf(c Change) StageID {
	if c.Op != OpAdd && c.Action != "" {
		_, s, _ := p.Action(c.Action)
		return s.ID
	}
	return c.Stage
}

// CoSigners lists the departments that must sign the changes: those of the
// support roles that own or support a touched stage, and those that are given or
// relieved of a changed action. Roles of sales, management and customers do not
// sign; reps are heard through the rule's share.
func (p Process) CoSigners(changes []Change) []string {
	var out []string
	add := func(id RoleID) {
		r, ok := p.Role(id)
		if ok && r.Kind == KindSupport && r.Department != "" && !slices.Contains(out, r.Department) {
			out = append(out, r.Department)
		}
	}
	for _, id := range p.Touched(changes) {
		s, _ := p.Stage(id)
		add(s.Owner)
		for _, r := range s.Support {
			add(r)
		}
	}
	for _, c := range changes {
		if c.New != nil {
			add(c.New.Role)
		}
		if a, _, ok := p.Action(c.Action); ok && c.New == nil {
			add(a.Role)
		}
		for _, key := range []string{"role", "owner"} {
			if role, ok := c.Set[key].(string); ok {
				add(RoleID(role))
			}
		}
	}
	return out
}

// Clashes lists the steps that the changes alter although, between the version
// they were drafted on and the present one, somebody else altered the same: the
// same field, or the action as a whole. Applying them would undo that unseen.
func Clashes(base, present Process, changes []Change) []string {
	var out []string
	diff := Compare(base, present)
	for _, c := range changes {
		for _, s := range diff.Stages {
			if c.Action == "" && s.ID == c.Stage && (s.Mark != Changed || overlaps(s.Fields, c)) {
				out = append(out, string(c.Stage))
			}
			for _, a := range s.Actions {
				if c.Action == a.ID && (a.Mark != Changed || c.Op != OpModify || overlaps(a.Fields, c)) {
					out = append(out, string(a.ID))
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// overlaps tells whether the change sets a field that differs, or something
// within or around one.
func overlaps(fields []FieldDiff, c Change) bool {
	for _, f := range fields {
		for path := range c.Set {
			if path == f.Path || strings.HasPrefix(path, f.Path+".") || strings.HasPrefix(f.Path, path+".") {
				return true
			}
		}
	}
	return false
}
