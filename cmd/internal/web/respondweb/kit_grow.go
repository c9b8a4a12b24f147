package respondweb

// Rows and panels on the road: those about each chosen option, those counted by
// a formula, those that buttons add and take away. The kit's page has one of
// them as the pattern of all; how many there are is for the script to say, and
// which questions in them are shown.

import (
	"maps"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// kitGrow is what is known of a question whose rows or panels come and go.
type kitGrow struct {
	Spot   string              `json:"spot"`           // its number, for the buttons
	Over   string              `json:"over,omitempty"` // the question whose chosen options they are about
	Prop   string              `json:"prop,omitempty"` // the field that says which
	Tree   any                 `json:"tree,omitempty"` // how many there are, where that is computed
	Count  int                 `json:"count"`          // to begin with
	Min    int                 `json:"min"`
	Max    int                 `json:"max"`
	Add    string              `json:"add,omitempty"` // what the buttons say; "" where there is none
	Remove string              `json:"remove,omitempty"`
	Copy   bool                `json:"copy,omitempty"`   // a new one begins as the last one stands
	Fresh  map[string][]string `json:"fresh,omitempty"`  // what a new one holds
	Named  string              `json:"named,omitempty"`  // called by "option" or by "number"; "" by its own title
	Each   any                 `json:"each,omitempty"`   // must hold for one of them to be shown
	Within map[int]int         `json:"within,omitempty"` // how many of what grows inside are shown, by index
}

// kitInner is a question inside a question.
type kitInner struct {
	Name  string `json:"name"`
	Key   string `json:"key"`
	Kind  string `json:"kind"`
	Index int    `json:"i"`
	If    []any  `json:"if,omitempty"`
	Req   any    `json:"req,omitempty"` // true, or a tree
	Say   string `json:"say,omitempty"`
	Seen  bool   `json:"seen,omitempty"` // it is listed in _seen while it is shown
	// Grow says how rows or panels inside this one come and go.
	Grow *kitGrow `json:"grow,omitempty"`
}

// growth says how the rows or panels of a question come and go; nil where they
// do not.
func (r *ruler) growth(e *definition.Element) *kitGrow {
	if !growing(e) {
		return nil
	}
	begun, _ := r.begun[e.Key].([]any)
	g := r.buttons(e)
	g.Spot, g.Count = r.plan.number(e), max(e.Count, len(begun))
	titled := e.TemplateTitle.In(r.lang) != ""
	switch {
	case e.LoopOver != nil:
		g.Over, g.Prop = e.LoopOver.Name, e.LoopOver.ValueProperty
		if !titled {
			g.Named = "option"
		}
	case !titled:
		g.Named = "number"
	}
	if e.CountFormula != nil {
		g.Tree, _ = r.tree(e.CountFormula)
	}
	if e.TemplateVisibleIf != nil {
		g.Each, _ = r.tree(e.TemplateVisibleIf)
	}
	g.Within = map[int]int{}
	for _, x := range e.Inner() {
		if growing(x) && x.CountFormula == nil {
			g.Within[x.Index] = x.Count
		}
	}
	return g
}

// buttons says how rows or panels are added and taken away, and what a new one
// holds.
func (r *ruler) buttons(e *definition.Element) *kitGrow {
	g := &kitGrow{Count: e.Count, Min: e.MinCount, Max: min(e.MaxCount, flat.MaxItems), Copy: e.CopyLast, Fresh: flat.Item(r.plan.def, e, "", fresh(e))}
	b := builder{plan: r.plan, words: r.words}
	if e.AllowAdd {
		g.Add = b.or(e.AddText, "respond.more")
	}
	if e.AllowRemove {
		g.Remove = b.or(e.RemoveText, "respond.less")
	}
	return g
}

// grownInside says how rows or panels inside another one come and go; nil where
// they do not.
func (r *ruler) grownInside(x *definition.Element) *kitGrow {
	if !growing(x) || x.LoopOver != nil {
		return nil
	}
	g := r.buttons(x)
	if x.CountFormula != nil {
		var told bool
		if g.Tree, told = r.tree(x.CountFormula); !told {
			return nil
		}
	}
	if x.TemplateTitle.In(r.lang) == "" {
		g.Named = "number"
	}
	return g
}

// fresh is what a new row or panel holds.
func fresh(e *definition.Element) map[string]any {
	values := map[string]any{}
	for _, child := range e.Inner() {
		if child.Default != nil {
			values[child.Key] = child.Default
		}
	}
	if given, ok := e.DefaultItem.(map[string]any); ok {
		maps.Copy(values, given)
	}
	return values
}

// inner lists the questions inside: when they are shown and must be answered.
func (r *ruler) inner(e *definition.Element) []kitInner {
	var out []kitInner
	for _, x := range e.Inner() {
		if x.Owner() == nil || !x.IsQuestion() || x.Type == definition.Calculation {
			continue
		}
		in := kitInner{
			Name: x.Name, Key: x.Key, Kind: kindOf(x), Index: x.Index, Say: x.RequiredError.In(r.lang),
			Seen: growing(e) && (x.VisibleIf != nil || comes(x)),
		}
		for at := x; at != nil && at != e; at = at.Parent {
			if t, ok := r.tree(at.VisibleIf); ok {
				in.If = append(in.If, t)
			}
		}
		if growing(e) {
			in.Grow = r.grownInside(x)
		}
		switch t, told := r.tree(x.RequiredIf); {
		case told && growing(e):
			in.Req = t
		case x.Required && x.RequiredIf == nil && (growing(e) || x.VisibleIf == nil):
			in.Req = true
		}
		out = append(out, in)
	}
	return out
}

// sample is the answers with a row or panel of everything that grows: what the
// kit's pages are drawn by. ok is false where there is none to be had.
func (p *plan) sample(data answer.Data) (with answer.Data, ok bool) {
	with = answer.Data{}
	maps.Copy(with, data)
	for _, e := range p.def.Questions() {
		if e.LoopOver == nil {
			continue
		}
		options := flat.Options(p.def, e.LoopOver)
		if len(options) == 0 {
			return data, false
		}
		with[e.Key] = e.LoopOver.Wrap([]any{options[0].Value}, nil)
	}
	return with, true
}
