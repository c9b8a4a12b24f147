package feedback

import (
	"context"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
	"dealervoice/survey/port"
)

// Service holds the use cases of responses.
type Service struct {
	store    Store
	tx       port.Tx
	trail    port.Trail
	calendar calendar.Calendar
	keys     Keys
	uploads  Uploads
	surveys  SurveyKeys
	gone     Gone
	veils    Veils
	places   Places
	letters  Letters
}

// Letters drops what was written about an answer that is erased; *reply.Service
// does.
type Letters interface {
	Drop(ctx context.Context, id survey.ID, r ID) error
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Tx       port.Tx
	Trail    port.Trail
	Calendar calendar.Calendar
	Keys     Keys
	Uploads  Uploads // nil: answers hold no files
	Surveys  SurveyKeys
	Gone     Gone    // nil: nobody keeps account of answers
	Veils    Veils   // nil: answers go out as they were written
	Places   Places  // nil: places of quotas are taken, not held before
	Letters  Letters // nil: nobody writes about answers
}

// Veils gives what the answers of a survey leave the product as, row by row;
// analysis.Service does.
type Veils interface {
	Veiled(ctx context.Context, slug string) (func(Response) answer.Data, error)
}

// New makes the service.
func New(n Needs) *Service {
	return &Service{store: n.Store, tx: n.Tx, trail: n.Trail, calendar: n.Calendar, keys: n.Keys, uploads: n.Uploads, surveys: n.Surveys, gone: n.Gone, veils: n.Veils, places: n.Places, letters: n.Letters}
}

// Keys are the secrets that slips are signed with.
func (s *Service) Keys() Keys { return s.keys }

// Occasion is the circumstance under which a response is given now, by a
// reader of the language in the wave.
func (s *Service) Occasion(id ID, tag language.Tag, wave int) answer.Occasion {
	on := answer.Occasion{Now: s.calendar.Now(), Zone: s.calendar.Zone, Unit: string(id), Language: string(tag)}
	if wave > 0 {
		on.Variables = map[string]any{"wave": float64(wave)}
	}
	return on
}

// Today is the day by which forms are made.
func (s *Service) Today() calendar.Day { return s.calendar.Today() }
