// Elements: questions, panels and content.

package definition

import (
	"slices"

	"dealervoice/survey/expression"
)

// Type is a SurveyJS element type.
type Type string

// The types that run.
const (
	Radiogroup     Type = "radiogroup"
	Checkbox       Type = "checkbox"
	Dropdown       Type = "dropdown"
	Tagbox         Type = "tagbox"
	ButtonGroup    Type = "buttongroup"
	ImagePicker    Type = "imagepicker"
	ImageMap       Type = "imagemap"
	Ranking        Type = "ranking"
	Rating         Type = "rating"
	Slider         Type = "slider"
	Boolean        Type = "boolean"
	TextInput      Type = "text"
	Comment        Type = "comment"
	MultipleText   Type = "multipletext"
	Matrix         Type = "matrix"
	MatrixDropdown Type = "matrixdropdown"
	MatrixDynamic  Type = "matrixdynamic"
	PanelDynamic   Type = "paneldynamic"
	File           Type = "file"
	Signature      Type = "signaturepad"
	Calculation    Type = "expression"
	HTML           Type = "html"
	Image          Type = "image"
	Panel          Type = "panel"
)

// Element is a question, a panel or a piece of content. Which of the embedded
// groups are filled depends on Type.
type Element struct {
	Type Type
	Name string
	// Key is the name its answer is stored under: valueName if set, else Name.
	Key         string
	Title       Text // empty: the name is all there is
	Description Text
	Page        *Page
	Parent      *Element // the panel, dynamic panel or matrix around it

	Visible                         bool // false: hidden unless VisibleIf shows it
	Required, ReadOnly              bool
	VisibleIf, EnableIf, RequiredIf *expression.Expression
	RequiredError                   Text
	ClearIfInvisible                string // "default": as the survey says
	Validators                      []Validator

	Default                            any
	DefaultFormula                     *expression.Expression
	SetValueIf, SetValue, ResetValueIf *expression.Expression

	// ShowComment asks for a free text beside the answer, stored under
	// Key + "-Comment".
	ShowComment                     bool
	CommentText, CommentPlaceholder Text

	Choosing
	Grid
	Scale
	Input
	Dynamic
	Upload

	// Elements stand inside a Panel.
	Elements      []*Element
	QuestionOrder string // of a panel: default, initial, random
	Fixed         bool   // keeps its place in random order
	// Content is the HTML of an html element, or the link of an image, also of
	// one whose areas are chosen from.
	Content, Alt Text
	// Formula is what an expression element shows, in DisplayStyle.
	Formula               *expression.Expression
	Format                Text
	DisplayStyle          string
	Precision             int // digits behind the point; -1: as they come
	LabelTrue, LabelFalse Text
	ValueTrue, ValueFalse any

	DV ElementDV
	// Profile reads the factors of a conjoint question: one field each.
	Profile []*Element

	// Index numbers the element among those of its survey, row, panel or
	// multiple text; what stands in static panels is counted along.
	Index int
	// Shared tells that another question beside it stores under the same key.
	Shared bool

	flat  []*Element
	inner []*Element
	tops  []*Element
	owner *Element // the question whose rows or panels it is part of
	path  string
	tasks *tasks // of MaxDiff and conjoint
	list  *branch
}

// Choosing is what questions with choices have.
type Choosing struct {
	Choices                           []Choice // as written, special ones not among them
	Other, None, Refuse, DontKnow     *Choice  // nil unless the question shows them
	SelectAll                         *Choice  // a gesture, never an answer
	OtherError, OtherPlaceholder      Text
	OthersAsComment                   *bool  // nil: as the survey says
	ChoicesFrom                       string // choicesFromQuestion
	ChoicesFromMode                   string // all, selected, unselected
	ChoiceValuesFrom, ChoiceTextsFrom string
	ChoicesVisibleIf, ChoicesEnableIf *expression.Expression
	ChoicesOrder                      string // none, asc, desc, random
	HideIfEmpty                       bool
	MinSelected, MaxSelected          int // 0: no limit
	// ValueProperty: each choice is stored as an object that holds it under this
	// name; a dynamic panel of the same key asks about each of them.
	ValueProperty             string
	SelectToRank, MultiSelect bool
}

// Grid is what matrices have.
type Grid struct {
	Columns                         []Choice // of a single-choice matrix
	Rows                            []Choice
	EachRowRequired, EachRowUnique  bool
	RowsVisibleIf, ColumnsVisibleIf *expression.Expression
	RowOrder                        string // initial, random
	// Cells are the columns of matrixdropdown and matrixdynamic, each a
	// question asked once a row.
	Cells        []*Element
	Unique       bool   // of a column: no two rows alike
	Total        string // of a column: none, sum, count, min, max, avg
	TotalFormula *expression.Expression
}

// Dynamic is what grows: matrixdynamic rows and paneldynamic panels. Items are
// the fields of multipletext.
type Dynamic struct {
	// Template is what is asked in each panel, and of a matrix of questions under
	// each row beside its columns (detailElements).
	Template                  []*Element
	Items                     []*Element
	Count, MinCount, MaxCount int
	// CountFormula computes how many there are; nobody adds or removes any then.
	CountFormula                       *expression.Expression
	AllowAdd, AllowRemove, CopyLast    bool
	KeyName                            string
	KeyError                           Text
	DefaultItem                        any
	TemplateTitle, TemplateDescription Text
	TemplateVisibleIf                  *expression.Expression
	// LoopOver is the question whose chosen options the panels are about.
	LoopOver                      *Element
	AddText, RemoveText, NoneText Text
}

// Scale is what rating and slider have.
type Scale struct {
	Low, High, Step float64
	// Steps are the values of a rating from least to most, or the labels of a
	// slider; an empty text means: show the value.
	Steps              []Choice
	Listed             bool // the values of the rating are the author's own
	MinText, MaxText   Text
	Range, AllowSwap   bool // slider with two ends
	MinRange, MaxRange float64
}

// Input is what text fields have.
type Input struct {
	InputType                         string // text, number, date, email … as in HTML
	Lower, Upper                      any    // min and max as written: a number or a date text
	LowerFormula, UpperFormula        *expression.Expression
	LowerError, UpperError, StepError Text
	StepBy                            float64 // 0: any
	Mask                              *Mask   // nil: none
	MaxLength                         int     // 0: none; -1: the survey's
	Placeholder                       Text
	Remembered                        string // what the browser may fill in: autocomplete of HTML
	Lines                             int
}

// Upload is what a file question has.
type Upload struct {
	Multiple           bool
	MaxBytes, MaxFiles int
	Accept             string
	AcceptCategories   []string
}

// Path is where the element stands in the JSON: "pages[0].elements[2]".
func (e *Element) Path() string { return e.path }

// Owner is the dynamic panel, matrix or multiple text whose part the element
// is; nil for an element of a page.
func (e *Element) Owner() *Element { return e.owner }

// Flat returns the elements of the template, those in its static panels
// included, in order.
func (e *Element) Flat() []*Element { return e.flat }

// Inner returns everything that each row or panel of the question holds: the
// fields of a multiple text, the elements of a template, of a matrix its columns
// and then what stands under each row.
func (e *Element) Inner() []*Element {
	if e.inner == nil { // one that no definition wrote: of a design
		return slices.Concat(e.Items, e.Cells, e.flat)
	}
	return e.inner
}

// Top returns those of Inner that no panel in there is around.
func (e *Element) Top() []*Element {
	if e.inner == nil {
		return slices.Concat(e.Items, e.Cells, e.Template)
	}
	return e.tops
}

// IsQuestion tells whether the element can stand in answers.
func (e *Element) IsQuestion() bool {
	switch e.Type {
	case Panel, HTML, Image:
		return false
	}
	return true
}

// HasTotals tells whether anything is computed under the columns of a matrix.
func (e *Element) HasTotals() bool {
	for _, c := range e.Cells {
		if c.Total != "" && c.Total != "none" || c.TotalFormula != nil {
			return true
		}
	}
	return false
}

// HasChoices tells whether the answer is one or more of listed choices.
func (e *Element) HasChoices() bool {
	switch e.Type {
	case Radiogroup, Checkbox, Dropdown, Tagbox, ButtonGroup, ImagePicker, ImageMap, Ranking:
		return true
	}
	return false
}

// Several tells whether the answer is a list of choices.
func (e *Element) Several() bool {
	switch e.Type {
	case Checkbox, Tagbox, Ranking:
		return true
	case ImagePicker, ImageMap:
		return e.MultiSelect
	}
	return false
}

// Specials returns the ready-made choices the question shows that can be an
// answer, in the order they stand behind the others.
func (e *Element) Specials() []Choice {
	var out []Choice
	for _, c := range []*Choice{e.None, e.Refuse, e.DontKnow, e.Other} {
		if c != nil {
			out = append(out, *c)
		}
	}
	return out
}
