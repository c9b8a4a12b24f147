package usage

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// DecideWithin is how long a proposal may wait for a decision.
const DecideWithin = 30 * 24 * time.Hour

// Reading is that somebody opened the report of a closed survey.
type Reading struct {
	SurveyID survey.ID
	ClosedAt time.Time
	UserID   string
	ReadAt   time.Time
}

// Coded is how a survey's answers were read for themes.
type Coded struct {
	SurveyID survey.ID
	Read     int // responses whose words were read
	Themed   int // of these, with a theme
	ByHand   int // of these, judged by a person
}

// Way is when a proposal was put forward and decided on.
type Way struct {
	Proposal  int
	Put       time.Time
	Decided   *time.Time
	Withdrawn bool
}

// Store keeps readings and reads the rest.
type Store interface {
	// NoteReading keeps the first reading of each person.
	NoteReading(ctx context.Context, r Reading) error
	Readings(ctx context.Context) ([]Reading, error)
	Coded(ctx context.Context) ([]Coded, error)
	// Ways lists the proposals that were ever put forward.
	Ways(ctx context.Context) ([]Way, error)
}

// Surveys finds surveys; survey.Store does.
type Surveys interface {
	List(ctx context.Context) ([]survey.Survey, error)
	BySlug(ctx context.Context, slug string) (survey.Survey, error)
}

// Service holds the use cases.
type Service struct {
	store    Store
	surveys  Surveys
	calendar calendar.Calendar

	mu    sync.Mutex
	noted map[Reading]bool // without time: what this process noted already
}

// New makes the service.
func New(store Store, surveys Surveys, c calendar.Calendar) *Service {
	return &Service{store: store, surveys: surveys, calendar: c, noted: map[Reading]bool{}}
}

// mostNoted bounds what a process remembers to have noted.
const mostNoted = 10_000

// Read notes that the viewer opened the report of a survey, if it is closed.
func (s *Service) Read(ctx context.Context, v access.Viewer, slug string) error {
	sv, err := s.surveys.BySlug(ctx, slug)
	if err != nil || sv.State != survey.Closed || sv.ClosedAt == nil {
		return err
	}
	r := Reading{SurveyID: sv.ID, ClosedAt: sv.ClosedAt.UTC(), UserID: v.UserID}
	s.mu.Lock()
	have := s.noted[r]
	s.mu.Unlock()
	if have {
		return nil
	}
	at := r
	at.ReadAt = s.calendar.Now()
	if err := s.store.NoteReading(ctx, at); err != nil {
		return fmt.Errorf("note that %s was read: %w", slug, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.noted) >= mostNoted {
		clear(s.noted)
	}
	s.noted[r] = true
	return nil
}

// Usage is what the system achieves.
type Usage struct {
	Reports   []Report // the closed surveys, the last closed first
	Median    *float64 // hours until a report was read, of those that were
	Answers   []Answers
	Read      int // responses whose words were read, in all surveys
	Themed    int
	Untouched int // of the themed ones, by no person
	Proposals Decisions
}

// Report is how soon a closed survey was read.
type Report struct {
	Slug     string
	Title    language.Text
	ClosedAt time.Time
	Hours    *float64 // until somebody read it; nil: nobody has
	Waits    float64  // hours since it closed, where nobody has
	Readers  int
}

// Answers is how a survey's answers were read for themes.
type Answers struct {
	Slug  string
	Title language.Text
	Coded
}

// Untouched is how many of the themed answers no person judged.
func (c Coded) Untouched() int { return max(0, c.Themed-c.ByHand) }

// Decisions counts proposals.
type Decisions struct {
	InTime, Late int
	Waiting      int // put forward, not decided, and still in time
	Overdue      []int
}

// Due is how many should have been decided by now.
func (d Decisions) Due() int { return d.InTime + d.Late }

// Usage counts for somebody who may see it.
func (s *Service) Usage(ctx context.Context, v access.Viewer) (Usage, error) {
	if !v.May(access.UsageRead) {
		return Usage{}, fault.Forbidden("fault.forbidden")
	}
	list, err := s.surveys.List(ctx)
	if err != nil {
		return Usage{}, fmt.Errorf("list surveys: %w", err)
	}
	readings, err := s.store.Readings(ctx)
	if err != nil {
		return Usage{}, err
	}
	coded, err := s.store.Coded(ctx)
	if err != nil {
		return Usage{}, err
	}
	ways, err := s.store.Ways(ctx)
	if err != nil {
		return Usage{}, err
	}
	now := s.calendar.Now()
	out := Usage{Reports: reports(list, readings, now), Proposals: decisions(ways, now)}
	out.Median = median(out.Reports)
	for _, sv := range list {
		at := slices.IndexFunc(coded, func(c Coded) bool { return c.SurveyID == sv.ID && c.Read > 0 })
		if at < 0 {
			continue
		}
		a := Answers{Slug: sv.Slug, Title: sv.Title, Coded: coded[at]}
		out.Answers = append(out.Answers, a)
		out.Read, out.Themed, out.Untouched = out.Read+a.Read, out.Themed+a.Themed, out.Untouched+a.Untouched()
	}
	return out, nil
}

// reports tells of each closed survey how soon it was read.
func reports(list []survey.Survey, readings []Reading, now time.Time) []Report {
	var out []Report
	for _, sv := range list {
		if sv.State != survey.Closed || sv.ClosedAt == nil {
			continue
		}
		r := Report{Slug: sv.Slug, Title: sv.Title, ClosedAt: *sv.ClosedAt, Waits: now.Sub(*sv.ClosedAt).Hours()}
		for _, read := range readings {
			if read.SurveyID != sv.ID || !read.ClosedAt.Equal(*sv.ClosedAt) {
				continue
			}
			r.Readers++
			if h := max(0, read.ReadAt.Sub(*sv.ClosedAt).Hours()); r.Hours == nil || h < *r.Hours {
				r.Hours = &h
			}
		}
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Report) int { return cmp.Or(b.ClosedAt.Compare(a.ClosedAt), cmp.Compare(a.Slug, b.Slug)) })
	return out
}

// median is that of the hours; nil where nothing was read.
func median(list []Report) *float64 {
	var hours []float64
	for _, r := range list {
		if r.Hours != nil {
			hours = append(hours, *r.Hours)
		}
	}
	if len(hours) == 0 {
		return nil
	}
	slices.Sort(hours)
	m := hours[len(hours)/2]
	if len(hours)%2 == 0 {
		m = (m + hours[len(hours)/2-1]) / 2
	}
	return &m
}

// decisions counts what was decided in time.
func decisions(ways []Way, now time.Time) Decisions {
	var out Decisions
	for _, w := range ways {
		switch {
		case w.Decided != nil && w.Decided.Sub(w.Put) <= DecideWithin:
			out.InTime++
		case w.Decided != nil:
			out.Late++
		case w.Withdrawn:
		case now.Sub(w.Put) > DecideWithin:
			out.Late++
			out.Overdue = append(out.Overdue, w.Proposal)
		default:
			out.Waiting++
		}
	}
	return out
}
