// The survey as a whole: pages, calculated values, triggers.

package definition

import "dealervoice/survey/expression"

// Definition is a loaded survey. It is immutable and safe for concurrent use.
type Definition struct {
	Title       Text
	Description Text
	Completed   Text // what a respondent reads after the last page; may be the author's HTML
	CompletedIf []ConditionalText
	// Locale is the language that "default" texts are written in.
	Locale string
	// FirstLanguage is what a reader without preference sees ("zh-CN", "en").
	FirstLanguage string
	// Languages are those any text is written in, FirstLanguage first.
	Languages  []string
	Pages      []*Page
	Calculated []Calculated
	Triggers   []Trigger
	Layout     Layout
	// ClearInvisible is SurveyJS's clearInvisibleValues: "onComplete" (the
	// default), "onHidden", "onHiddenContainer" or "none".
	ClearInvisible string
	// OthersAsComment tells that the text of an "other" choice is stored
	// beside the answer (name-Comment), not in it.
	OthersAsComment  bool
	MaxTextLength    int // 0: no limit of the author's
	MaxCommentLength int
	ReadOnly         bool
	DV               SurveyDV

	questions []*Element
	elements  []*Element
	byName    map[string]*Element
	byKey     map[string]*Element
	filters   bool
	forgets   bool
	reacts    bool
	designs   []*Design
	quotas    []Quota
	// individual: two people may see different forms before they answer
	individual bool
}

// ConditionalText is a text shown when its condition holds.
type ConditionalText struct {
	If   *expression.Expression
	Text Text
}

// Layout is what only the face needs.
type Layout struct {
	// Mode is questionsOnPageMode: "standard" (a page a screen), "singlePage"
	// (all on one), "questionPerPage" or "inputPerPage".
	Mode                     string
	ShowProgress             bool
	ShowQuestionNumbers      bool
	Complete, Next, Previous Text // button labels of the author's own
	// QuestionOrder is "random" or "initial".
	QuestionOrder string
	StartPage     bool // the first page is an introduction
}

// Page is one page.
type Page struct {
	Name                            string
	Title, Description              Text
	Visible                         bool // false: hidden unless VisibleIf shows it
	ReadOnly, Required              bool
	RequiredError                   Text
	VisibleIf, EnableIf, RequiredIf *expression.Expression
	Elements                        []*Element
	QuestionOrder                   string
	Index                           int
	DV                              PageDV
}

// Calculated is a named value that conditions and texts may use.
type Calculated struct {
	Name     string
	Formula  *expression.Expression
	InResult bool
}

// Trigger acts when its condition turns true.
type Trigger struct {
	Kind     string // complete, setvalue, copyvalue, runexpression, skip
	If       *expression.Expression
	Run      *expression.Expression
	SetTo    string
	Value    any
	From     string
	GoTo     string
	Variable bool
	Display  bool // of copyvalue: what the answer reads like, not the answer
}

// Questions returns every element that can carry an answer or a calculated
// value, in page order, also those inside static panels, but not those inside
// templates, columns and items (see Element.Template, Cells, Items).
func (d *Definition) Questions() []*Element { return d.questions }

// Elements returns all elements of the pages in order: questions, panels and
// content, a panel before what stands in it.
func (d *Definition) Elements() []*Element { return d.elements }

// Question returns the question of the name, nil when there is none.
func (d *Definition) Question(name string) *Element { return d.byName[name] }

// ByKey returns the first question that stores its answer under the key.
func (d *Definition) ByKey(key string) *Element { return d.byKey[key] }

// FiltersChoices tells whether any question hides choices by conditions.
func (d *Definition) FiltersChoices() bool { return d.filters }

// ClearsOnHidden tells whether any answer goes as soon as its question hides.
func (d *Definition) ClearsOnHidden() bool { return d.forgets }

// Reacts tells whether anything happens on a change of an answer that does not
// follow from the answers alone: triggers that set values, setValueIf,
// resetValueIf, defaults that follow what they are computed from.
func (d *Definition) Reacts() bool { return d.reacts }
