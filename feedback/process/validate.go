package process

// The second check of a process: does what it says make sense? Every name that
// is pointed to must exist, and what the product acts on must be in range.

import (
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"

	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Limits that keep a page readable and a hostile file cheap.
const (
	maxRoles   = 200
	maxStages  = 50
	maxActions = 100 // of a stage
	maxText    = 500 // characters of a name, purpose or label
	maxDue     = 24 * 366 * 2
)

var idPattern = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,63}$`)

// wordPattern is what frequencies, subjects, evidence and options look like.
// The product has names for the usual ones; others are shown as they are.
var wordPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_]{0,39}$`)

// checker collects faults.
type checker struct {
	p      Process
	fields []fault.Field
}

func (c *checker) add(path, key string, args fault.Args) {
	c.fields = append(c.fields, fault.Field{Path: path, Key: key, Args: args})
}

// validate lists everything that is wrong with the process, by path.
func (p Process) validate() []fault.Field {
	c := &checker{p: p}
	if p.Schema != Schema {
		c.add("schema", "process.error.schema", fault.Args{"Want": Schema})
	}
	c.text("title", p.Title)
	if !p.EffectiveFrom.Valid() {
		c.add("effective_from", "process.error.day", nil)
	}
	c.roles()
	for i, r := range p.AuthoredBy {
		c.role(fmt.Sprintf("authored_by[%d]", i), r)
	}
	c.rule()
	c.stages()
	c.flow()
	c.template()
	return c.fields
}

// text asks for a text in at least one language, of bearable length.
func (c *checker) text(path string, t language.Text) {
	if t.IsZero() {
		c.add(path, "process.error.text_missing", nil)
	}
	c.short(path+".zh", t.ZH)
	c.short(path+".en", t.EN)
}

func (c *checker) short(path, s string) {
	if n := utf8.RuneCountInString(s); n > maxText {
		c.add(path, "process.error.too_long", fault.Args{"Limit": maxText, "Have": n})
	}
}

// id asks for a well-formed id that was not seen before.
func (c *checker) id(path, id string, seen map[string]bool) {
	switch {
	case !idPattern.MatchString(id):
		c.add(path, "process.error.bad_id", fault.Args{"Name": id})
	case seen[id]:
		c.add(path, "process.error.double_id", fault.Args{"Name": id})
	}
	seen[id] = true
}

func (c *checker) role(path string, id RoleID) {
	if _, ok := c.p.Role(id); !ok {
		c.add(path, "process.error.unknown_role", fault.Args{"Name": string(id)})
	}
}

func (c *checker) word(path, w string) {
	if !wordPattern.MatchString(w) {
		c.add(path, "process.error.bad_word", fault.Args{"Name": w})
	}
}

func (c *checker) roles() {
	if len(c.p.Roles) == 0 || len(c.p.Roles) > maxRoles {
		c.add("roles", "process.error.count", fault.Args{"Limit": maxRoles})
		return
	}
	kinds := []Kind{KindCustomer, KindSales, KindManagement, KindSupport, KindExpert}
	seen := map[string]bool{}
	for i, r := range c.p.Roles {
		path := fmt.Sprintf("roles[%d]", i)
		c.id(path+".id", string(r.ID), seen)
		c.text(path+".name", r.Name)
		if !slices.Contains(kinds, r.Kind) {
			c.add(path+".kind", "process.error.unknown_kind", fault.Args{"Name": string(r.Kind)})
		}
		if r.Kind == KindSupport && r.Department == "" {
			c.add(path+".department", "process.error.no_department", nil)
		}
	}
}

func (c *checker) rule() {
	r := c.p.Rule
	if r.MinRepShare < 0 || r.MinRepShare > 1 {
		c.add("participation_rule.min_rep_share", "process.error.share", nil)
	}
	if r.MinExperts < 0 {
		c.add("participation_rule.min_experts", "process.error.negative", nil)
	}
	if r.MinDealers < 0 {
		c.add("participation_rule.min_dealers", "process.error.negative", nil)
	}
}

func (c *checker) stages() {
	if len(c.p.Stages) == 0 || len(c.p.Stages) > maxStages {
		c.add("stages", "process.error.count", fault.Args{"Limit": maxStages})
		return
	}
	stages, actions, orders := map[string]bool{}, map[string]bool{}, map[int]bool{}
	for i, s := range c.p.Stages {
		path := fmt.Sprintf("stages[%d]", i)
		c.id(path+".id", string(s.ID), stages)
		if orders[s.Order] {
			c.add(path+".order", "process.error.double_order", fault.Args{"N": s.Order})
		}
		orders[s.Order] = true
		c.text(path+".name", s.Name)
		c.text(path+".purpose", s.Purpose)
		c.short(path+".exit_gate.zh", s.ExitGate.ZH)
		c.short(path+".exit_gate.en", s.ExitGate.EN)
		c.role(path+".owner", s.Owner)
		for j, r := range s.Support {
			c.role(fmt.Sprintf("%s.support[%d]", path, j), r)
		}
		kpis := map[string]bool{}
		for j, k := range s.KPIs {
			c.id(fmt.Sprintf("%s.kpis[%d].id", path, j), k.ID, kpis)
			c.text(fmt.Sprintf("%s.kpis[%d]", path, j), k.Name())
		}
		if len(s.Actions) > maxActions {
			c.add(path+".actions", "process.error.count", fault.Args{"Limit": maxActions})
			continue
		}
		for j, a := range s.Actions {
			c.action(fmt.Sprintf("%s.actions[%d]", path, j), a, actions)
		}
	}
}

func (c *checker) action(path string, a Action, seen map[string]bool) {
	c.id(path+".id", string(a.ID), seen)
	c.text(path+".name", a.Name)
	c.role(path+".role", a.Role)
	c.word(path+".subject", a.Subject)
	c.word(path+".frequency", a.Frequency)
	if a.DueHours < 1 || a.DueHours > maxDue {
		c.add(path+".due_hours", "process.error.due", fault.Args{"Limit": maxDue})
	}
	for i, e := range a.Evidence {
		c.word(fmt.Sprintf("%s.evidence[%d]", path, i), e)
	}
	fields := map[string]bool{}
	for i, f := range a.Feedback {
		c.feedback(fmt.Sprintf("%s.feedback[%d]", path, i), f, fields)
	}
}

// feedback checks one field; seen holds the fields before it, which it may
// depend on.
func (c *checker) feedback(path string, f Feedback, seen map[string]bool) {
	if f.ShowIf != nil {
		if !seen[f.ShowIf.Field] {
			c.add(path+".show_if.field", "process.error.unknown_field", fault.Args{"Name": f.ShowIf.Field})
		}
		if !slices.Contains([]string{"eq", "ne", "lt", "lte", "gt", "gte", "in", "nin"}, f.ShowIf.Op) {
			c.add(path+".show_if.op", "process.error.unknown_op", fault.Args{"Name": f.ShowIf.Op})
		}
	}
	c.id(path+".id", f.ID, seen)
	c.text(path+".label", f.Label)
	if !slices.Contains(FeedbackTypes(), f.Type) {
		c.add(path+".type", "process.error.unknown_type", fault.Args{"Name": f.Type})
	}
	if f.Type == "choice" && len(f.Options) == 0 {
		c.add(path+".options", "process.error.no_options", nil)
	}
	for i, o := range f.Options {
		c.word(fmt.Sprintf("%s.options[%d]", path, i), o)
	}
	for i, o := range f.Allowed {
		if !slices.Contains(f.Options, o) {
			c.add(fmt.Sprintf("%s.allowed[%d]", path, i), "process.error.unknown_option", fault.Args{"Name": o})
		}
	}
}

// FeedbackTypes lists the types a feedback field may have.
func FeedbackTypes() []string { return []string{"choice", "text", "number", "scale", "date"} }

func (c *checker) flow() {
	for i, step := range c.p.Flow {
		if len(step) != 2 {
			c.add(fmt.Sprintf("flow[%d]", i), "process.error.flow_pair", nil)
			continue
		}
		for j, id := range step {
			if _, ok := c.p.Stage(id); !ok {
				c.add(fmt.Sprintf("flow[%d][%d]", i, j), "process.error.unknown_stage", fault.Args{"Name": string(id)})
			}
		}
	}
}

func (c *checker) template() {
	t := c.p.Template
	state := func(path string, s State) {
		if !slices.Contains(States(), s) {
			c.add(path, "process.error.unknown_state", fault.Args{"Name": string(s)})
		} else if !slices.Contains(t.States, s) {
			c.add(path, "process.error.undeclared_state", fault.Args{"Name": string(s)})
		}
	}
	for i, s := range t.States {
		state(fmt.Sprintf("proposal_template.states[%d]", i), s)
	}
	if !slices.Contains(t.States, Draft) {
		c.add("proposal_template.states", "process.error.no_draft", nil)
	}
	for _, from := range States() {
		for j, to := range t.Transitions[from] {
			state(fmt.Sprintf("proposal_template.transitions.%s[%d]", from, j), to)
		}
	}
	for from := range t.Transitions {
		if !slices.Contains(States(), from) {
			c.add("proposal_template.transitions."+string(from), "process.error.unknown_state", fault.Args{"Name": string(from)})
		}
	}
}
