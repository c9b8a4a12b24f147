package respondweb

// The rules of a kit: under which conditions a question is shown and must be
// answered, and the limits that a script can judge. What is not among them
// (what a function of dates or lists computes, patterns, the author's formulas) only the server
// judges: such a question is shown, and such an answer accepted, until then.

import (
	"dealervoice/cmd/internal/flat"
	"dealervoice/cmd/internal/web/page"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/expression"
)

// kitRule is what is known of a question.
type kitRule struct {
	Name   string `json:"name"`
	Key    string `json:"key"`  // the name conditions know its answer by
	Box    string `json:"box"`  // its data-q in the kit's pages
	Number string `json:"n"`    // its number for _seen; "" if always shown
	Screen int    `json:"at"`   // from 1
	Kind   string `json:"kind"` // one, many, rows, grow

	If       []any          `json:"if,omitempty"` // all must hold; nil: always shown
	Hidden   bool           `json:"hidden,omitempty"`
	Required any            `json:"req,omitempty"` // true, or a tree
	Say      string         `json:"say,omitempty"` // the author's words for that
	Options  map[string]any `json:"opts,omitempty"`
	Rows     map[string]any `json:"rowIf,omitempty"`
	From     []string       `json:"from,omitempty"` // question and mode that its choices come from
	EachRow  bool           `json:"each,omitempty"`
	Other    bool           `json:"other,omitempty"`
	Alone    []string       `json:"alone,omitempty"` // choices that exclude all others
	Ranking  string         `json:"rank,omitempty"`  // "all": every place, "some"
	Limits   []kitLimit     `json:"lim,omitempty"`
	Inner    []kitInner     `json:"inner,omitempty"`
	Grow     *kitGrow       `json:"grow,omitempty"`
	Pair     []string       `json:"pair,omitempty"`  // of a MaxDiff: the best and the worst of each task
	Tasks    bool           `json:"tasks,omitempty"` // of a conjoint: all tasks must be answered once one is
	Total    *float64       `json:"total,omitempty"` // points that must add up to this once one is given
	Off      []string       `json:"off,omitempty"`   // said where they are too few, too many; where the best is the worst
	Prop     string         `json:"prop,omitempty"`  // each option is stored in an object, under this name
}

// kitLimit is a bound with what to say beyond it.
type kitLimit struct {
	Of  string   `json:"of"` // length, number, integer, count
	Min *float64 `json:"min,omitempty"`
	Max *float64 `json:"max,omitempty"`
	Say string   `json:"say"`
}

// ruler writes the rules of a version.
type ruler struct {
	plan  *plan // as it was published
	bare  *plan
	words page.Words
	lang  string
	begun answer.Data // what a form begins with
}

// tree is a condition as data; ok is false where only the server can evaluate
// it.
func (r *ruler) tree(e *expression.Expression) (any, bool) {
	t, ok := e.Tree()
	if !ok {
		return nil, false
	}
	for _, name := range e.Names() {
		if owner := flat.Owner(r.plan.def, name); owner != nil && grows(owner) {
			return nil, false
		}
	}
	return t, true
}

// grows tells questions with questions inside, whose answers a script does not
// read.
func grows(e *definition.Element) bool {
	switch e.Type {
	case definition.MatrixDropdown, definition.MatrixDynamic, definition.PanelDynamic, definition.File:
		return true
	}
	return false
}

func (r *ruler) screens() []kitScreen {
	out := make([]kitScreen, len(r.bare.screens))
	for i, s := range r.bare.screens {
		for _, pg := range s.pages {
			for _, e := range pg.Elements {
				out[i].Content = out[i].Content || s.only == nil && (e.Type == definition.HTML || e.Type == definition.Image)
			}
		}
		if own := r.plan.screens[i]; len(own.pages) == 1 && own.pages[0].VisibleIf != nil {
			if t, ok := r.tree(own.pages[0].VisibleIf); ok {
				out[i].If = []any{t}
			}
		}
	}
	return out
}

func (r *ruler) rules() []kitRule {
	var out []kitRule
	for _, e := range r.plan.def.Questions() {
		twin := r.bare.def.Question(e.Name)
		if twin == nil || e.Type == definition.Calculation {
			continue
		}
		rule := kitRule{Name: e.Name, Key: e.Key, Box: r.bare.id(twin), Screen: r.plan.screen[e.Name], Kind: kindOf(e)}
		if conditional(e) {
			rule.Number = r.plan.number(e)
		}
		rule.If, rule.Hidden = r.shown(e)
		r.required(&rule, e)
		r.choices(&rule, e)
		rule.Limits = r.limits(e)
		rule.Inner, rule.Grow, rule.Prop = r.inner(e), r.growth(e), e.ValueProperty
		r.design(&rule, e)
		out = append(out, rule)
	}
	return out
}

// kindOf tells how the answer lies in the fields.
func kindOf(e *definition.Element) string {
	switch {
	case e.Type == definition.Matrix, e.Type == definition.MultipleText:
		return "rows"
	case grows(e):
		return "grow"
	case e.Several():
		return "many"
	}
	return "one"
}

// shown lists what must hold for the question to be shown: its own condition,
// those of the panels around it, that of its page.
func (r *ruler) shown(e *definition.Element) (all []any, hidden bool) {
	add := func(cond *expression.Expression, visible bool) {
		if cond == nil {
			hidden = hidden || !visible
			return
		}
		if t, ok := r.tree(cond); ok {
			all = append(all, t)
		}
	}
	add(e.Page.VisibleIf, e.Page.Visible)
	for at := e; at != nil; at = at.Parent {
		add(at.VisibleIf, at.Visible)
	}
	return all, hidden
}

func (r *ruler) required(rule *kitRule, e *definition.Element) {
	if e.ReadOnly || e.Page.ReadOnly || r.plan.def.ReadOnly {
		return
	}
	rule.Say = e.RequiredError.In(r.lang)
	switch {
	case e.RequiredIf != nil:
		if t, ok := r.tree(e.RequiredIf); ok {
			rule.Required = t
		}
	case e.Required:
		rule.Required = true
	}
	rule.EachRow = e.Type == definition.Matrix && e.EachRowRequired
}

// design says what makes tasks and shared points whole.
func (r *ruler) design(rule *kitRule, e *definition.Element) {
	switch {
	case e.DV.MaxDiff != nil:
		rule.Pair, rule.Off = []string{e.Cells[0].Name, e.Cells[1].Name}, []string{r.words.T("answer.bestworst")}
	case e.DV.Conjoint != nil:
		rule.Tasks = e.Required && !e.EachRowRequired
	case e.DV.ConstantSum != nil:
		total := e.DV.ConstantSum.Total
		rule.Total = &total
		for _, key := range []string{"answer.sum_left", "answer.sum_over"} {
			rule.Off = append(rule.Off, r.words.T(key, "Total", flat.Text(total), "Given", "{given}", "Left", "{left}"))
		}
	}
}

// choices says which choices and rows are shown under conditions, and which
// do not go together.
func (r *ruler) choices(rule *kitRule, e *definition.Element) {
	rule.Options = r.conditions(e.Choices, e.ChoicesVisibleIf)
	if len(e.Parents()) > 0 {
		r.branches(rule, e)
	}
	rule.Rows = r.conditions(e.Rows, e.RowsVisibleIf)
	if e.ChoicesFrom != "" && e.ChoicesFromMode != "all" {
		rule.From = []string{e.ChoicesFrom, e.ChoicesFromMode}
	}
	rule.Other = e.Other != nil
	if e.Type == definition.Ranking {
		rule.Ranking = "all"
		if e.SelectToRank {
			rule.Ranking = "some"
		}
		return
	}
	if e.Several() {
		for _, c := range flat.Options(r.plan.def, e) {
			if c.Exclusive {
				rule.Alone = append(rule.Alone, flat.Text(c.Value))
			}
		}
	}
}

func (r *ruler) conditions(list []definition.Choice, common *expression.Expression) map[string]any {
	out := map[string]any{}
	for _, c := range list {
		cond := c.VisibleIf
		if cond == nil {
			cond = common
		}
		if cond == nil {
			continue
		}
		if t, ok := r.tree(cond); ok {
			out[flat.Text(c.Value)] = t
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// limits lists bounds of length, number and count.
func (r *ruler) limits(e *definition.Element) []kitLimit {
	var out []kitLimit
	bound := func(of string, low, high *float64, key string, args ...any) {
		out = append(out, kitLimit{Of: of, Min: low, Max: high, Say: r.words.T(key, args...)})
	}
	b := builder{plan: r.plan}
	if n := b.limit(e); n > 0 && (e.Type == definition.Comment || e.Type == definition.TextInput) {
		bound("length", nil, number(n), "answer.toolong", "N", n)
	}
	if e.Type == definition.TextInput && (e.InputType == "number" || e.InputType == "range") {
		bound("number", nil, nil, "answer.nonumber")
		if e.DV.Integer {
			bound("integer", nil, nil, "answer.integer")
		}
		if low, ok := e.Lower.(float64); ok && e.LowerFormula == nil {
			bound("number", &low, nil, "answer.min", "Min", flat.Text(low))
		}
		if high, ok := e.Upper.(float64); ok && e.UpperFormula == nil {
			bound("number", nil, &high, "answer.max", "Max", flat.Text(high))
		}
	}
	if e.Several() && e.Type != definition.ImagePicker && e.Type != definition.ImageMap {
		if e.MinSelected > 0 {
			bound("count", number(e.MinSelected), nil, "answer.atleast", "N", e.MinSelected)
		}
		if e.MaxSelected > 0 {
			bound("count", nil, number(e.MaxSelected), "answer.atmost", "N", e.MaxSelected)
		}
	}
	return out
}

func number(n int) *float64 { f := float64(n); return &f }

// calculated are the calculated values that a script can compute.
func (r *ruler) calculated() map[string]any {
	out := map[string]any{}
	for _, c := range r.plan.def.Calculated {
		if t, ok := r.tree(c.Formula); ok {
			out[c.Name] = t
		}
	}
	return out
}
