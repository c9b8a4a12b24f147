// What is ours: the property "dv" of survey, element and choice. The
// published description is dv.schema.json.

package definition

// SurveyDV is what is ours at survey level.
type SurveyDV struct {
	FirstLanguage string           `json:"firstLanguage"`
	Audience      string           `json:"audience"`
	Cadence       string           `json:"cadence"`
	Minutes       int              `json:"minutes"`
	Seed          int64            `json:"seed"`
	Privacy       Privacy          `json:"privacy"`
	Invitation    Invitation       `json:"invitation"`
	Scoring       map[string]Index `json:"scoring"`
	PageOrder     string           `json:"pageOrder"` // random, or as written
	Experiment    *Experiment      `json:"experiment"`
	Designs       []DesignDV       `json:"designs"`
	Lists         map[string]List  `json:"lists"`
	Quotas        QuotasDV         `json:"quotas"`
	Consent       Consent          `json:"consent"`
	Breakdowns    [][]string       `json:"breakdowns"` // attributes whose groups reports are promised for
}

// Consent is what the author has respondents read on the first page beside the
// product's own promise about who sees the answers.
type Consent struct {
	Label string            `json:"version"` // the author's name of the text: "2026-11"
	Text  map[string]string `json:"text"`
}

// Experiment says what the survey tests, and in which waves.
type Experiment struct {
	ID    string         `json:"id"`
	Waves []Wave         `json:"waves"`
	Link  string         `json:"link"`
	Plan  map[string]any `json:"plan"`
}

// Wave is one time of asking.
type Wave struct {
	ID         string            `json:"id"`
	Label      map[string]string `json:"label"`
	WindowDays int               `json:"windowDays"`
}

// DesignDV is a vignette or the arms of a test, as written; see Design.
type DesignDV struct {
	ID         string              `json:"id"`
	Title      map[string]string   `json:"title"`
	PolicyType string              `json:"policyType"`
	Factors    []ExperimentFactor  `json:"factors"`
	Forbidden  []map[string]string `json:"forbidden"`
	Deal       Deal                `json:"deal"`
}

// ExperimentFactor is something that is varied at random.
type ExperimentFactor struct {
	ID     string            `json:"id"`
	Title  map[string]string `json:"title"`
	Levels []Level           `json:"levels"`
}

// Level is one value of a factor.
type Level struct {
	ID   string            `json:"id"`
	Text map[string]string `json:"text"`
}

// Deal says how cells are dealt.
type Deal struct {
	Method  string            `json:"method"` // balanced (the default), drawn
	To      string            `json:"to"`     // respondent (the default), owner, or an attribute
	BlockBy []string          `json:"blockBy"`
	Waves   string            `json:"waves"` // same (the default), new
	Reason  string            `json:"reason"`
	Fixed   map[string]string `json:"fixed"`
}

// List is a CSV text with a header that choices are taken from.
type List struct {
	CSV string `json:"csv"`
}

// Privacy says who may see what.
type Privacy struct {
	Mode            string   `json:"mode"` // identified, confidential, unlinkable; empty: not said
	MinCell         int      `json:"minCell"`
	RetentionMonths int      `json:"retentionMonths"`
	SeesIdentity    []string `json:"seesIdentity"`
	Note            string   `json:"note"`
}

// Invitation says how the survey reaches people.
type Invitation struct {
	OnePer         string `json:"onePer"`
	ReminderDays   []int  `json:"reminderDays"`
	CloseAfterDays int    `json:"closeAfterDays"`
}

// Index is a score built from several questions.
type Index struct {
	Title    map[string]string `json:"title"`
	Range    [2]float64        `json:"range"`
	MinShare float64           `json:"minShare"` // share of a factor's items that must be answered
	Factors  []Factor          `json:"factors"`
	Note     string            `json:"note"`
}

// Factor is a weighted part of an Index.
type Factor struct {
	ID        string            `json:"id"`
	Title     map[string]string `json:"title"`
	Weight    float64           `json:"weight"`
	Questions []string          `json:"questions"`
	Rows      []string          `json:"rows"`
}

// PageDV is what is ours at a page.
type PageDV struct {
	Fixed bool `json:"fixed"` // keeps its place where pages stand in random order
}

// ElementDV is what is ours at an element.
type ElementDV struct {
	// Metric names the role of the figure: nps, csat, ces, osa …
	Metric string `json:"metric"`
	// Themes are hints: what a low or high answer here is about.
	Themes []string `json:"themes"`
	// Analyze sends the text answer to theme analysis.
	Analyze bool `json:"analyze"`
	// PolarityPrior is what the question itself invites: -1, 0 or 1.
	PolarityPrior int `json:"polarityPrior"`
	// Feeds names where the text goes besides: "proposal".
	Feeds string `json:"feeds"`
	// VoiceOf names whose voice it is when not the respondent's: "consumer".
	VoiceOf     string            `json:"voiceOf"`
	PolicyTypes []string          `json:"policyTypes"`
	Kano        *Kano             `json:"kano"`
	Integer     bool              `json:"integer"`
	Unit        map[string]string `json:"unit"`
	ConstantSum *ConstantSum      `json:"constantSum"`
	MaxDiff     *MaxDiff          `json:"maxdiff"`
	Conjoint    *Conjoint         `json:"conjoint"`
	Vignette    string            `json:"vignette"`
	ChoicesFrom *FromList         `json:"choicesFrom"`
}

// ConstantSum says how many points the items of a multiple text share.
type ConstantSum struct {
	Total float64 `json:"total"`
}

// MaxDiff makes a matrix of questions a MaxDiff exercise.
type MaxDiff struct {
	PerTask  int  `json:"perTask"`
	Tasks    int  `json:"tasks"`
	Versions int  `json:"versions"`
	Deal     Deal `json:"deal"`
}

// Conjoint makes a matrix a conjoint exercise.
type Conjoint struct {
	Factors      []ExperimentFactor  `json:"factors"`
	Forbidden    []map[string]string `json:"forbidden"`
	Tasks        int                 `json:"tasks"`
	Alternatives int                 `json:"alternatives"`
	Versions     int                 `json:"versions"`
	Sets         string              `json:"sets"` // balanced (the default), random
	Deal         Deal                `json:"deal"`
}

// FromList takes the choices of a question from a list of the survey.
type FromList struct {
	List    string            `json:"list"`
	Value   string            `json:"value"`
	Text    string            `json:"text"`
	Parents map[string]string `json:"parents"` // column -> question
}

// Kano marks one half of a Kano pair.
type Kano struct {
	Feature string `json:"feature"`
	Part    string `json:"part"` // functional, dysfunctional
	Pair    string `json:"pair"` // the question with the other half
}

// ChoiceDV is what is ours at a choice, column or row.
type ChoiceDV struct {
	Exclusive bool     `json:"exclusive"`
	NA        bool     `json:"na"` // not on the scale: stays out of means
	Themes    []string `json:"themes"`
}
