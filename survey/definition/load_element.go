// Reading elements: what all have, then what the type has.

package definition

// reader reads what is particular to a type.
type reader func(l *loader, o *object, e *Element)

// readers lists the types that run. A type that is not here is an error.
func readers() map[Type]reader {
	return map[Type]reader{
		Radiogroup:     (*loader).choosing,
		Checkbox:       (*loader).checkbox,
		Dropdown:       (*loader).dropdown,
		Tagbox:         (*loader).checkbox,
		ButtonGroup:    (*loader).choosing,
		ImagePicker:    (*loader).imagePicker,
		ImageMap:       (*loader).imageMap,
		Ranking:        (*loader).ranking,
		Rating:         (*loader).rating,
		Slider:         (*loader).slider,
		Boolean:        (*loader).boolean,
		TextInput:      (*loader).input,
		Comment:        (*loader).comment,
		MultipleText:   (*loader).multipleText,
		Matrix:         (*loader).matrix,
		MatrixDropdown: (*loader).matrixDropdown,
		MatrixDynamic:  (*loader).matrixDynamic,
		PanelDynamic:   (*loader).panelDynamic,
		File:           (*loader).file,
		Signature:      (*loader).signature,
		Calculation:    (*loader).calculation,
		HTML:           func(_ *loader, o *object, e *Element) { e.Content = o.text("html") },
		Image: func(l *loader, o *object, e *Element) {
			e.Content = l.picture(o)
			e.Alt = o.text("altText", "text")
		},
		Panel: (*loader).panel,
	}
}

// add reads an element into a list; e holds where it stands.
func (l *loader) add(list []*Element, o *object, e *Element) []*Element {
	l.report.Elements++
	if l.report.Elements > maxElements {
		if l.report.Elements == maxElements+1 {
			l.fail(o.path, CodeTooLarge, "more than %d elements", maxElements)
		}
		return list
	}
	faults := len(l.report.Errors)
	e.Type, e.path = Type(o.str("type")), o.path
	if e.Type == "" {
		e.Type = TextInput
	}
	read, ok := readers()[e.Type]
	if !ok {
		l.unknownType(o, e.Type)
		return list
	}
	l.common(o, e)
	read(l, o, e)
	o.done(elementLooks, "a "+string(e.Type))
	if len(l.report.Errors) == faults {
		l.report.Mapped++
	}
	return append(list, e)
}

func (l *loader) unknownType(o *object, t Type) {
	switch t {
	case "empty", "custom", "composite", "nonvalue", "textbase", "matrixdropdownbase":
		l.fail(o.at("type"), CodeUnsupported, "elements of type %s are made by code, which a survey here has none of", t)
	default:
		l.fail(o.at("type"), CodeUnknownType, "no element type %s", clip(string(t)))
	}
}

// common reads what every element may have.
func (l *loader) common(o *object, e *Element) {
	e.Name = o.str("name")
	if e.Key = o.str("valueName"); e.Key == "" {
		e.Key = e.Name
	}
	if e.Name == "" && e.IsQuestion() {
		l.fail(o.at("name"), CodeMissing, "a question needs a name")
	}
	e.Title, e.Description = o.text("title"), o.text("description")
	e.Visible = o.flagOr(true, "visible")
	e.ReadOnly = o.flag("readOnly")
	e.Fixed = !o.flagOr(true, "randomize")
	e.Required = o.flag("isRequired")
	e.RequiredError = o.text("requiredErrorText")
	e.VisibleIf, e.EnableIf, e.RequiredIf = o.expr("visibleIf"), o.expr("enableIf"), o.expr("requiredIf")
	e.ClearIfInvisible = o.oneOf("clearIfInvisible", "default", "none", "onComplete", "onHidden", "onHiddenContainer")
	e.Default, _ = o.get("defaultValue")
	e.DefaultFormula = o.expr("defaultValueExpression")
	e.SetValueIf, e.SetValue, e.ResetValueIf = o.expr("setValueIf"), o.expr("setValueExpression"), o.expr("resetValueIf")
	e.ShowComment = o.flag("showCommentArea", "hasComment")
	e.CommentText, e.CommentPlaceholder = o.text("commentText"), o.text("commentPlaceholder", "commentPlaceHolder")
	for _, v := range o.objects(nil, "validators") {
		if validator, ok := l.validator(v); ok {
			e.Validators = append(e.Validators, validator)
		}
	}
	l.dv(o, schemaElement, &e.DV)
	l.placed(o, e)
}

func (l *loader) panel(o *object, e *Element) {
	e.QuestionOrder = o.oneOf("questionOrder", "default", "initial", "random")
	for _, child := range o.objects(nil, "elements", "questions") {
		e.Elements = l.add(e.Elements, child, &Element{Page: e.Page, Parent: e, owner: e.owner})
	}
}

func (l *loader) boolean(o *object, e *Element) {
	e.LabelTrue, e.LabelFalse = o.text("labelTrue"), o.text("labelFalse")
	e.ValueTrue, _ = o.get("valueTrue")
	if e.ValueTrue == nil {
		e.ValueTrue = true
	}
	e.ValueFalse, _ = o.get("valueFalse")
	if e.ValueFalse == nil {
		e.ValueFalse = false
	}
}

func (l *loader) calculation(o *object, e *Element) {
	e.Formula = o.expr("expression")
	e.Format = o.text("format")
	e.DisplayStyle = o.oneOf("displayStyle", "none", "decimal", "currency", "percent", "date")
	e.Precision = o.count(-1, "precision")
}

func (l *loader) file(o *object, e *Element) {
	e.Multiple = o.flag("allowMultiple")
	if size := o.numberOr(0, "maxSize"); size > 0 { // in bytes: more than other counts
		e.MaxBytes = int(min(size, 1<<30))
	}
	e.MaxFiles = o.count(0, "maxFiles")
	e.Accept = o.str("acceptedTypes")
	e.AcceptCategories, _ = stringList(o, "acceptedCategories")
	o.get("storeDataAsText", "waitForUpload")
}

func (l *loader) signature(o *object, e *Element) {
	e.Format = o.text("placeholder")
	o.get("storeDataAsText", "waitForUpload", "dataFormat")
}

// stringList reads a list of texts.
func stringList(o *object, name string) ([]string, bool) {
	v, _ := o.get(name)
	items, ok := v.([]any)
	if !ok {
		return nil, v == nil
	}
	out := make([]string, 0, len(items))
	for _, item := range items {
		s, ok := item.(string)
		if !ok {
			o.wrong(name, "a list of texts")
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}
