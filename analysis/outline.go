package analysis

// What a survey asks, over all its published versions, as figures see it.

import (
	"dealervoice/survey/definition"
)

// Kind is how a question is counted.
type Kind string

// The kinds.
const (
	Single  Kind = "single"
	Multi   Kind = "multi"
	Scale   Kind = "scale" // values in order that have a mean
	Promote Kind = "nps"
	Matrix  Kind = "matrix" // its rows are scales or singles
	Ranking Kind = "ranking"
	Number  Kind = "number"
	Text    Kind = "text"
	Other   Kind = "other" // counted as answered, nothing more
)

// Option is an answer that can be chosen.
type Option struct {
	Value string
	Label definition.Text
	Score float64 // on a scale
	NA    bool    // not an answer on the scale: stays out of means
}

// Question is a question as figures see it; a row of a matrix is one as well.
type Question struct {
	Name    string // "d6"; of a row "d10.on_time"
	Kind    Kind
	Title   definition.Text
	Options []Option
	Rows    []Question // of a matrix
	Pick    int        // of a ranking: how many are ranked

	Above       definition.Text // the title of the panel around it
	Section     definition.Text // the page it stands on
	Unit        map[string]string
	Metric      string
	Themes      []string
	PolicyTypes []string
	Analyze     bool // a text that is read for themes
	Prior       int  // the polarity the question invites
	Conditional bool // not everybody is asked
}

// FullTitle is the title as it reads by itself.
func (q Question) FullTitle(lang string) string {
	if above := q.Above.In(lang); above != "" {
		return above + " " + q.Title.In(lang)
	}
	return q.Title.In(lang)
}

// scores are the options that count on the scale.
func (q Question) scores() []Option {
	var out []Option
	for _, o := range q.Options {
		if !o.NA {
			out = append(out, o)
		}
	}
	return out
}

// ends are the lowest and the highest value of the scale.
func (q Question) ends() (low, high float64) {
	for i, o := range q.scores() {
		if i == 0 {
			low, high = o.Score, o.Score
		}
		low, high = min(low, o.Score), max(high, o.Score)
	}
	return low, high
}

// Label is what the reader sees for an option's value.
func (q Question) Label(value, lang string) string {
	for _, o := range q.Options {
		if o.Value == value && !o.Label.IsZero() {
			return o.Label.In(lang)
		}
	}
	return value
}

// outline is all questions of a survey, those of the newest version first.
type outline struct {
	questions []Question
	at        map[string]Question // also rows
	profile   []string            // the single-choice questions of the first page
	audience  string              // "dealer", "consumer"
	indices   map[string]definition.Index
	forms     map[int]*form // by version
}

// outlineOf merges the versions, given newest first: a question that an older
// version had and the newest has not is kept at the end, an option likewise.
func outlineOf(versions map[int]*definition.Definition, newestFirst []int) *outline {
	o := &outline{at: map[string]Question{}, forms: map[int]*form{}}
	for i, number := range newestFirst {
		f := formOf(versions[number])
		o.forms[number] = f
		if i == 0 {
			o.indices = versions[number].DV.Scoring
			o.profile = f.profile
			o.audience = versions[number].DV.Audience
		}
		for _, q := range f.questions {
			o.merge(q)
		}
	}
	for _, q := range o.questions {
		o.at[q.Name] = q
		for _, r := range q.Rows {
			o.at[r.Name] = r
		}
	}
	return o
}

func (o *outline) merge(q Question) {
	for i := range o.questions {
		if have := &o.questions[i]; have.Name == q.Name {
			if have.Kind == q.Kind {
				have.Options = mergeOptions(have.Options, q.Options)
				have.Rows = mergeRows(have.Rows, q.Rows)
			}
			return
		}
	}
	o.questions = append(o.questions, q)
}

func mergeOptions(have, more []Option) []Option {
	for _, o := range more {
		known := false
		for _, h := range have {
			known = known || h.Value == o.Value
		}
		if !known {
			have = append(have, o)
		}
	}
	return have
}

func mergeRows(have, more []Question) []Question {
	for _, r := range more {
		known := false
		for i := range have {
			if have[i].Name == r.Name {
				have[i].Options = mergeOptions(have[i].Options, r.Options)
				known = true
			}
		}
		if !known {
			have = append(have, r)
		}
	}
	return have
}

// question finds a question or a row by its name.
func (o *outline) question(name string) (Question, bool) {
	q, ok := o.at[name]
	return q, ok
}

// analysed lists the texts that are read for themes.
func (o *outline) analysed() []string {
	var out []string
	for _, q := range o.questions {
		if q.Analyze {
			out = append(out, q.Name)
		}
	}
	return out
}
