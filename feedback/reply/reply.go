package reply

import (
	"context"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
)

// ThreadID names a thread within its survey; random.
type ThreadID string

// Thread is what is written about one answer, or about one quote of it.
type Thread struct {
	SurveyID   survey.ID `gorm:"primaryKey"`
	ID         ThreadID  `gorm:"primaryKey"`
	ResponseID feedback.ID
	About      string // the question of the quote; "" for the whole answer
	Region     string // with Area and Rep: the place of the answer, for scope
	Area       string
	Rep        string
	Waits      bool         // the respondent had the last word
	Day        calendar.Day // of the last letter
	Letters    []Letter     `gorm:"-"`
}

// Letter is one thing that was written.
type Letter struct {
	SurveyID survey.ID `gorm:"primaryKey"`
	ThreadID ThreadID  `gorm:"primaryKey"`
	Number   int       `gorm:"primaryKey"` // from 1
	Staff    string    // the name of who wrote for the house; "" for the respondent
	Words    string
	Day      calendar.Day
}

// Waiting is a letter of a respondent that is not delivered yet.
type Waiting struct {
	SurveyID survey.ID `gorm:"primaryKey"`
	ID       string    `gorm:"primaryKey"` // random
	Tag      string    // of the answer, under the key
	Sealed   []byte    // an envelope, under the key
	Day      calendar.Day
}

// Bounds of what is written.
const (
	MaxWords   = 2000 // characters of a letter
	MaxPending = 5    // letters of a respondent that nobody has replied to
	maxInbox   = 200
)

// Store keeps threads and letters.
type Store interface {
	// Thread finds a thread in the viewer's scope; a fault of KindNotFound if
	// there is none.
	Thread(ctx context.Context, v access.Viewer, id survey.ID, t ThreadID) (Thread, error)
	// WithThreads lists the surveys that have threads.
	WithThreads(ctx context.Context) ([]survey.ID, error)
	// Inbox lists threads in the viewer's scope, those that wait first, then by day.
	Inbox(ctx context.Context, v access.Viewer, of []survey.ID, limit int) ([]Thread, error)
	// CountWaiting counts those of them that wait.
	CountWaiting(ctx context.Context, v access.Viewer, of []survey.ID) (int, error)
	// ThreadsOf lists the threads of an answer with their letters.
	ThreadsOf(ctx context.Context, id survey.ID, r feedback.ID) ([]Thread, error)
	// Letters lists the letters of a thread.
	Letters(ctx context.Context, t Thread) ([]Letter, error)
	// Open gives the thread about the same, which is t if there was none.
	Open(ctx context.Context, t Thread) (Thread, error)
	// Add adds letters to a thread, numbered behind those there are.
	Add(ctx context.Context, t Thread, letters []Letter) error
	// Place tells where the answer belongs; nil if there is no such answer.
	Place(ctx context.Context, id survey.ID, r feedback.ID) (*access.Place, error)
	// Drop removes the threads of an answer, and what waits under the tag.
	Drop(ctx context.Context, id survey.ID, r feedback.ID, tag string) error

	Keep(ctx context.Context, w Waiting) error
	WaitingOf(ctx context.Context, id survey.ID, tag string) ([]Waiting, error)
	// WithWaiting lists the surveys where letters wait that are older than the day.
	WithWaiting(ctx context.Context, before calendar.Day) ([]survey.ID, error)
	// Due locks and reads the letters of a survey that are older than the day.
	Due(ctx context.Context, id survey.ID, before calendar.Day) ([]Waiting, error)
	DropWaiting(ctx context.Context, id survey.ID, ids []string) error
}
