package processweb

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/web/page"
	"dealervoice/feedback/process"
	"dealervoice/survey/language"
)

// Teller says the parts of a process in the reader's language.
type Teller struct {
	page.Words
	Process process.Process
	Themes  map[string]language.Text // names of the codebook's themes
}

// Role is the name of a role; the id of one that the process lacks.
func (t Teller) Role(id process.RoleID) string {
	if r, ok := t.Process.Role(id); ok {
		return t.In(r.Name)
	}
	return string(id)
}

// Roles joins the names of roles.
func (t Teller) Roles(ids []process.RoleID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = t.Role(id)
	}
	return t.join(names)
}

// Department is the name of a department: process files name roles only, so the
// usual ones have names in the catalogue, others that of their first role.
func (t Teller) Department(id string) string {
	if slices.Contains(departments(), id) {
		return t.T("process.department." + id)
	}
	return t.In(t.Process.Department(id))
}

func departments() []string {
	return []string{"management", "sales", "order_desk", "production_planning", "logistics", "finance", "marketing", "product",
		"rnd", "channel_control", "ecommerce", "aftersales", "it", "support"}
}

// Departments joins the names of departments.
func (t Teller) Departments(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = t.Department(id)
	}
	return t.join(names)
}

// join puts names in a row as the language does.
func (t Teller) join(names []string) string {
	if t.Tag() == language.Chinese {
		return strings.Join(names, "、")
	}
	return strings.Join(names, ", ")
}

// Theme is the name of a theme.
func (t Teller) Theme(id string) string {
	if name, ok := t.Themes[id]; ok {
		return t.In(name)
	}
	return id
}

// usual lists the words of process files that the product has names for; others
// are shown as they stand.
func usual() map[string][]string {
	return map[string][]string{
		"process.frequency.": {"daily", "weekly", "monthly", "quarterly", "yearly", "per_policy", "per_order", "per_shortage",
			"per_campaign", "per_launch", "per_claim", "per_case", "per_visit", "when_found"},
		"process.subject.":  {"dealer", "outlet", "consumer", "internal"},
		"process.evidence.": {"text", "number", "date", "photo", "signature", "document", "location", "survey"},
		"process.answer.": {"done", "partly", "not_done", "not_possible", "last_12_months", "dealer_sellout", "order_book", "judgment",
			"given_growth_rate", "atp", "asked_production", "estimate", "none"},
		"process.question.": {"choice", "text", "number", "scale", "date"},
	}
}

// Usual lists the words of a family ("process.evidence.") that one may choose
// from: those with names, and those that stand there already.
func (t Teller) Usual(prefix string, have ...string) []string {
	out := slices.Clone(usual()[prefix])
	for _, w := range have {
		if w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func (t Teller) word(prefix, w string) string {
	if slices.Contains(usual()[prefix], w) {
		return t.T(prefix + w)
	}
	return strings.ReplaceAll(w, "_", " ")
}

func (t Teller) words(prefix string, list []string) string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = t.word(prefix, w)
	}
	return t.join(out)
}

// Frequency says how often.
func (t Teller) Frequency(f string) string { return t.word("process.frequency.", f) }

// Subject says towards whom.
func (t Teller) Subject(s string) string { return t.word("process.subject.", s) }

// Evidence says what proves an action.
func (t Teller) Evidence(list []string) string { return t.words("process.evidence.", list) }

// Answers says the answers of a question.
func (t Teller) Answers(list []string) string { return t.words("process.answer.", list) }

// Answer says one.
func (t Teller) Answer(a string) string { return t.word("process.answer.", a) }

// Due says a deadline: hours up to two days, days above.
func (t Teller) Due(hours int) string {
	if hours > 48 && hours%24 == 0 {
		return t.T("process.days", "Count", hours/24)
	}
	return t.T("process.hours", "Count", hours)
}

// Target says the target of a measure. Measures between 0 and 1 are shares.
func (t Teller) Target(target *float64) string {
	if target == nil {
		return ""
	}
	if *target >= -1 && *target <= 1 {
		return t.percent(*target)
	}
	return t.number(*target)
}

// Amount writes a number, as percent where it is a share.
func (t Teller) Amount(x float64, share bool) string {
	if share {
		return t.percent(x)
	}
	return t.number(x)
}

// percent writes a share with the digits it has, at most one.
func (t Teller) percent(x float64) string {
	return strings.TrimSuffix(t.Dec(x*100, 1), ".0") + "%"
}

func (t Teller) number(x float64) string {
	return strings.TrimSuffix(t.Dec(x, 1), ".0")
}

// Label names what a path of a difference leads to.
func (t Teller) Label(path string, in process.Action, of process.Stage) string {
	parts := strings.Split(path, ".")
	last := parts[len(parts)-1]
	switch {
	case len(parts) > 1 && (last == "zh" || last == "en"):
		return t.T("process.in."+last, "Field", t.Label(strings.Join(parts[:len(parts)-1], "."), in, of))
	case parts[0] == "feedback" && len(parts) > 2:
		name := parts[1]
		for _, f := range in.Feedback {
			if f.ID == parts[1] {
				name = t.In(f.Label)
			}
		}
		return t.T("process.field_of", "Thing", t.T("process.named.feedback", "Name", name), "Field", t.field(parts[2]))
	case parts[0] == "kpis" && len(parts) > 2:
		name := parts[1]
		for _, k := range of.KPIs {
			if k.ID == parts[1] {
				name = t.In(k.Name())
			}
		}
		return t.T("process.field_of", "Thing", t.T("process.named.kpis", "Name", name), "Field", t.field(parts[2]))
	}
	return t.field(parts[0])
}

// field is the name of a field of the format.
func (t Teller) field(name string) string {
	if slices.Contains(fields(), name) {
		return t.T("process.field." + name)
	}
	return name
}

func fields() []string {
	return []string{"name", "role", "subject", "frequency", "due_hours", "mandatory", "evidence", "feedback", "themes", "order",
		"purpose", "owner", "support", "exit_gate", "kpis", "known_weaknesses", "target", "type", "label", "options", "allowed",
		"show_if", "required", "analyze", "title", "participation_rule", "roles", "flow", "proposal_template"}
}

// Value writes one side of a difference.
func (t Teller) Value(path string, v any) string {
	last := path[strings.LastIndex(path, ".")+1:]
	switch x := v.(type) {
	case nil:
		return ""
	case process.RoleID:
		return t.Role(x)
	case []process.RoleID:
		return t.Roles(x)
	case int:
		if last == "due_hours" {
			return t.Due(x)
		}
		return strconv.Itoa(x)
	case float64:
		return t.Target(&x)
	case bool:
		if x {
			return t.T("process.yes")
		}
		return t.T("process.no")
	case []string:
		return t.list(last, x)
	case string:
		return t.text(last, x)
	case process.Feedback:
		return t.In(x.Label)
	case process.KPI:
		return t.In(x.Name()) + " " + t.Target(x.Target)
	case []language.Text:
		names := make([]string, len(x))
		for i, w := range x {
			names[i] = t.In(w)
		}
		return t.join(names)
	}
	return fmt.Sprint(v)
}

func (t Teller) list(field string, list []string) string {
	switch field {
	case "evidence":
		return t.Evidence(list)
	case "options", "allowed":
		return t.Answers(list)
	case "themes":
		names := make([]string, len(list))
		for i, id := range list {
			names[i] = t.Theme(id)
		}
		return t.join(names)
	}
	return t.join(list)
}

func (t Teller) text(field, s string) string {
	switch field {
	case "frequency":
		return t.Frequency(s)
	case "subject":
		return t.Subject(s)
	case "type":
		return t.word("process.question.", s)
	}
	return s
}
