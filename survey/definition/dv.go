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
