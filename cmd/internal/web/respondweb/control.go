package respondweb

// Fields to type in, and sliders.

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
	"dealervoice/survey/language"
	"dealervoice/survey/mask"
)

// input shows a field to type in.
func (b *builder) input(p *part, e *definition.Element) {
	p.Kind = "text"
	p.Input = b.field(p, e)
	if e.Type == definition.Comment {
		p.Kind = "comment"
		p.Input.Lines = max(e.Lines, 3)
	} else {
		typeOf(e, &p.Input)
	}
	if e.Mask != nil {
		b.mask(p, e)
		return
	}
	if limit := b.limit(e); limit > 0 && (e.Type == definition.Comment || p.Input.Type == "text" && p.Input.Mode == "") {
		p.Input.Limit = limit
	}
	if e.InputType == "range" {
		p.Input.Slide = drawn(bound(e.Lower, 0), bound(e.Upper, 100), e.StepBy)
		b.between(p, p.Input.Slide)
	}
	if e.InputType == "number" && e.Lower != nil && e.Upper != nil {
		b.between(p, &slide{Min: flat.Text(e.Lower), Max: flat.Text(e.Upper)})
	}
}

// field is the field of a question.
func (b *builder) field(p *part, e *definition.Element) input {
	return input{
		ID: p.ID, Name: p.Name, Value: b.fields.Get(p.Name), Type: "text", Hint: b.text(e.Placeholder), Unit: b.unit(e), Locked: p.Locked,
	}
}

// typeOf sets what the keyboard of a phone and the browser's memory go by.
// Numbers are text fields: browsers drop what they cannot read from number
// fields, and an answer dropped is an answer lost. Colours are too: a browser
// answers black where nothing was chosen.
func typeOf(e *definition.Element, in *input) {
	in.Complete = remembered(e.Remembered)
	switch e.InputType {
	case "number", "range":
		in.Mode = "decimal"
		if e.DV.Integer || e.StepBy == 1 {
			in.Mode = "numeric"
		}
	case "email":
		in.Mode, in.Complete = "email", cmp.Or(in.Complete, "email")
	case "tel":
		in.Mode, in.Complete = "tel", cmp.Or(in.Complete, "tel")
	case "url":
		in.Mode, in.Complete = "url", cmp.Or(in.Complete, "url")
	case "color":
		if in.Hint == "" {
			in.Hint = "#1D4E89"
		}
	case "date", "datetime-local", "time", "month", "week", "password":
		in.Type = e.InputType
	}
}

// remembered is what HTML lets a field say of the browser's memory, as the author
// wrote it.
func remembered(s string) string {
	if tokens.MatchString(s) && len(s) < 60 {
		return s
	}
	return ""
}

var tokens = regexp.MustCompile(`^[a-z0-9]+([ -][a-z0-9]+)*$`)

// mask says how a field wants to be written, by an example. The server reads it;
// nothing is taken out of anybody's hands while they type.
func (b *builder) mask(p *part, e *definition.Element) {
	switch e.Mask.Kind {
	case mask.Numeric, mask.Currency:
		p.Input.Mode = "decimal"
		if e.Mask.Precision == 0 {
			p.Input.Mode = "numeric"
		}
		if p.Input.Unit == "" {
			p.Input.Unit = strings.TrimSpace(e.Mask.Suffix)
		}
	}
	if p.Hint == "" && p.Input.Hint == "" {
		p.Hint = b.words.T("respond.mask", "Example", e.Mask.Example())
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

// between says between what a number must lie, where the author says nothing.
func (b *builder) between(p *part, s *slide) {
	if p.Hint == "" {
		p.Hint = b.words.T("respond.between", "Min", s.Min, "Max", s.Max)
	}
}

// maxPoints is how many points of a slider are shown as boxes to press, which a
// thumb meets better than a handle.
const maxPoints = 11

// slider shows a few points as a scale, many as a number to type, which is drawn
// where scripts run. Nothing is chosen beforehand: a handle that stands somewhere
// would answer for somebody who never touched it.
func (b *builder) slider(p *part, e *definition.Element) {
	step := e.Step
	if step <= 0 {
		step = 1
	}
	s := drawn(e.Low, e.High, step)
	if points := int((e.High-e.Low)/step+1e-9) + 1; !e.Range && points <= maxPoints && e.LowerFormula == nil && e.UpperFormula == nil {
		b.points(p, e, step)
		return
	}
	b.between(p, s)
	if e.Range {
		p.Kind = "ends"
		given := b.fields[p.Name]
		for i, key := range []string{"respond.from", "respond.to"} {
			in := b.field(p, e)
			in.ID, in.Label, in.Mode, in.Slide, in.Value = p.ID+"ft"[i:i+1], b.words.T(key), "decimal", s, ""
			if i < len(given) {
				in.Value = given[i]
			}
			p.Ends = append(p.Ends, in)
		}
		return
	}
	p.Kind = "text"
	p.Input = b.field(p, e)
	p.Input.Mode, p.Input.Slide = "decimal", s
}

// points shows a slider as a scale.
func (b *builder) points(p *part, e *definition.Element, step float64) {
	var st answer.State
	for i := 0; i < maxPoints; i++ {
		v := e.Low + float64(i)*step
		if v > e.High+1e-9 {
			break
		}
		c := definition.Choice{Value: v}
		if labelled, ok := definition.Find(e.Steps, v); ok {
			c.Text = labelled.Text
		}
		st.Choices = append(st.Choices, c)
	}
	p.Options = b.options(p, e, st)
	p.Kind = "scale"
	p.Stacked = len(e.Steps) > 0 && !b.fits(p.Options)
}

// drawn is the range of a handle.
func drawn(low, high, step float64) *slide {
	text := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	if step <= 0 {
		step = 1
	}
	return &slide{Min: text(low), Max: text(high), Step: text(step)}
}

// bound reads a limit as the definition wrote it.
func bound(v any, otherwise float64) float64 {
	f, err := strconv.ParseFloat(flat.Text(v), 64)
	if err != nil {
		return otherwise
	}
	return f
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

// signature asks for the name typed; where scripts run it can be drawn instead.
func (b *builder) signature(p *part, e *definition.Element) {
	p.Kind = "sign"
	p.Input = b.field(p, e)
	p.Input.Complete = "name"
	if p.Hint == "" {
		p.Hint = b.words.T("respond.sign")
	}
	if drawing := ownImage(p.Input.Value); drawing != "" {
		p.Drawn, p.Input.Value = drawing, ""
		p.Kept = append(p.Kept, field{Name: p.Name, Value: string(drawing)})
		p.More = b.spot(e) + ".0"
	}
}
