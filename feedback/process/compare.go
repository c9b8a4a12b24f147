package process

import (
	"reflect"
	"slices"
	"strings"

	"dealervoice/survey/language"
)

// Mark says how a part differs between two versions.
type Mark string

// The marks.
const (
	Added   Mark = "added"
	Removed Mark = "removed"
	Changed Mark = "changed"
)

// Diff is the difference between two versions: what concerns the process as a
// whole, then the stages that differ, in their order.
type Diff struct {
	Fields []FieldDiff `json:"fields,omitempty"`
	Stages []StageDiff `json:"stages,omitempty"`
}

// Empty tells whether nothing differs.
func (d Diff) Empty() bool { return len(d.Fields) == 0 && len(d.Stages) == 0 }

// StageDiff is a stage that differs. Name is the newer one.
type StageDiff struct {
	ID      StageID       `json:"id"`
	Mark    Mark          `json:"mark"`
	Name    language.Text `json:"name"`
	Fields  []FieldDiff   `json:"fields,omitempty"`
	Actions []ActionDiff  `json:"actions,omitempty"`
}

// ActionDiff is an action that differs. Of an added or removed action Fields
// holds every field, with one side missing.
type ActionDiff struct {
	ID     ActionID      `json:"id"`
	Mark   Mark          `json:"mark"`
	Name   language.Text `json:"name"`
	Fields []FieldDiff   `json:"fields"`
}

// FieldDiff is one value before and after; nil is "not there". Path enters lists
// of things with ids by id, as Change.Set does. The values are Go values of the
// process types: string types, int, float64, bool, []string, Feedback, Role …
type FieldDiff struct {
	Path string `json:"path"`
	Old  any    `json:"old"`
	New  any    `json:"new"`
}

// Compare gives the difference that leads from one process to another. What
// belongs to the version and not to the process (its number, dates, authors) is
// left out.
func Compare(from, to Process) Diff {
	for _, p := range []*Process{&from, &to} {
		p.Version, p.Status, p.Provenance, p.EffectiveFrom, p.AuthoredBy = "", "", "", "", nil
		p.Rule.Compliant, p.Rule.Reason = nil, language.Text{}
	}
	oldStages, newStages := from.InOrder(), to.InOrder()
	from.Stages, to.Stages = nil, nil
	d := Diff{Fields: compare(reflect.ValueOf(from), reflect.ValueOf(to), "")}
	for _, s := range newStages {
		i := slices.IndexFunc(oldStages, func(o Stage) bool { return o.ID == s.ID })
		if i < 0 {
			d.Stages = append(d.Stages, compareStage(Stage{}, s, Added))
		} else if sd := compareStage(oldStages[i], s, Changed); len(sd.Fields)+len(sd.Actions) > 0 {
			d.Stages = append(d.Stages, sd)
		}
	}
	for _, o := range oldStages {
		if !slices.ContainsFunc(newStages, func(s Stage) bool { return s.ID == o.ID }) {
			d.Stages = append(d.Stages, compareStage(o, Stage{}, Removed))
		}
	}
	return d
}

func compareStage(from, to Stage, mark Mark) StageDiff {
	sd := StageDiff{ID: to.ID, Mark: mark, Name: to.Name}
	if mark == Removed {
		sd.ID, sd.Name = from.ID, from.Name
	}
	oldActions, newActions := from.Actions, to.Actions
	from.Actions, to.Actions = nil, nil
	sd.Fields = compare(reflect.ValueOf(from), reflect.ValueOf(to), "")
	for _, a := range newActions {
		i := slices.IndexFunc(oldActions, func(o Action) bool { return o.ID == a.ID })
		if i < 0 {
			sd.Actions = append(sd.Actions, ActionDiff{ID: a.ID, Mark: Added, Name: a.Name,
				Fields: compare(reflect.ValueOf(Action{}), reflect.ValueOf(a), "")})
		} else if fields := compare(reflect.ValueOf(oldActions[i]), reflect.ValueOf(a), ""); len(fields) > 0 {
			sd.Actions = append(sd.Actions, ActionDiff{ID: a.ID, Mark: Changed, Name: a.Name, Fields: fields})
		}
	}
	for _, o := range oldActions {
		if !slices.ContainsFunc(newActions, func(a Action) bool { return a.ID == o.ID }) {
			sd.Actions = append(sd.Actions, ActionDiff{ID: o.ID, Mark: Removed, Name: o.Name,
				Fields: compare(reflect.ValueOf(o), reflect.ValueOf(Action{}), "")})
		}
	}
	return sd
}

// compare walks two values of one type and lists the leaves that differ, in the
// order of the struct's fields.
func compare(from, to reflect.Value, path string) []FieldDiff {
	t := from.Type()
	if t.Kind() == reflect.Struct {
		var out []FieldDiff
		i := 0
		for f := range fieldsOf(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			out = append(out, compare(from.Field(i), to.Field(i), join(path, name))...)
			i++
		}
		return out
	}
	if t.Kind() == reflect.Slice && hasID(t.Elem()) {
		return compareByID(from, to, path)
	}
	if isNothing(from) && isNothing(to) || reflect.DeepEqual(from.Interface(), to.Interface()) {
		return nil
	}
	return []FieldDiff{{Path: path, Old: side(from), New: side(to)}}
}

// compareByID matches the things of two lists by id.
func compareByID(from, to reflect.Value, path string) []FieldDiff {
	var out []FieldDiff
	old := map[string]reflect.Value{}
	for i := range from.Len() {
		old[from.Index(i).FieldByName("ID").String()] = from.Index(i)
	}
	for i := range to.Len() {
		id := to.Index(i).FieldByName("ID").String()
		if o, ok := old[id]; ok {
			out = append(out, compare(o, to.Index(i), join(path, id))...)
			delete(old, id)
		} else {
			out = append(out, FieldDiff{Path: join(path, id), New: to.Index(i).Interface()})
		}
	}
	for i := range from.Len() {
		id := from.Index(i).FieldByName("ID").String()
		if _, gone := old[id]; gone {
			out = append(out, FieldDiff{Path: join(path, id), Old: from.Index(i).Interface()})
		}
	}
	return out
}

func hasID(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	_, ok := t.FieldByName("ID")
	return ok
}

// isNothing tells an absent value: an empty list is none.
func isNothing(v reflect.Value) bool {
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0
}

// side is a leaf as one side of a difference.
func side(v reflect.Value) any {
	if isNothing(v) && v.Kind() != reflect.Bool {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		return v.Elem().Interface()
	}
	return v.Interface()
}
