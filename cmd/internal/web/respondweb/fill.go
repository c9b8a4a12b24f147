package respondweb

// How each type of question is shown.

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
)

// fill chooses the kind of control and what is in it.
func (b *builder) fill(p *part, e *definition.Element, st answer.State) {
	switch e.Type {
	case definition.Checkbox, definition.Tagbox:
		p.Kind = "check"
		b.choices(p, e, st)
	case definition.ImagePicker:
		p.Kind = "radio"
		if e.MultiSelect {
			p.Kind = "check"
		}
		b.choices(p, e, st)
	case definition.Dropdown:
		p.Kind = "select"
		b.choices(p, e, st)
	case definition.Boolean:
		p.Kind = "radio"
		p.Options = b.options(p, e, flat.Booleans(e))
		b.yesNo(p)
	case definition.Rating:
		b.scale(p, e, st)
	case definition.Matrix:
		b.grid(p, e, st)
	case definition.Ranking:
		b.ranking(p, e, st)
	case definition.TextInput, definition.Comment, definition.Slider, definition.Signature:
		b.input(p, e)
	case definition.MultipleText, definition.MatrixDropdown, definition.MatrixDynamic, definition.PanelDynamic:
		b.inner(p, e)
	case definition.Calculation:
		p.Kind = "value"
		p.Hint = b.d.Read(e.Name)
	default:
		p.Kind = "radio"
		b.choices(p, e, st)
	}
}

func (b *builder) choices(p *part, e *definition.Element, st answer.State) {
	p.Options = b.options(p, e, st.Choices)
	if e.ChoicesOrder == "random" {
		p.Group = b.group(e.Name+"/choices", st.Choices)
	}
}

// group names a list that each respondent sees in an order of their own, and
// notes which of it keep their places.
func (b *builder) group(name string, list []definition.Choice) string {
	if !b.marks.On() {
		return ""
	}
	fixed := make([]bool, len(list))
	for i, c := range list {
		fixed[i] = c.Fixed
	}
	if b.fixed == nil {
		b.fixed = map[string][]bool{}
	}
	b.fixed[name] = fixed
	return name
}

// options are the visible choices with what was chosen.
func (b *builder) options(p *part, e *definition.Element, list []definition.Choice) []option {
	chosen := b.fields[p.Name]
	out := make([]option, len(list))
	for i, c := range list {
		v := flat.Text(c.Value)
		out[i] = option{Value: v, Label: b.label(c), Checked: slices.Contains(chosen, v), Image: ownImage(b.text(c.ImageLink)), NA: c.DV.NA}
		if c.ShowComment && !e.ShowComment {
			out[i].Comment = b.comment(p, b.text(e.OtherPlaceholder))
		}
	}
	return out
}

// label is what a choice says: its text, for the ready-made ones ours, else its
// value.
func (b *builder) label(c definition.Choice) string {
	if t := b.text(c.Text); t != "" {
		return t
	}
	switch c.Value {
	case "other", "none", "refused", "dontknow":
		if c.Fixed {
			return b.words.T("respond.choice." + flat.Text(c.Value))
		}
	}
	return flat.Text(c.Value)
}

func (b *builder) yesNo(p *part) {
	for i, key := range []string{"respond.yes", "respond.no"} {
		if o := &p.Options[i]; o.Label == o.Value {
			o.Label = b.words.T(key)
		}
	}
}

// scale shows a rating: numbers in a row, or answers in words.
func (b *builder) scale(p *part, e *definition.Element, st answer.State) {
	p.Options = b.options(p, e, st.Choices)
	p.MinText, p.MaxText = b.end(e.MinText, p.Options, 0), b.end(e.MaxText, p.Options, len(p.Options)-1)
	worded := slices.ContainsFunc(e.Steps, func(c definition.Choice) bool { return b.text(c.Text) != "" })
	p.Kind = "scale"
	p.Stacked = worded && !b.fits(p.Options)
}

// end says what an end of the scale means: "0 = not at all likely".
func (b *builder) end(t definition.Text, list []option, i int) string {
	said := b.text(t)
	if said == "" || i < 0 || i >= len(list) {
		return said
	}
	return list[i].Value + " = " + said
}

// fits tells whether five labels beside each other can be read on a phone.
func (b *builder) fits(list []option) bool {
	n := 0
	for _, o := range list {
		if o.NA {
			continue
		}
		n++
		if width(o.Label) > 9 {
			return false
		}
	}
	return n <= 5
}

// width reckons a label in half-width characters.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if utf8.RuneLen(r) > 2 {
			n++
		}
	}
	return n
}

func (b *builder) grid(p *part, e *definition.Element, st answer.State) {
	p.Kind = "grid"
	for _, c := range st.Columns {
		p.Columns = append(p.Columns, option{Value: flat.Text(c.Value), Label: b.label(c), NA: c.DV.NA})
	}
	p.Stacked = !b.fits(p.Columns)
	for _, r := range st.Rows {
		key := flat.Text(r.Value)
		shown := row{Number: rowNumber(e, r), Name: key, Title: b.label(r)}
		given := b.fields[p.Name+"."+key]
		for _, c := range p.Columns {
			c.Checked = slices.Contains(given, c.Value)
			shown.Cells = append(shown.Cells, c)
		}
		p.Rows = append(p.Rows, shown)
	}
	if e.RowOrder == "random" {
		p.Group = b.group(e.Name+"/rows", st.Rows)
	}
}

// rowNumber is the same for a row wherever it is shown.
func rowNumber(e *definition.Element, r definition.Choice) int {
	return 1 + slices.IndexFunc(e.Rows, func(c definition.Choice) bool { return c.Value == r.Value })
}

// ranking asks for each place by a list to choose from.
func (b *builder) ranking(p *part, e *definition.Element, st answer.State) {
	p.Kind = "rank"
	list := b.options(p, e, st.Choices)
	given := b.fields[p.Name]
	places := len(list)
	if e.SelectToRank && e.MaxSelected > 0 {
		places = min(places, e.MaxSelected)
	}
	for i := range places {
		r := rank{Place: i + 1, Options: slices.Clone(list)}
		for j := range r.Options {
			r.Options[j].Checked = i < len(given) && given[i] == r.Options[j].Value
		}
		p.Ranks = append(p.Ranks, r)
	}
	if e.ChoicesOrder == "random" {
		p.Group = b.group(e.Name+"/choices", st.Choices)
	}
}

// input shows a field to type in.
func (b *builder) input(p *part, e *definition.Element) {
	p.Kind = "text"
	in := input{ID: p.ID, Name: p.Name, Value: b.fields.Get(p.Name), Type: "text", Hint: b.text(e.Placeholder)}
	in.Unit = b.unit(e)
	switch {
	case e.Type == definition.Comment:
		p.Kind = "comment"
		in.Lines = max(e.Lines, 3)
	case e.Type == definition.Slider:
		in.Mode = "decimal"
	default:
		typeOf(e, &in)
	}
	if limit := b.limit(e); limit > 0 && (e.Type == definition.Comment || in.Type == "text" && in.Mode == "") {
		in.Limit = limit
	}
	p.Input = in
	b.bounds(p, e)
}

// typeOf sets what the keyboard of a phone and the browser's memory go by.
// Numbers are text fields: browsers drop what they cannot read from number
// fields, and an answer dropped is an answer lost.
func typeOf(e *definition.Element, in *input) {
	switch e.InputType {
	case "number", "range":
		in.Mode = "decimal"
		if e.DV.Integer || e.StepBy == 1 {
			in.Mode = "numeric"
		}
	case "email":
		in.Mode, in.Complete = "email", "email"
	case "tel":
		in.Mode, in.Complete = "tel", "tel"
	case "url":
		in.Mode, in.Complete = "url", "url"
	case "date", "datetime-local", "time", "month", "week", "color", "password":
		in.Type = e.InputType
	}
}

// limit is how many characters the field takes; 0: as many as one likes.
func (b *builder) limit(e *definition.Element) int {
	if e.MaxLength >= 0 {
		return e.MaxLength
	}
	if e.Type == definition.Comment {
		return b.plan.def.MaxCommentLength
	}
	return b.plan.def.MaxTextLength
}

// bounds says between what a number must lie, where the author says nothing.
func (b *builder) bounds(p *part, e *definition.Element) {
	low, high := flat.Text(e.Lower), flat.Text(e.Upper)
	if e.InputType != "number" || p.Hint != "" || low == "" || high == "" {
		return
	}
	p.Hint = b.words.T("respond.between", "Min", low, "Max", high)
}

// unit is what a number counts, in the reader's language.
func (b *builder) unit(e *definition.Element) string {
	for tag, unit := range e.DV.Unit {
		if t, ok := language.Parse(tag); ok && t == b.words.Tag() {
			return unit
		}
	}
	return ""
}

// seenText lists the conditional questions shown, for _seen.
func (b *builder) seenText() string { return strings.Join(append([]string{"0"}, b.seen...), ".") }
