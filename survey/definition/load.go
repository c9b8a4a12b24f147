// Loading a definition from JSON.

package definition

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Limits of a definition.
const (
	MaxBytes    = 4 << 20
	maxElements = 5_000
	maxChoices  = 20_000
)

// Load reads a SurveyJS JSON definition. It fails with *Invalid on whatever
// Check lists as an error.
func Load(raw []byte) (*Definition, error) {
	d, report := load(raw)
	if !report.OK() {
		return nil, &Invalid{report}
	}
	return d, nil
}

// Check lists what is wrong or doubtful with a definition.
func Check(raw []byte) Report {
	d, report := load(raw)
	if report.OK() {
		report.Warnings = append(report.Warnings, lint(d)...)
		report.Minutes = d.Minutes()
		sortFindings(report.Warnings)
	}
	return report
}

func load(raw []byte) (*Definition, Report) {
	l := &loader{report: Report{Errors: []Finding{}, Warnings: []Finding{}}}
	var m map[string]any
	switch {
	case len(raw) > MaxBytes:
		l.fail("", CodeTooLarge, "a definition is at most %d bytes", MaxBytes)
		return nil, l.report
	case json.Unmarshal(raw, &m) != nil || m == nil:
		l.fail("", CodeJSON, "not a JSON object")
		return nil, l.report
	}
	d := l.survey(&object{l: l, m: m})
	return d, l.report
}

func (l *loader) survey(o *object) *Definition {
	l.defaultTag = "en"
	if locale := o.str("locale"); locale != "" {
		l.defaultTag = canonical(locale)
	}
	d := &Definition{
		Locale:           l.defaultTag,
		Title:            o.text("title"),
		Description:      o.text("description"),
		Completed:        o.text("completedHtml"),
		ClearInvisible:   o.oneOf("clearInvisibleValues", "onComplete", "none", "onHidden", "onHiddenContainer"),
		OthersAsComment:  o.flagOr(true, "storeOthersAsComment"),
		MaxTextLength:    o.count(0, "maxTextLength"),
		MaxCommentLength: o.count(0, "maxCommentLength", "maxOthersLength"),
		ReadOnly:         o.flag("readOnly") || o.str("mode") == "display",
		Layout:           layout(o),
	}
	l.surveyDV(o, d)
	d.Pages = l.pages(o)
	for _, c := range o.objects(nil, "calculatedValues") {
		d.Calculated = append(d.Calculated, l.calculated(c))
	}
	for _, t := range o.objects(nil, "triggers") {
		if trigger, ok := l.trigger(t); ok {
			d.Triggers = append(d.Triggers, trigger)
		}
	}
	for _, c := range o.objects(nil, "completedHtmlOnCondition") {
		d.CompletedIf = append(d.CompletedIf, ConditionalText{If: c.expr("expression"), Text: c.text("html")})
	}
	o.done(surveyLooks, "a survey")
	l.index(d)
	l.quotas(d)
	l.finish(d)
	return d
}

func layout(o *object) Layout {
	showNumbers := o.str("showQuestionNumbers")
	progress := o.str("showProgressBar")
	return Layout{
		Mode:                o.oneOf("questionsOnPageMode", "standard", "singlePage", "questionPerPage", "inputPerPage"),
		ShowProgress:        progress != "" && progress != "off" && progress != "false",
		ShowQuestionNumbers: showNumbers != "" && showNumbers != "off" && showNumbers != "false",
		Complete:            o.text("completeText"),
		Next:                o.text("pageNextText"),
		Previous:            o.text("pagePrevText"),
		QuestionOrder:       o.oneOf("questionOrder", "initial", "random"),
		StartPage:           o.flag("firstPageIsStartPage", "firstPageIsStarted"),
	}
}

func (l *loader) calculated(o *object) Calculated {
	c := Calculated{Name: o.str("name"), Formula: o.expr("expression"), InResult: o.flag("includeIntoResult")}
	if c.Name == "" {
		l.fail(o.at("name"), CodeMissing, "a calculated value needs a name")
	}
	o.done(nil, "a calculated value")
	return c
}

// languages puts the languages met into order, FirstLanguage first.
func (l *loader) languages(d *Definition) {
	if d.FirstLanguage == "" {
		d.FirstLanguage = d.Locale
	}
	tags := []string{d.FirstLanguage}
	for _, tag := range l.tags {
		if !slices.Contains(tags, tag) && !(sameLanguage(tag, d.FirstLanguage) && !slices.Contains(l.tags, d.FirstLanguage)) {
			tags = append(tags, tag)
		}
	}
	d.Languages = tags
}

// pages reads the pages, or the elements of a survey written without pages.
func (l *loader) pages(o *object) []*Page {
	var pages []*Page
	for i, p := range o.objects(nil, "pages") {
		pages = append(pages, l.page(p, i))
	}
	if _, ok := o.m["elements"]; ok || o.m["questions"] != nil {
		p := &Page{Name: "page1", Visible: true, Index: len(pages)}
		for _, e := range o.objects(nil, "elements", "questions") {
			p.Elements = l.add(p.Elements, e, &Element{Page: p})
		}
		pages = append(pages, p)
	}
	if len(pages) == 0 {
		l.fail("pages", CodeMissing, "a survey needs a page")
	}
	return pages
}

func (l *loader) page(o *object, index int) *Page {
	p := &Page{
		Name:          o.str("name"),
		Title:         o.text("title"),
		Description:   o.text("description"),
		Visible:       o.flagOr(true, "visible"),
		ReadOnly:      o.flag("readOnly"),
		Required:      o.flag("isRequired"),
		RequiredError: o.text("requiredErrorText"),
		VisibleIf:     o.expr("visibleIf"),
		EnableIf:      o.expr("enableIf"),
		RequiredIf:    o.expr("requiredIf"),
		QuestionOrder: o.oneOf("questionOrder", "default", "initial", "random"),
		Index:         index,
	}
	l.dv(o, schemaPage, &p.DV)
	for _, e := range o.objects(nil, "elements", "questions") {
		p.Elements = l.add(p.Elements, e, &Element{Page: p})
	}
	o.done(elementLooks, "a page")
	return p
}

// sortFindings puts findings into an order that does not depend on maps.
func sortFindings(list []Finding) {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
}
