// Reading choices, and the questions that have them.

package definition

import (
	"fmt"
	"strings"

	"dealervoice/survey/expression"
)

// wrapChoice reads the short form of a choice: its value alone, or "value|text".
func wrapChoice(v any) map[string]any {
	if s, ok := v.(string); ok {
		if value, text, ok := strings.Cut(s, "|"); ok {
			return map[string]any{"value": value, "text": text}
		}
	}
	return map[string]any{"value": v}
}

// choiceLooks are properties of a choice that only change looks.
var choiceLooks = []string{"commentPlaceholder", "icon", "minWidth", "width", "id"}

// choices reads a list of choices, columns or rows.
func (l *loader) choices(o *object, names ...string) []Choice {
	items := o.objects(wrapChoice, names...)
	if len(items) > maxChoices {
		l.fail(o.at(names[0]), CodeTooLarge, "more than %d choices", maxChoices)
		return nil
	}
	seen := make(map[string]bool, len(items))
	out := make([]Choice, 0, len(items))
	for _, item := range items {
		c, ok := l.choice(item)
		if !ok {
			continue
		}
		if key := fmt.Sprint(c.Value); seen[key] {
			l.fail(item.at("value"), CodeDuplicate, "the value %s stands twice", clip(key))
		} else {
			seen[key] = true
		}
		out = append(out, c)
	}
	return out
}

func (l *loader) choice(o *object) (Choice, bool) {
	v, _ := o.get("value")
	switch v.(type) {
	case string, float64, bool:
	case nil:
		l.fail(o.at("value"), CodeMissing, "a choice needs a value")
		return Choice{}, false
	default:
		o.wrong("value", "a text, a number or true/false")
		return Choice{}, false
	}
	c := Choice{
		Value:           v,
		Text:            o.text("text"),
		VisibleIf:       o.expr("visibleIf"),
		EnableIf:        o.expr("enableIf"),
		ImageLink:       l.picture(o),
		Exclusive:       o.flag("isExclusive"),
		ShowComment:     o.flag("showCommentArea"),
		CommentRequired: o.flag("isCommentRequired"),
		Fixed:           !o.flagOr(true, "randomize"),
	}
	if list, _ := o.get("elements"); list != nil {
		l.fail(o.at("elements"), CodeUnsupported, "questions inside a choice cannot be used; a panel behind the question with a visibleIf can")
	}
	l.dv(o, schemaChoice, &c.DV)
	c.Exclusive = c.Exclusive || c.DV.Exclusive
	o.done(choiceLooks, "a choice")
	return c, true
}

// choosing reads what every question with choices has.
func (l *loader) choosing(o *object, e *Element) {
	e.Choices = l.choices(o, "choices")
	l.fromList(o, e)
	e.ChoicesFrom = o.str("choicesFromQuestion")
	e.ChoicesFromMode = o.oneOf("choicesFromQuestionMode", "all", "selected", "unselected")
	e.ChoiceValuesFrom = o.str("choiceValuesFromQuestion")
	e.ChoiceTextsFrom = o.str("choiceTextsFromQuestion")
	e.ChoicesVisibleIf, e.ChoicesEnableIf = o.expr("choicesVisibleIf"), o.expr("choicesEnableIf")
	e.ChoicesOrder = o.oneOf("choicesOrder", "none", "asc", "desc", "random")
	e.HideIfEmpty = o.flag("hideIfChoicesEmpty") || e.list != nil
	e.MinSelected, e.MaxSelected = o.count(0, "minSelectedChoices"), o.count(0, "maxSelectedChoices")
	if v, _ := o.get("storeOthersAsComment"); v != nil && v != "default" {
		asComment := v == true || v == "true"
		e.OthersAsComment = &asComment
	}
	l.specials(o, e)
	e.OtherError = o.text("otherErrorText")
	e.OtherPlaceholder = o.text("otherPlaceholder", "otherPlaceHolder")
	if len(e.Choices) == 0 && e.ChoicesFrom == "" && e.Other == nil && e.None == nil && e.owner == nil {
		l.fail(o.at("choices"), CodeMissing, "a %s needs choices", e.Type)
	}
}

// specials reads the ready-made choices. Rankings and pictures have none, a
// button group no "other": SurveyJS passes over these properties there.
func (l *loader) specials(o *object, e *Element) {
	e.Other = special(o, "other", "Other", "otherText")
	e.None = special(o, "none", "None", "noneText")
	e.Refuse = special(o, "refused", "Refuse", "refuseText")
	e.DontKnow = special(o, "dontknow", "DontKnow", "dontKnowText")
	e.SelectAll = special(o, "all", "SelectAll", "selectAllText")
	if e.Type == Ranking || e.Type == ImagePicker || e.Type == ImageMap {
		e.Other, e.None, e.Refuse, e.DontKnow, e.SelectAll = nil, nil, nil, nil, nil
	}
	if e.Type == ButtonGroup {
		e.Other = nil
	}
}

// special reads one of the choices the format has ready-made: its value, the
// name inside "show…Item" (once "has…") and the property with its text.
func special(o *object, value, name, text string) *Choice {
	shown := o.flag("show"+name+"Item", "has"+name)
	t := o.text(text)
	if !shown {
		return nil
	}
	c := &Choice{Value: value, Text: t, Fixed: true}
	switch value {
	case "none", "refused", "dontknow":
		c.Exclusive = true
	case "other":
		c.ShowComment, c.CommentRequired = true, true
	}
	return c
}

// checkbox may store each choice as an object, for dynamic panels to go over.
func (l *loader) checkbox(o *object, e *Element) {
	e.ValueProperty = o.str("valuePropertyName")
	l.choosing(o, e)
}

// dropdown may count its choices up instead of listing them.
func (l *loader) dropdown(o *object, e *Element) {
	e.Remembered = o.str("autocomplete")
	from, okFrom := o.number("choicesMin")
	to, okTo := o.number("choicesMax")
	step := o.numberOr(1, "choicesStep")
	if okFrom && okTo && to >= from {
		if step <= 0 || (to-from)/step > maxChoices {
			l.fail(o.at("choicesStep"), CodeTooLarge, "choicesMin to choicesMax is too many choices")
			return
		}
		o.m["choices"] = counted(o.m["choices"], from, to, step)
	}
	l.choosing(o, e)
}

func counted(listed any, from, to, step float64) []any {
	items, _ := listed.([]any)
	items = append([]any{}, items...)
	for v := from; v <= to; v += step {
		items = append(items, v)
	}
	return items
}

func (l *loader) imagePicker(o *object, e *Element) {
	e.MultiSelect = o.flag("multiSelect")
	l.choosing(o, e)
}

func (l *loader) ranking(o *object, e *Element) {
	e.SelectToRank = o.flag("selectToRankEnabled")
	l.choosing(o, e)
}

// rating reads a scale: listed values or counted ones.
func (l *loader) rating(o *object, e *Element) {
	e.MinText, e.MaxText = o.text("minRateDescription"), o.text("maxRateDescription")
	low, hasLow := o.number("rateMin")
	high, hasHigh := o.number("rateMax")
	step := o.numberOr(1, "rateStep")
	count := o.count(5, "rateCount")
	_, hasCount := o.number("rateCount")
	e.Steps = l.choices(o, "rateValues")
	if step <= 0 {
		l.fail(o.at("rateStep"), CodeType, "must be more than 0")
		return
	}
	if !hasLow {
		low = 1
	}
	if !hasHigh {
		high = 5
	}
	switch {
	case hasCount && !hasHigh:
		high = low + step*float64(count-1)
	case hasCount && !hasLow:
		low = high - step*float64(count-1)
	}
	counted := o.flag("autoGenerate")
	listed := len(e.Steps) > 0 && !counted
	if !listed {
		e.Steps = scaleSteps(min(low, high), high, step)
	}
	e.Low, e.High, e.Step, e.Listed = low, high, step, listed
	if o.str("rateType", "rateDisplayMode") == "smileys" && len(e.Steps) > 10 {
		e.Steps = e.Steps[:10]
	}
}

// maxScaleSteps is how many values a counted scale has at most.
const maxScaleSteps = 20

func scaleSteps(low, high, step float64) []Choice {
	var steps []Choice
	for i := 0; len(steps) < maxScaleSteps; i++ {
		v := expression.Round(low+float64(i)*step, 6)
		if v > high {
			break
		}
		steps = append(steps, Choice{Value: v})
	}
	return steps
}

func (l *loader) slider(o *object, e *Element) {
	e.Low, e.High, e.Step = o.numberOr(0, "min"), o.numberOr(100, "max"), o.numberOr(1, "step")
	e.Range = o.oneOf("sliderType", "single", "range") == "range"
	e.LowerFormula, e.UpperFormula = o.expr("minValueExpression"), o.expr("maxValueExpression")
	e.MinRange, e.MaxRange = o.numberOr(0, "minRangeLength"), o.numberOr(0, "maxRangeLength")
	e.AllowSwap = o.flagOr(true, "allowSwap")
	e.Steps = l.choices(o, "customLabels")
	if e.High < e.Low || e.Step < 0 {
		l.fail(o.at("max"), CodeType, "must not be less than min")
	}
}
