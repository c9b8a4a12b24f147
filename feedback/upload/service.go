package upload

import (
	"context"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/picture"
)

// Service takes files in and hands them out.
type Service struct {
	store    Store
	calendar calendar.Calendar
	opening  chan struct{} // pictures that are open at once
}

// New makes the service.
func New(store Store, days calendar.Calendar) *Service {
	return &Service{store: store, calendar: days, opening: make(chan struct{}, 2)}
}

// The message keys of refusals.
const (
	KeyType = "answer.filetype"
	KeyFull = "answer.fileroom"
)

// Attach takes in a file that a form brings. Where the file cannot be taken the
// fault says why.
func (s *Service) Attach(ctx context.Context, slip feedback.Slip, f Sent) (Kept, error) {
	if len(f.Body) > MaxBytes {
		return Kept{}, fault.New(fault.KindTooLarge, "answer.filetoolarge", map[string]any{"KB": MaxBytes >> 10})
	}
	k := Kept{Name: plainName(f.Name), Kind: kindOf(f.Name, f.Body)}
	body := f.Body
	if picture.Kind(body) != "" {
		var err error
		if body, err = picture.Clean(body); err != nil {
			k.Kind = ""
		}
	}
	if k.Kind == "" {
		return Kept{}, fault.New(fault.KindUnsupported, KeyType, nil)
	}
	k.Ref = refOf(slip, k.Name, body)
	if err := s.room(ctx, slip); err != nil {
		return Kept{}, err
	}
	u := Upload{
		SurveyID: slip.Survey, ID: idOf(slip.Survey, k.Ref), Owner: ownerOf(slip), Kind: k.Kind, Bytes: len(body), Day: s.calendar.Today(),
	}
	if err := s.close(&u, k.Ref, body); err != nil {
		return Kept{}, err
	}
	if err := s.store.Put(ctx, u); err != nil {
		return Kept{}, fmt.Errorf("keep upload: %w", err)
	}
	return k, nil
}

// room refuses what would be too much.
func (s *Service) room(ctx context.Context, slip feedback.Slip) error {
	w, err := s.store.Waiting(ctx, slip.Survey, ownerOf(slip))
	if err != nil {
		return fmt.Errorf("count uploads: %w", err)
	}
	if w.Files >= MaxPerForm || w.Bytes >= MaxWaiting {
		return fault.New(fault.KindTooLarge, KeyFull, nil)
	}
	return nil
}

// close seals the file and, of a picture, a small copy.
func (s *Service) close(u *Upload, r Ref, body []byte) (err error) {
	if u.Content, err = seal(u.SurveyID, r, "file", body); err != nil {
		return err
	}
	s.opening <- struct{}{}
	small := picture.Small(body, thumbPoints)
	<-s.opening
	if small != nil {
		u.Thumb, err = seal(u.SurveyID, r, "thumb", small)
	}
	return err
}

// Thumb gives the small picture of a file that waits with a form: the reference
// is what the form alone knows. Once an answer holds the file it is for staff.
func (s *Service) Thumb(ctx context.Context, id survey.ID, r Ref) ([]byte, error) {
	u, err := s.store.Get(ctx, id, idOf(id, r))
	if err != nil {
		return nil, fmt.Errorf("find upload: %w", err)
	}
	if u == nil || u.Owner == "" || u.Thumb == nil {
		return nil, fault.NotFound("fault.not_found")
	}
	return unseal(id, r, "thumb", u.Thumb)
}

// Open gives a file by the reference that an answer holds. Whoever calls has
// seen to it that the viewer may read that answer.
func (s *Service) Open(ctx context.Context, id survey.ID, r Ref) (kind string, body []byte, err error) {
	u, err := s.store.Get(ctx, id, idOf(id, r))
	if err != nil {
		return "", nil, fmt.Errorf("find upload: %w", err)
	}
	if u == nil || u.Owner != "" {
		return "", nil, fault.NotFound("fault.not_found")
	}
	body, err = unseal(id, r, "file", u.Content)
	return u.Kind, body, err
}

// Claim gives the files of a form to its answer, in the answer's transaction,
// and drops those that the answer does not hold. It tells whether all were
// there. It implements feedback.Uploads.
func (s *Service) Claim(ctx context.Context, slip feedback.Slip, refs []string) (bool, error) {
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = idOf(slip.Survey, Ref(r))
	}
	n, err := s.store.Claim(ctx, slip.Survey, ownerOf(slip), ids)
	if err != nil {
		return false, fmt.Errorf("claim uploads: %w", err)
	}
	return n == len(ids), nil
}

// Drop removes the files of an answer that is gone, in its transaction.
func (s *Service) Drop(ctx context.Context, id survey.ID, refs []string) error {
	ids := make([]string, len(refs))
	for i, r := range refs {
		ids[i] = idOf(id, Ref(r))
	}
	if err := s.store.Drop(ctx, id, ids); err != nil {
		return fmt.Errorf("drop uploads: %w", err)
	}
	return nil
}

// Expire removes what nobody handed in, as drafts go.
func (s *Service) Expire(ctx context.Context) (int, error) {
	n, err := s.store.Expire(ctx, s.calendar.Today().Plus(-feedback.DraftDays))
	if err != nil {
		return 0, fmt.Errorf("expire uploads: %w", err)
	}
	return n, nil
}
