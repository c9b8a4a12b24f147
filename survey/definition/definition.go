package definition

import "dealervoice/survey/expression"

// Definition is a loaded survey. It is immutable and safe for concurrent use.
type Definition struct {
	Title       Text
	Description Text
	Completed   Text // what a respondent reads after the last page (completedHtml, as plain or author's HTML)
	Locale      string
	// FirstLanguage is what a reader without preference sees ("zh-CN", "en").
	FirstLanguage string
	// Languages are those any text is written in, FirstLanguage first.
	Languages  []string
	Pages      []*Page
	Calculated []Calculated
	Triggers   []Trigger
	Layout     Layout
	// ClearInvisible is SurveyJS's clearInvisibleValues: "onComplete" (also
	// when absent), "onHidden", "onHiddenContainer" or "none".
	ClearInvisible   string
	MaxTextLength    int
	MaxCommentLength int
	DV               SurveyDV

	questions []*Element
	byName    map[string]*Element
}

// Layout is what only the face needs.
type Layout struct {
	// Mode is questionsOnPageMode: "standard" (a page a screen),
	// "singlePage" (all on one) or "questionPerPage".
	Mode                     string
	ShowProgress             bool
	ShowQuestionNumbers      string
	Complete, Next, Previous Text // button labels of the author's own
}

// Page is one page.
type Page struct {
	Name                            string
	Title                           Text
	Description                     Text
	Visible                         bool // false: hidden whatever VisibleIf says
	VisibleIf, EnableIf, RequiredIf *expression.Expression
	Elements                        []*Element
	DV                              PageDV
	Index                           int
}

// Calculated is a named value that conditions and texts may use.
type Calculated struct {
	Name       string
	Expression *expression.Expression
	InResult   bool
}

// Trigger acts when its condition turns true.
type Trigger struct {
	Kind     string // complete, setvalue, copyvalue, runexpression, skip, visible
	If       *expression.Expression
	Run      *expression.Expression
	SetTo    string
	SetValue any
	FromName string
	GoToName string
}

// Questions returns every element that can carry an answer or a calculated
// value, in page order, also those inside static panels, but not those inside
// templates, columns and items (see Element.Template, Cells, Items).
func (d *Definition) Questions() []*Element { return d.questions }

// Question returns the question of the name, nil when there is none.
func (d *Definition) Question(name string) *Element { return d.byName[name] }
