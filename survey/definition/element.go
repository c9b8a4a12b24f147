package definition

import "dealervoice/survey/expression"

// Type is a SurveyJS element type.
type Type string

// The types.
const (
	Radiogroup     Type = "radiogroup"
	Checkbox       Type = "checkbox"
	Dropdown       Type = "dropdown"
	Tagbox         Type = "tagbox"
	ButtonGroup    Type = "buttongroup"
	ImagePicker    Type = "imagepicker"
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
	// Key is the name its answer is stored under: ValueName if set, else Name.
	Key         string
	Title       Text // empty: show Name only where a title is a must
	Description Text
	Page        *Page
	Parent      *Element // the panel, dynamic panel or matrix around it

	Visible                         bool // false: hidden whatever VisibleIf says
	Required                        bool
	ReadOnly                        bool
	VisibleIf, EnableIf, RequiredIf *expression.Expression
	RequiredError                   Text
	ClearIfInvisible                string
	Validators                      []Validator

	Default                            any
	DefaultIf                          *expression.Expression // defaultValueExpression
	SetValueIf, SetValue, ResetValueIf *expression.Expression

	// ShowComment asks for a free text beside the answer, stored under
	// Key + "-Comment".
	ShowComment        bool
	CommentText        Text
	CommentPlaceholder Text

	Choosing
	Grid
	Scale
	Input
	Dynamic

	// Elements stand inside a Panel.
	Elements []*Element
	// Content is the HTML of an html element, or the link of an image.
	Content Text
	// Formula is what an expression element shows.
	Formula               *expression.Expression
	Format                Text
	LabelTrue, LabelFalse Text
	ValueTrue, ValueFalse any

	DV ElementDV
}

// Choosing is what questions with choices have.
type Choosing struct {
	Choices                           []Choice // as written, special ones (other, none …) not among them
	Other, None, Refuse, DontKnow     *Choice  // nil unless the question shows them
	SelectAll                         *Choice
	ChoicesFrom                       string // choicesFromQuestion
	ChoicesFromMode                   string // all, selected, unselected
	ChoiceValuesFrom, ChoiceTextsFrom string
	ChoicesVisibleIf, ChoicesEnableIf *expression.Expression
	ChoicesOrder                      string // none, asc, desc, random
	MinSelected, MaxSelected          int    // 0: no limit
	SelectToRank                      bool
	MultiSelect                       bool // imagepicker
}

// Grid is what matrices have.
type Grid struct {
	Columns                         []Choice // single-choice matrix
	Rows                            []Choice
	EachRowRequired, EachRowUnique  bool
	RowsVisibleIf, ColumnsVisibleIf *expression.Expression
	RowOrder                        string
	// Cells are the columns of matrixdropdown and matrixdynamic, each a
	// question asked once a row.
	Cells   []*Element
	KeyName string
}

// Dynamic is what grows: matrixdynamic rows and paneldynamic panels; Items are
// the fields of multipletext.
type Dynamic struct {
	Template                  []*Element
	Items                     []*Element
	Count, MinCount, MaxCount int
	TemplateTitle             Text
}

// Scale is what rating and slider have.
type Scale struct {
	Min, Max, Step float64
	// Steps are the values of a rating, from least to most, with their labels
	// (empty Text: show the value).
	Steps            []Choice
	MinText, MaxText Text
}

// Input is what text fields have.
type Input struct {
	InputType              string                 // text, number, date, datetime-local, time, month, week, email, url, tel, color, range, password
	Lower, Upper           any                    // min and max as written: a number or a date text
	LowerIf, UpperIf       *expression.Expression // minValueExpression, maxValueExpression
	LowerError, UpperError Text
	StepBy                 float64
	MaxLength              int // 0: the survey's limit; -1: none
	Placeholder            Text
	Lines                  int
}

// Choice is one option, column or row.
type Choice struct {
	Value               any // string, float64 or bool, as written
	Text                Text
	VisibleIf, EnableIf *expression.Expression
	ImageLink           Text
	Exclusive           bool // alone or not at all
	ShowComment         bool
	CommentRequired     bool
	DV                  ChoiceDV
}

// Validator is one rule over an answer.
type Validator struct {
	Kind                 string // numeric, text, answercount, regex, email, expression
	Text                 Text   // the author's own message; empty: ours
	Min, Max             *float64
	MinLength, MaxLength int
	AllowDigits          bool
	MinCount, MaxCount   int
	Regex                string
	If                   *expression.Expression
	// Soft is notificationType warning or info: shown, never refused.
	Soft bool
}

// IsQuestion tells whether the element can stand in answers.
func (e *Element) IsQuestion() bool {
	switch e.Type {
	case Panel, HTML, Image:
		return false
	}
	return true
}
