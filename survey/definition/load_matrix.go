// Reading matrices and what grows: dynamic matrices and panels.

package definition

import "strings"

func (l *loader) matrix(o *object, e *Element) {
	if e.DV.Conjoint != nil {
		l.conjoint(o, e)
	}
	e.MultiSelect = o.oneOf("cellType", "radio", "checkbox") == "checkbox"
	e.Columns = l.choices(o, "columns")
	l.rows(o, e)
	e.EachRowRequired = o.flag("eachRowRequired", "isAllRowRequired")
	e.EachRowUnique = o.flag("eachRowUnique")
	if v, _ := o.get("cells"); v != nil {
		if m, ok := v.(map[string]any); !ok || len(m) > 0 {
			l.warn(o.at("cells"), WarnIgnored, "texts inside cells are not shown; the columns' texts are")
		}
	}
	if len(e.Columns) == 0 {
		l.fail(o.at("columns"), CodeMissing, "a matrix needs columns")
	}
	if e.DV.Conjoint != nil {
		l.compared(o, e)
	}
}

// WarnIgnored marks a documented property that has no effect here.
const WarnIgnored = "ignored"

func (l *loader) rows(o *object, e *Element) {
	e.Rows = l.choices(o, "rows")
	e.RowsVisibleIf, e.ColumnsVisibleIf = o.expr("rowsVisibleIf"), o.expr("columnsVisibleIf")
	e.RowOrder = o.oneOf("rowOrder", "initial", "random")
	e.HideIfEmpty = o.flag("hideIfRowsEmpty")
}

func (l *loader) matrixDropdown(o *object, e *Element) {
	if e.DV.MaxDiff == nil {
		l.cells(o, e)
		l.detail(o, e)
		l.rows(o, e)
		return
	}
	m := l.maxDiff(o, e)
	l.cells(o, e)
	l.rows(o, e)
	l.bestWorst(o, e, m)
}

func (l *loader) matrixDynamic(o *object, e *Element) {
	l.cells(o, e)
	l.detail(o, e)
	e.ColumnsVisibleIf, e.RowsVisibleIf = o.expr("columnsVisibleIf"), o.expr("rowsVisibleIf")
	e.Count = o.count(2, "rowCount")
	e.CountFormula = o.expr("rowCountExpression")
	e.MinCount, e.MaxCount = o.count(0, "minRowCount"), o.count(1000, "maxRowCount")
	e.AllowAdd, e.AllowRemove = o.flagOr(true, "allowAddRows"), o.flagOr(true, "allowRemoveRows")
	e.KeyName = o.str("keyName")
	e.KeyError = o.text("keyDuplicationError")
	e.DefaultItem, _ = o.get("defaultRowValue")
	e.CopyLast = o.flag("copyDefaultValueFromLastEntry", "defaultValueFromLastRow")
	e.AddText, e.RemoveText, e.NoneText = o.text("addRowText"), o.text("removeRowText"), o.text("noRowsText", "emptyRowsText")
	l.counts(o, e)
}

func (l *loader) panelDynamic(o *object, e *Element) {
	e.Count = o.count(0, "panelCount")
	e.CountFormula = o.expr("panelCountExpression")
	e.MinCount, e.MaxCount = o.count(0, "minPanelCount"), o.count(100, "maxPanelCount")
	e.AllowAdd, e.AllowRemove = o.flagOr(true, "allowAddPanel"), o.flagOr(true, "allowRemovePanel")
	e.KeyName = o.str("keyName")
	e.KeyError = o.text("keyDuplicationError")
	e.DefaultItem, _ = o.get("defaultPanelValue")
	e.CopyLast = o.flag("copyDefaultValueFromLastEntry", "defaultValueFromLastPanel")
	e.TemplateTitle, e.TemplateDescription = o.text("templateTitle"), o.text("templateDescription")
	e.TemplateVisibleIf = o.expr("templateVisibleIf")
	e.AddText, e.RemoveText, e.NoneText = o.text("addPanelText", "panelAddText"), o.text("removePanelText", "panelRemoveText"), o.text("noEntriesText")
	for _, child := range o.objects(nil, "templateElements") {
		e.Template = l.add(e.Template, child, &Element{Page: e.Page, Parent: e, owner: e})
	}
	e.flat = Flat(e.Template)
	if len(e.Template) == 0 {
		l.fail(o.at("templateElements"), CodeMissing, "a dynamic panel needs elements")
	}
	l.counts(o, e)
}

// counts keeps how many rows or panels there can be within reason.
func (l *loader) counts(o *object, e *Element) {
	if e.MinCount < 0 || e.MaxCount < 1 || e.MaxCount > 1000 || e.MinCount > e.MaxCount {
		l.fail(o.path, CodeType, "the least and the greatest count must be within 0 and 1000 and in order")
	}
	if e.CountFormula != nil {
		e.AllowAdd, e.AllowRemove = false, false
	}
	e.Count = min(max(e.Count, 0), e.MaxCount)
	if e.Type == PanelDynamic {
		e.Count = max(e.Count, e.MinCount)
	}
}

// detail reads what is asked under each row. SurveyJS opens it on a press; here
// it is always open.
func (l *loader) detail(o *object, e *Element) {
	mode := o.oneOf("detailPanelMode", "none", "underRow", "underRowSingle")
	for _, child := range o.objects(nil, "detailElements") {
		if mode == "none" {
			l.warn(o.at("detailElements"), WarnIgnored, "nothing under the rows is shown while detailPanelMode is none")
			return
		}
		e.Template = l.add(e.Template, child, &Element{Page: e.Page, Parent: e, owner: e})
	}
	e.flat = Flat(e.Template)
}

// cells reads the columns of a matrix of questions.
func (l *loader) cells(o *object, e *Element) {
	shared := l.choices(o, "choices")
	fallback := o.oneOf("cellType", string(Dropdown), "dropdown", "checkbox", "radiogroup", "tagbox", "text", "comment", "boolean", "expression", "rating", "slider")
	for _, c := range o.objects(func(v any) map[string]any { return map[string]any{"name": v} }, "columns") {
		e.Cells = l.cell(c, e, cellDefaults{fallback, shared})
	}
	if len(e.Cells) == 0 {
		l.fail(o.at("columns"), CodeMissing, "a matrix needs columns")
	}
}

// cellDefaults is what columns take from their matrix.
type cellDefaults struct {
	kind    string
	choices []Choice
}

func (l *loader) cell(o *object, e *Element, defaults cellDefaults) []*Element {
	kind := o.str("cellType")
	if kind == "" || kind == "default" {
		kind = defaults.kind
	}
	o.m["type"] = strings.ToLower(kind)
	unique := o.flag("isUnique")
	total := o.oneOf("totalType", "none", "sum", "count", "min", "max", "avg")
	totalFormula := o.expr("totalExpression")
	before := len(e.Cells)
	list := l.add(e.Cells, o, &Element{Page: e.Page, Parent: e, owner: e})
	l.report.Elements--
	if len(list) == before {
		return list
	}
	l.report.Mapped--
	cell := list[before]
	cell.Unique, cell.Total, cell.TotalFormula = unique, total, totalFormula
	if len(cell.Choices) == 0 && cell.ChoicesFrom == "" {
		cell.Choices = defaults.choices
	}
	if cell.HasChoices() && len(cell.Choices) == 0 && cell.ChoicesFrom == "" {
		l.fail(o.at("choices"), CodeMissing, "the column needs choices")
	}
	return list
}
