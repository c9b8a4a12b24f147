package reply

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Surveys finds surveys and what they promised. *survey.Service is one.
type Surveys interface {
	List(ctx context.Context, v access.Viewer) ([]survey.Survey, error)
	Show(ctx context.Context, v access.Viewer, slug string) (survey.Survey, error)
	Versions(ctx context.Context, v access.Viewer, id survey.ID) ([]survey.Version, error)
	Modes(ctx context.Context, v access.Viewer, of []survey.ID) (map[survey.ID]survey.Mode, error)
}

// Quoted is what a reader of quotes sees of an answer to a question.
type Quoted struct{ Title, Words string }

// Quotes gives what may be seen of an answer to one question; analysis.Service
// does.
type Quotes interface {
	Quoted(ctx context.Context, v access.Viewer, q Subject) (Quoted, error)
}

// Answers finds the answer that a receipt was given for; a fault of KindNotFound
// where there is none any more. feedback.Service does.
type Answers interface {
	ByReceipt(ctx context.Context, sv survey.Head, receipt string) (feedback.Own, error)
}

// Subject is what a thread is about.
type Subject struct {
	Slug     string
	Response feedback.ID
	Question string
}

// Service holds the use cases.
type Service struct{ Needs }

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Surveys  Surveys
	Quotes   Quotes
	Answers  Answers
	Tx       port.Tx
	Trail    port.Trail
	Calendar calendar.Calendar
	Keys     feedback.Keys
	Keyring  port.Keyring // holds the key of what waits
}

// New makes the service.
func New(n Needs) *Service { return &Service{Needs: n} }

// May tells whether the viewer may write for the house in a survey of the mode,
// and read what is written to it.
func May(v access.Viewer, mode survey.Mode) bool {
	return v.May(access.AnswerReply) && (mode == survey.Identified || v.May(access.AnswerOpen))
}

// mode is the sternest that the survey ever promised.
func (s *Service) mode(ctx context.Context, id survey.ID) (survey.Mode, error) {
	versions, err := s.Surveys.Versions(ctx, access.Machine("reply"), id)
	return survey.Sternest(versions), err
}

// readable finds a survey whose letters the viewer may read.
func (s *Service) readable(ctx context.Context, v access.Viewer, slug string) (survey.Survey, survey.Mode, error) {
	sv, err := s.Surveys.Show(ctx, v, slug)
	if err != nil {
		return sv, "", err
	}
	mode, err := s.mode(ctx, sv.ID)
	if err == nil && !May(v, mode) {
		err = fault.Forbidden("reply.officer_only")
	}
	return sv, mode, err
}

// letter checks what somebody wants to write.
func letter(words string) error {
	n := 0
	for range words {
		n++
	}
	switch {
	case n == 0:
		return fault.Invalid(fault.Field{Path: "words", Key: "reply.empty"})
	case n > MaxWords:
		return fault.Invalid(fault.Field{Path: "words", Key: "reply.too_long", Args: fault.Args{"Max": MaxWords, "Length": n}})
	}
	return nil
}

// record writes down that staff wrote; never what.
func (s *Service) record(ctx context.Context, v access.Viewer, sv survey.Survey, t Thread) error {
	err := s.Trail.Record(ctx, v, port.Entry{Action: "reply.write", Kind: "survey", ID: sv.Slug, Detail: map[string]any{"thread": string(t.ID)}})
	if err != nil {
		return fmt.Errorf("write down that a reply was written: %w", err)
	}
	return nil
}
