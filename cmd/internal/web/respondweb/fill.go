package respondweb

// How each type of question is shown.

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// fill chooses the kind of control and what is in it.
func (b *builder) fill(p *part, e *definition.Element, st answer.State) {
	if b.designed(p, e, st) {
		return
	}
	switch e.Type {
	case definition.Checkbox, definition.Tagbox, definition.ImagePicker, definition.ImageMap:
		p.Kind = "radio"
		if e.Several() {
			p.Kind = "check"
		}
		b.choices(p, e, st)
		b.everything(p, e)
		b.areas(p, e, st)
	case definition.Dropdown:
		p.Kind = "select"
		b.choices(p, e, st)
	case definition.Boolean:
		p.Kind = "radio"
		p.Look = "pair"
		p.Options = b.options(p, e, answer.State{Choices: flat.Booleans(e)})
		b.yesNo(p)
	case definition.Rating:
		b.scale(p, e, st)
	case definition.Slider:
		b.slider(p, e)
	case definition.Matrix:
		b.grid(p, e, st)
	case definition.Ranking:
		b.ranking(p, e, st)
	case definition.TextInput, definition.Comment:
		b.input(p, e)
	case definition.Signature:
		b.signature(p, e)
	case definition.File:
		b.files(p, e)
	case definition.MultipleText, definition.MatrixDropdown, definition.MatrixDynamic, definition.PanelDynamic:
		b.inner(p, e)
	case definition.Calculation:
		p.Kind = "value"
		p.Hint = b.read(e)
	default:
		p.Kind = "radio"
		b.choices(p, e, st)
	}
}

// read is what a calculation comes to, in words.
func (b *builder) read(e *definition.Element) string {
	if b.item != nil {
		return b.item.Read(e)
	}
	return b.d.Read(e.Name)
}

func (b *builder) choices(p *part, e *definition.Element, st answer.State) {
	p.Options = b.options(p, e, st)
	switch {
	case e.Type == definition.ImagePicker:
		p.Look = "pics"
	case e.Type == definition.Tagbox:
		p.Look = "many"
	case e.Type == definition.ButtonGroup:
		p.Look = "pair"
	}
	if e.ChoicesOrder == "random" {
		p.Group = b.group(e.Name+"/choices", st.Choices)
	}
}

// everything offers to choose all options at once.
func (b *builder) everything(p *part, e *definition.Element) {
	if e.SelectAll == nil || b.item != nil || p.Locked {
		return
	}
	p.All = b.plan.number(e)
	if p.AllText = b.text(e.SelectAll.Text); p.AllText == "" {
		p.AllText = b.words.T("respond.all")
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
func (b *builder) options(p *part, e *definition.Element, st answer.State) []option {
	chosen := b.fields[p.Name]
	out := make([]option, len(st.Choices))
	for i, c := range st.Choices {
		v := flat.Text(c.Value)
		out[i] = option{Value: v, Label: b.label(c), Checked: slices.Contains(chosen, v), Image: ownImage(b.text(c.ImageLink)), NA: c.DV.NA}
		out[i].Alone = c.Exclusive && e.Several()
		out[i].Off = p.Locked || st.Disabled != nil && st.Disabled[i]
		if c.ShowComment && !e.ShowComment {
			out[i].Comment = b.comment(p, b.text(e.OtherPlaceholder))
		}
		if out[i].Off && out[i].Checked && !p.Locked {
			p.Kept = append(p.Kept, field{Name: p.Name, Value: v})
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
	p.Options = b.options(p, e, st)
	p.MinText, p.MaxText = b.end(e.MinText, p.Options, 0), b.end(e.MaxText, p.Options, len(p.Options)-1)
	p.Kind = "scale"
	if b.anchor(p, e) {
		return
	}
	worded := slices.ContainsFunc(e.Steps, func(c definition.Choice) bool { return b.text(c.Text) != "" })
	p.Stacked = worded && !b.fits(p.Options)
}

// anchor shows a scale that has words only for some of its numbers (both ends,
// perhaps its middle) as numbers, with the words below; between numbers a word
// would look like an answer of another kind. It tells whether the scale is one.
func (b *builder) anchor(p *part, e *definition.Element) bool {
	var scale []*option // what is not applicable stands beside it
	for i := range p.Options {
		if !p.Options[i].NA {
			scale = append(scale, &p.Options[i])
		}
	}
	last, middle := len(scale)-1, -1
	if last >= 4 && last%2 == 0 && scale[last/2].worded() {
		middle = last / 2
	}
	if len(e.Steps) == 0 || last < 2 {
		return false
	}
	for i, o := range scale {
		if o.worded() != (i == 0 || i == middle || i == last) {
			return false
		}
	}
	said := func(i int) string { return scale[i].Value + " = " + scale[i].Label }
	p.MinText, p.MaxText = said(0), said(last)
	if middle > 0 {
		p.MidText = said(middle)
	}
	for _, o := range scale {
		o.Label = o.Value
	}
	return true
}

// worded tells whether a choice says more than its value.
func (o option) worded() bool { return o.Label != o.Value }

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
	if e.MultiSelect {
		p.Kind = "grids"
	}
	for _, c := range st.Columns {
		p.Columns = append(p.Columns, option{Value: flat.Text(c.Value), Label: b.label(c), NA: c.DV.NA, Off: p.Locked})
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
	list := b.options(p, e, st)
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

// lock keeps the answer of a question that is shown and not to be changed:
// controls that are off send nothing.
func (b *builder) lock(p *part, e *definition.Element) {
	switch e.Type {
	case definition.TextInput, definition.Comment, definition.Slider, definition.Signature,
		definition.MultipleText, definition.MatrixDynamic, definition.PanelDynamic, definition.File:
		return // fields of text are read-only and sent; parts keep their own
	}
	if e.Type == definition.MatrixDropdown && e.DV.MaxDiff == nil {
		return
	}
	for name, values := range b.fields {
		if name != p.Name && (len(p.Rows) == 0 || !strings.HasPrefix(name, p.Name+".")) {
			continue
		}
		for _, v := range values {
			p.Kept = append(p.Kept, field{Name: name, Value: v})
		}
	}
	slices.SortStableFunc(p.Kept, func(x, y field) int { return strings.Compare(x.Name, y.Name) })
}

// seenText lists the conditional questions shown, for _seen.
func (b *builder) seenText() string { return strings.Join(append([]string{"0"}, b.seen...), ".") }
