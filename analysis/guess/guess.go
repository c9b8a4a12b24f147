package guess

// What a round, a guess and their comparison are.

import (
	"context"
	"fmt"
	"time"

	"dealervoice/analysis"
	"dealervoice/survey"
	"dealervoice/survey/calendar"
)

// Round asks managers to guess the results of one wave.
type Round struct {
	SurveyID survey.ID
	Wave     int
	OpenedBy string // the name then
	OpenedAt time.Time
	ClosesAt time.Time
	Answers  int // of the wave that were in when it was opened
}

// Open tells whether guesses are taken at the time.
func (r Round) Open(at time.Time) bool { return at.Before(r.ClosesAt) }

// Guess is one number of one person. Scope is the part of the market it is about.
type Guess struct {
	SurveyID  survey.ID
	Wave      int
	UserID    string
	Figure    string
	Value     float64
	Scope     string
	EnteredAt time.Time
}

// Store keeps rounds and guesses.
type Store interface {
	// AddRound adds a round; a conflict if the wave has one.
	AddRound(ctx context.Context, r Round) error
	// Rounds lists the rounds of a survey, newest wave first.
	Rounds(ctx context.Context, id survey.ID) ([]Round, error)
	// AddGuesses adds all guesses of a person; a conflict if there are some.
	AddGuesses(ctx context.Context, list []Guess) error
	// Guesses lists the guesses of a round.
	Guesses(ctx context.Context, id survey.ID, wave int) ([]Guess, error)
	// Entered tells whether the person has guessed in the round.
	Entered(ctx context.Context, id survey.ID, wave int, userID string) (bool, error)
	// Answers counts the answers of a wave that are in.
	Answers(ctx context.Context, id survey.ID, wave int) (int, error)
}

// State is what a viewer can do with the newest round.
type State string

// The states.
const (
	None    State = "none"    // there is no round
	Asked   State = "asked"   // the viewer shall guess, and sees no results until then
	Waiting State = "waiting" // open, and the viewer is nobody who guesses
	Done    State = "done"    // the viewer has guessed
	Missed  State = "missed"  // it closed without the viewer's guess
)

// Report is the newest round of a survey as a viewer sees it.
type Report struct {
	Survey  string          `json:"survey"`
	Title   string          `json:"title"`
	State   State           `json:"state"`
	Wave    int             `json:"wave"`
	Closes  calendar.Day    `json:"closes,omitempty"` // the last day on which guesses are taken
	Late    int             `json:"late,omitempty"`   // answers that were in when the round was opened
	Entered int             `json:"entered"`          // how many have guessed
	Lines   []Line          `json:"lines"`
	MayOpen bool            `json:"-"`
	Limits  analysis.Limits `json:"limits"`
}

// Line is one factor.
type Line struct {
	analysis.Guessable
	Guess   *float64       `json:"guess,omitempty"` // the viewer's own
	Real    *analysis.Cell `json:"real,omitempty"`  // nil as long as the viewer must not see it
	Verdict Verdict        `json:"verdict,omitempty"`
	// Mean is that of all guesses about the whole market, of N people; for those
	// who run the survey.
	Mean *float64 `json:"mean,omitempty"`
	N    int      `json:"n,omitempty"`
}

// Verdict compares a guess with the interval of the real figure.
type Verdict string

// The verdicts.
const (
	Over   Verdict = "over"
	Under  Verdict = "under"
	Within Verdict = "within"
)

// judge compares; "" where there is nothing to compare with.
func judge(guess float64, real analysis.Cell) Verdict {
	switch {
	case !real.Shown() || !real.Bounded:
		return ""
	case guess > real.High:
		return Over
	case guess < real.Low:
		return Under
	}
	return Within
}

// The measures of what was guessed: by the viewer, and by all on the average.
const (
	Guessed     analysis.Measure = "guess"
	MeanGuessed analysis.Measure = "mean_guess"
)

// Listed lists for each factor the guess, the mean of all guesses and the real
// figure, as far as the viewer sees them.
func (r Report) Listed() []analysis.FigureLine {
	var out []analysis.FigureLine
	for _, l := range r.Lines {
		at := analysis.FigureLine{Figure: l.Name, Title: l.Title, Dim: analysis.DimWave, Value: fmt.Sprint(r.Wave), Segment: fmt.Sprint(r.Wave)}
		add := func(c analysis.Cell) {
			at.Cell = c
			out = append(out, at)
		}
		if l.Guess != nil {
			add(analysis.Cell{Measure: Guessed, N: 1, Value: *l.Guess})
		}
		if l.Mean != nil {
			add(analysis.Cell{Measure: MeanGuessed, N: l.N, Value: *l.Mean})
		}
		if l.Real != nil {
			add(*l.Real)
		}
	}
	return out
}
