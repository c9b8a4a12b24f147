package feedback

// What is kept while somebody is still answering.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/language"
)

// Draft is an unfinished answer as it is stored: only its reader's link opens
// it.
type Draft struct {
	SurveyID survey.ID `gorm:"primaryKey"`
	Key      string    `gorm:"primaryKey"`
	Version  survey.Number
	Revision int          // counts the times it was kept
	Page     int          // how far it got
	Day      calendar.Day // last kept; no time, so that it tells little
	Sealed   []byte
}

// Progress is what a draft holds.
type Progress struct {
	Version  survey.Number `json:"-"`
	Revision int           `json:"-"`
	Page     int           `json:"page"`
	Language language.Tag  `json:"lang"`
	Data     answer.Data   `json:"data"`
	Padded   bool          `json:"-"` // its length is to tell nothing
}

// DraftDays is how long an unfinished answer is kept after it was last touched.
const DraftDays = 60

// Keep stores how far somebody got and returns the draft's revision.
func (s *Service) Keep(ctx context.Context, slip Slip, p Progress) (int, error) {
	plain, err := json.Marshal(p)
	if err != nil {
		return 0, fmt.Errorf("keep draft: %w", err)
	}
	if p.Padded {
		plain = Pad(plain)
	}
	sealed, err := seal(slip, plain)
	if err != nil {
		return 0, err
	}
	revision, err := s.store.SaveDraft(ctx, Draft{
		SurveyID: slip.Survey, Key: draftKey(slip), Version: slip.Version,
		Page: p.Page, Day: s.calendar.Today(), Sealed: sealed,
	})
	if err != nil {
		return 0, fmt.Errorf("keep draft: %w", err)
	}
	return revision, nil
}

// Kept finds what was kept for a slip; nil if nothing was.
func (s *Service) Kept(ctx context.Context, slip Slip) (*Progress, error) {
	d, err := s.store.Draft(ctx, slip.Survey, draftKey(slip))
	if err != nil {
		return nil, fmt.Errorf("find draft: %w", err)
	}
	return open(d, slip)
}

// open unseals a draft. One that does not open (the installation's secret was
// changed) is as good as none: the form begins anew.
func open(d *Draft, slip Slip) (*Progress, error) {
	if d == nil {
		return nil, nil
	}
	plain, err := unseal(slip, d.Sealed)
	if errors.Is(err, errSeal) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := Progress{Version: d.Version, Revision: d.Revision}
	if err := json.Unmarshal(plain, &p); err != nil {
		return nil, fmt.Errorf("read draft: %w", err)
	}
	return &p, nil
}

// Standing is where an invited dealer stands.
type Standing struct {
	Answered *Receipt  // nil: not yet, or the mode does not tell
	Kept     *Progress // nil: nothing begun
}

// Standing finds, by one read, whether an invitation was answered, as far as the
// slip's link is told of it, and what is kept behind that link.
func (s *Service) Standing(ctx context.Context, inv survey.Invitation, slip Slip) (Standing, error) {
	d, p, err := s.store.Standing(ctx, draftKey(slip), Sender{Survey: inv.SurveyID, Invitation: inv.ID, Link: linkTag(slip)})
	if err != nil {
		return Standing{}, fmt.Errorf("find what invitation left: %w", err)
	}
	if p != nil {
		return Standing{Answered: &Receipt{ID: p.ResponseID, Code: s.keys.receipt(inv.SurveyID, p.ResponseID), Again: true}}, nil
	}
	kept, err := open(d, slip)
	return Standing{Kept: kept}, err
}

// ExpireKind is the job that does away with old drafts; it recurs.
const ExpireKind = "drafts.expire"

// SweepDrafts is the work of that job.
func (s *Service) SweepDrafts(ctx context.Context, _ json.RawMessage) error {
	_, err := s.ExpireDrafts(ctx)
	return err
}

// ExpireDrafts removes what nobody has touched for DraftDays.
func (s *Service) ExpireDrafts(ctx context.Context) (int, error) {
	n, err := s.store.ExpireDrafts(ctx, s.calendar.Today().Plus(-DraftDays))
	if err != nil {
		return 0, fmt.Errorf("expire drafts: %w", err)
	}
	if s.uploads != nil {
		if _, err := s.uploads.Expire(ctx); err != nil {
			return n, err
		}
	}
	if s.places != nil {
		if err := s.places.Sweep(ctx); err != nil {
			return n, err
		}
	}
	return n, nil
}
