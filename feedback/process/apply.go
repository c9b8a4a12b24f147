package process

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dealervoice/survey/fault"
)

// Apply makes the process that the changes lead to; p itself stays as it is.
// Faults stand at the change and path that cause them: "changes[0].set.due_hours".
func (p Process) Apply(changes []Change) (Process, error) {
	tree, err := p.tree()
	if err != nil {
		return Process{}, err
	}
	var fields []fault.Field
	for i, c := range changes {
		for _, f := range c.apply(tree) {
			f.Path = join(fmt.Sprintf("changes[%d]", i), f.Path)
			fields = append(fields, f)
		}
	}
	if len(fields) > 0 {
		return Process{}, fault.Invalid(fields...)
	}
	raw, err := json.Marshal(tree)
	if err != nil {
		return Process{}, fmt.Errorf("write changed process: %w", err)
	}
	var out Process
	if err := json.Unmarshal(raw, &out); err != nil {
		return Process{}, fmt.Errorf("read changed process: %w", err)
	}
	if fields := out.validate(); len(fields) > 0 {
		return Process{}, fault.Invalid(blame(fields, changes, out)...)
	}
	return out, nil
}

// blame moves faults of the changed process to the change that caused them.
func blame(fields []fault.Field, changes []Change, out Process) []fault.Field {
	for i, c := range changes {
		at, to := out.pathOf(c), fmt.Sprintf("changes[%d].set.", i)
		if c.Op == OpAdd {
			to = fmt.Sprintf("changes[%d].action.", i)
		}
		for j, f := range fields {
			if rest, ok := strings.CutPrefix(f.Path, at+"."); ok && at != "" {
				fields[j].Path = to + rest
			}
		}
	}
	return fields
}

// pathOf is where the step stands that the change is about.
func (p Process) pathOf(c Change) string {
	for i, s := range p.Stages {
		if c.Action == "" && s.ID == c.Stage {
			return fmt.Sprintf("stages[%d]", i)
		}
		for j, a := range s.Actions {
			if c.Action != "" && a.ID == c.Action {
				return fmt.Sprintf("stages[%d].actions[%d]", i, j)
			}
		}
	}
	return ""
}

// tree is the process as maps and slices.
func (p Process) tree() (map[string]any, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write process %s: %w", p.ID, err)
	}
	v, err := decodeTree(raw)
	if err != nil {
		return nil, err
	}
	return v.(map[string]any), nil
}

// apply does one change in the tree.
func (c Change) apply(tree map[string]any) []fault.Field {
	switch {
	case c.Op == OpAdd:
		return c.addAction(tree)
	case c.Op == OpRemove && c.Action != "":
		return c.removeAction(tree)
	case c.Op == OpModify && c.Action != "":
		_, action := findAction(tree, c.Action)
		if action == nil {
			return []fault.Field{unknownAction(c.Action)}
		}
		return c.setAll(action, reflect.TypeFor[Action](), "id")
	case c.Op == OpModify && c.Stage != "":
		stage := findByID(list(tree["stages"]), string(c.Stage))
		if stage == nil {
			return []fault.Field{unknownStage(c.Stage)}
		}
		return c.setAll(stage, reflect.TypeFor[Stage](), "id", "actions")
	}
	return []fault.Field{{Path: "op", Key: "process.error.unknown_op", Args: fault.Args{"Name": string(c.Op)}}}
}

func unknownAction(id ActionID) fault.Field {
	return fault.Field{Path: "action", Key: "process.error.unknown_action", Args: fault.Args{"Name": string(id)}}
}

func unknownStage(id StageID) fault.Field {
	return fault.Field{Path: "stage", Key: "process.error.unknown_stage", Args: fault.Args{"Name": string(id)}}
}

func (c Change) addAction(tree map[string]any) []fault.Field {
	if c.New == nil {
		return []fault.Field{{Path: "action", Key: "process.error.text_missing"}}
	}
	stage := findByID(list(tree["stages"]), string(c.Stage))
	if stage == nil {
		return []fault.Field{unknownStage(c.Stage)}
	}
	if _, taken := findAction(tree, c.New.ID); taken != nil {
		return []fault.Field{{Path: "action.id", Key: "process.error.double_id", Args: fault.Args{"Name": string(c.New.ID)}}}
	}
	raw, err := json.Marshal(c.New)
	if err != nil {
		return []fault.Field{{Path: "action", Key: "process.error.bad_value"}}
	}
	v, err := decodeTree(raw)
	if err != nil {
		return []fault.Field{{Path: "action", Key: "process.error.bad_value"}}
	}
	stage["actions"] = append(list(stage["actions"]), v)
	return nil
}

func (c Change) removeAction(tree map[string]any) []fault.Field {
	stage, action := findAction(tree, c.Action)
	if action == nil {
		return []fault.Field{unknownAction(c.Action)}
	}
	stage["actions"] = slices.DeleteFunc(list(stage["actions"]), func(v any) bool { return idOf(v) == string(c.Action) })
	return nil
}

// setAll sets every path in the node and then checks its shape as type t; the
// paths named in fixed may not be set.
func (c Change) setAll(node map[string]any, t reflect.Type, fixed ...string) []fault.Field {
	if len(c.Set) == 0 {
		return []fault.Field{{Path: "set", Key: "process.error.nothing_set"}}
	}
	var out []fault.Field
	for _, path := range sortedKeys(c.Set) {
		first, _, _ := strings.Cut(path, ".")
		if slices.Contains(fixed, first) || !set(node, strings.Split(path, "."), asTree(c.Set[path])) {
			out = append(out, fault.Field{Path: "set." + path, Key: "process.error.unknown_name", Args: fault.Args{"Name": path}})
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, f := range shape(node, t, "") {
		f.Path = join("set", f.Path)
		out = append(out, f)
	}
	return out
}

// set puts the value at the path below the node; nil takes it away. It is false
// for a path that leads through nothing.
func set(node any, path []string, value any) bool {
	m, ok := node.(map[string]any)
	if !ok {
		return false
	}
	name := path[0]
	if items, isList := m[name].([]any); isList && len(path) > 1 {
		return setInList(m, items, path, value)
	}
	if len(path) > 1 {
		return set(m[name], path[1:], value)
	}
	if value == nil {
		delete(m, name)
	} else {
		m[name] = value
	}
	return true
}

// setInList enters a list of things by id; the last step may replace, add or
// take away a whole thing.
func setInList(m map[string]any, items []any, path []string, value any) bool {
	name, id := path[0], path[1]
	if len(path) > 2 {
		item := findByID(items, id)
		return item != nil && set(item, path[2:], value)
	}
	at := slices.IndexFunc(items, func(v any) bool { return idOf(v) == id })
	thing, isThing := value.(map[string]any)
	switch {
	case value == nil && at >= 0:
		m[name] = slices.Delete(items, at, at+1)
	case isThing && at >= 0:
		thing["id"] = id
		items[at] = thing
	case isThing:
		thing["id"] = id
		m[name] = append(items, thing)
	default:
		return false
	}
	return true
}

// asTree brings a value set by Go code ([]string, int …) into the tree's types.
func asTree(v any) any {
	raw, err := json.Marshal(v)
	if err != nil {
		return v
	}
	tree, err := decodeTree(raw)
	if err != nil {
		return v
	}
	return tree
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

func idOf(v any) string {
	m, _ := v.(map[string]any)
	id, _ := m["id"].(string)
	return id
}

func findByID(items []any, id string) map[string]any {
	for _, v := range items {
		if idOf(v) == id {
			return v.(map[string]any)
		}
	}
	return nil
}

// findAction finds an action in any stage.
func findAction(tree map[string]any, id ActionID) (stage, action map[string]any) {
	for _, s := range list(tree["stages"]) {
		stage, _ = s.(map[string]any)
		if action = findByID(list(stage["actions"]), string(id)); action != nil {
			return stage, action
		}
	}
	return nil, nil
}

var numbered = regexp.MustCompile(`^(\D*)(\d+)$`)

// nextActionID counts on from the highest number of the stage's actions: A604 is
// followed by A605. In a stage without any it starts from the stage's order.
func (p Process) nextActionID(s Stage) ActionID {
	prefix, high := "A", s.Order*100
	for _, a := range s.Actions {
		if m := numbered.FindStringSubmatch(string(a.ID)); m != nil {
			if n, err := strconv.Atoi(m[2]); err == nil && n > high {
				prefix, high = m[1], n
			}
		}
	}
	for {
		high++
		id := ActionID(fmt.Sprintf("%s%d", prefix, high))
		if _, _, taken := p.Action(id); !taken {
			return id
		}
	}
}
