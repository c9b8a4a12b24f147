package workbench

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Corpora opens the texts of a survey; analysis.Service does.
type Corpora interface {
	Corpus(ctx context.Context, v access.Viewer, slug string) (*analysis.Corpus, error)
}

// Books gives the codebook and the tagger in use; coding.Service does.
type Books interface {
	Using(ctx context.Context) (coding.InUse, error)
}

// Surveys finds surveys; survey.Store does.
type Surveys interface {
	List(ctx context.Context) ([]survey.Survey, error)
	BySlug(ctx context.Context, slug string) (survey.Survey, error)
}

// Store keeps what was discovered, the newest of each survey.
type Store interface {
	SaveDiscovery(ctx context.Context, id survey.ID, body []byte, at time.Time) error
	// Discovery gives nil where nothing was searched yet.
	Discovery(ctx context.Context, id survey.ID) (body []byte, at time.Time, err error)
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Corpora  Corpora
	Books    Books
	Surveys  Surveys
	Tx       port.Tx
	Trail    port.Trail
	Queue    port.Queue
	Calendar calendar.Calendar
}

// Service holds the use cases.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{Needs: n} }

// DiscoverKind is the job that looks for what the codebook misses, with a
// DiscoverJob.
const DiscoverKind = "codebook.discover"

// DiscoverJob names the survey.
type DiscoverJob struct{ Survey string }

// Look has a survey searched in the background.
func (s *Service) Look(ctx context.Context, v access.Viewer, slug string) error {
	if !v.May(access.CodebookEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	if _, err := s.Surveys.BySlug(ctx, slug); err != nil {
		return err
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Queue.Enqueue(ctx, DiscoverKind, DiscoverJob{Survey: slug}); err != nil {
			return err
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "codebook.discover", Kind: "survey", ID: slug})
	})
	if err != nil {
		return fmt.Errorf("search %s for what is missed: %w", slug, err)
	}
	return nil
}

// Discover is the handler of DiscoverKind.
func (s *Service) Discover(ctx context.Context, payload json.RawMessage) error {
	var job DiscoverJob
	if err := json.Unmarshal(payload, &job); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	c, err := s.Corpora.Corpus(ctx, access.Machine("discover"), job.Survey)
	if err != nil {
		return err
	}
	now, err := s.Books.Using(ctx)
	if err != nil {
		return err
	}
	found, err := discover(ctx, c, now)
	if err != nil {
		return fmt.Errorf("search %s for what is missed: %w", job.Survey, err)
	}
	body, err := json.Marshal(found)
	if err != nil {
		return fmt.Errorf("search %s for what is missed: %w", job.Survey, err)
	}
	return s.Store.SaveDiscovery(ctx, c.Survey.ID, body, s.Calendar.Now())
}

// Discovery gives what was found in a survey last.
func (s *Service) Discovery(ctx context.Context, v access.Viewer, slug string) (Discovery, error) {
	if !v.May(access.CodebookRead) {
		return Discovery{}, fault.Forbidden("fault.forbidden")
	}
	// Opened for this viewer: who may not read the words is not shown the groups.
	c, err := s.Corpora.Corpus(ctx, v, slug)
	if err != nil {
		return Discovery{}, err
	}
	out := Discovery{Title: c.Title, Hidden: c.Hidden}
	if c.Hidden != nil || v.Scope.Level != access.All {
		out.Scoped = v.Scope.Level != access.All
		return out, nil
	}
	body, at, err := s.Store.Discovery(ctx, c.Survey.ID)
	if err != nil || body == nil {
		return out, err
	}
	if err := json.Unmarshal(body, &out); err != nil {
		return Discovery{}, fmt.Errorf("read discovery of %s: %w", slug, err)
	}
	out.Title, out.FoundAt = c.Title, at
	return out, nil
}
