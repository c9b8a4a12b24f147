// Reading fields to type in.

package definition

import "slices"

// inputTypes are those a text question may have.
var inputTypes = []string{"text", "color", "date", "datetime-local", "email", "month", "number", "password", "range", "tel", "time", "url", "week"}

func (l *loader) input(o *object, e *Element) {
	e.InputType = o.str("inputType")
	if e.InputType == "" {
		e.InputType = "text"
	}
	if !slices.Contains(inputTypes, e.InputType) {
		l.fail(o.at("inputType"), CodeUnknownType, "no input type %s", clip(e.InputType))
	}
	e.Lower, _ = o.get("min")
	e.Upper, _ = o.get("max")
	e.LowerFormula, e.UpperFormula = o.expr("minValueExpression"), o.expr("maxValueExpression")
	e.LowerError, e.UpperError, e.StepError = o.text("minErrorText"), o.text("maxErrorText"), o.text("stepErrorText")
	if v, _ := o.get("step"); v != "any" {
		e.StepBy = o.numberOr(0, "step")
	}
	e.MaxLength = o.count(-1, "maxLength")
	e.Remembered = o.str("autocomplete", "autoComplete")
	e.Placeholder = o.text("placeholder", "placeHolder")
	e.Mask = l.mask(o, e.InputType)
}

func (l *loader) comment(o *object, e *Element) {
	e.InputType = "text"
	e.MaxLength = o.count(-1, "maxLength")
	e.Lines = o.count(4, "rows")
	e.Placeholder = o.text("placeholder", "placeHolder")
}

func (l *loader) multipleText(o *object, e *Element) {
	for _, item := range o.objects(func(v any) map[string]any { return map[string]any{"name": v} }, "items") {
		item.m["type"] = string(TextInput)
		l.share(item, e)
		e.Items = l.add(e.Items, item, &Element{Page: e.Page, Parent: e, owner: e})
		l.report.Elements--
		l.report.Mapped--
	}
	if len(e.Items) == 0 {
		l.fail(o.at("items"), CodeMissing, "a multiple text needs items")
	}
}
