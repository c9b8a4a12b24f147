package coding

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dealervoice/analysis/text"
	"dealervoice/analysis/text/codebook"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Surveys lists surveys and gives their published versions.
type Surveys interface {
	List(ctx context.Context) ([]survey.Survey, error)
}

// Editions gives published versions with their definitions; survey.Service does.
type Editions interface {
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
}

// Streams hands out the answers of a survey; feedback.Service does.
type Streams interface {
	Each(ctx context.Context, v access.Viewer, q feedback.Query, fn func(feedback.Response) error) error
}

// Needs is what the service is made of. Product is the codebook that a new
// installation begins with; Done is told of each survey of which responses were
// read.
type Needs struct {
	Store    Store
	Surveys  Surveys
	Editions Editions
	Streams  Streams
	Tx       port.Tx
	Trail    port.Trail
	Queue    port.Queue
	Calendar calendar.Calendar
	Product  func() (*codebook.Book, error)
	Done     func(ctx context.Context, id survey.ID) error
	Labels   Labels // what people decided; may be nil: then nothing is learned
}

// Service holds the use cases of the codebook and of tagging.
type Service struct {
	Needs

	mu      sync.Mutex
	current inUse
	busy    map[survey.ID]*sync.Mutex
}

// inUse is the version and model that read answers, as of a moment.
type inUse struct {
	use     Use
	version Version
	tagger  *text.Tagger
	checked time.Time
}

// New makes the service.
func New(n Needs) *Service { return &Service{Needs: n, busy: map[survey.ID]*sync.Mutex{}} }

// maxAge is how long the codebook in use is believed to be the newest.
const maxAge = time.Second

// Current gives the codebook in use, and what identifies the tagger made of it.
func (s *Service) Current(ctx context.Context) (book *codebook.Book, tagger string, err error) {
	now, err := s.using(ctx)
	if err != nil {
		return nil, "", err
	}
	return now.version.Book, now.tagger.Version(), nil
}

// using gives what reads answers; the first use of an installation makes the
// product's codebook version 1.
func (s *Service) using(ctx context.Context) (inUse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.Calendar.Clock()
	if age := now.Sub(s.current.checked); s.current.tagger != nil && age >= 0 && age < maxAge {
		return s.current, nil
	}
	u, err := s.latest(ctx)
	if err != nil {
		return inUse{}, err
	}
	if s.current.tagger == nil || s.current.use.Codebook != u.Codebook || s.current.use.Model != u.Model {
		if s.current, err = s.open(ctx, u); err != nil {
			return inUse{}, err
		}
	}
	s.current.use, s.current.checked = u, now
	return s.current, nil
}

// latest is the newest use: where nobody chose, the newest codebook alone.
func (s *Service) latest(ctx context.Context) (Use, error) {
	uses, err := s.Store.Uses(ctx, 1)
	if err != nil {
		return Use{}, fmt.Errorf("read what is in use: %w", err)
	}
	if len(uses) > 0 {
		return uses[0], nil
	}
	v, err := s.Store.Newest(ctx)
	if err != nil {
		return Use{}, fmt.Errorf("read codebook: %w", err)
	}
	if v.Number == 0 {
		if v, err = s.found(ctx); err != nil {
			return Use{}, err
		}
	}
	return Use{Codebook: v.Number, UsedBy: v.CreatedBy, UsedAt: v.CreatedAt}, nil
}

// open makes the tagger of a codebook version and a model.
func (s *Service) open(ctx context.Context, u Use) (inUse, error) {
	v, err := s.Store.Version(ctx, u.Codebook)
	if err != nil {
		return inUse{}, fmt.Errorf("read codebook: %w", err)
	}
	var m Model
	if u.Model > 0 {
		if m, err = s.Store.Model(ctx, u.Model); err != nil {
			return inUse{}, fmt.Errorf("read model: %w", err)
		}
	}
	tagger, err := text.Load(v.Book, m.Learned)
	if err != nil {
		return inUse{}, fmt.Errorf("use codebook version %d with model %d: %w", u.Codebook, u.Model, err)
	}
	return inUse{use: u, version: v, tagger: tagger}, nil
}

// product is who made the first version.
const product = "Dealervoice"

// found makes the product's codebook the first version. Where another process
// was quicker, its version stands.
func (s *Service) found(ctx context.Context) (Version, error) {
	book, err := s.Product()
	if err != nil {
		return Version{}, fmt.Errorf("read the product's codebook: %w", err)
	}
	v := Version{Number: 1, Book: book, CreatedBy: product, CreatedAt: s.Calendar.Now()}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddVersion(ctx, v); err != nil {
			return err
		}
		return s.Trail.Record(ctx, access.Machine("start"), port.Entry{Action: "codebook.found", Kind: "codebook", ID: "1"})
	})
	if fault.KindOf(err) == fault.KindConflict {
		return s.Store.Newest(ctx)
	}
	if err != nil {
		return Version{}, fmt.Errorf("store the product's codebook: %w", err)
	}
	return v, nil
}
