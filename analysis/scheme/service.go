package scheme

import (
	"context"
	"fmt"
	"strings"
	"time"

	"dealervoice/analysis"
	"dealervoice/survey/access"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Scheme is a saved weighting.
type Scheme struct {
	Name    string     `json:"name"`
	Margins string     `json:"-"` // behind commas, as they are stored
	Trim    float64    `json:"trim"`
	SavedBy string     `json:"-"` // the name then
	SavedAt time.Time  `json:"-"`
	Retired *time.Time `json:"-"`
}

// By are the margins.
func (s Scheme) By() []string { return strings.Split(s.Margins, ",") }

// Store keeps schemes.
type Store interface {
	// Add adds a scheme; a conflict if the name is taken, by a retired one too.
	Add(ctx context.Context, s Scheme) error
	// List lists the schemes that are not retired, by name.
	List(ctx context.Context) ([]Scheme, error)
	// Find finds a scheme, retired or not; not found if there is none.
	Find(ctx context.Context, name string) (Scheme, error)
	// Retire takes it off the list; not found if it is not on it.
	Retire(ctx context.Context, name string, at time.Time) error
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Tx       port.Tx
	Trail    port.Trail
	Calendar calendar.Calendar
}

// Service holds the use cases.
type Service struct{ Needs }

// New makes the service.
func New(n Needs) *Service { return &Service{n} }

var _ analysis.Schemes = (*Service)(nil)

// Save gives a weighting a name, for good.
func (s *Service) Save(ctx context.Context, v access.Viewer, name string, w analysis.Weighting) error {
	if !v.May(access.SurveyEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	name = strings.TrimSpace(name)
	if !analysis.SchemeName(name) {
		return fault.Invalid(fault.Field{Path: "name", Key: "report.scheme.bad_name"})
	}
	w.Scheme = ""
	if err := w.Check(); err != nil || len(w.By) == 0 {
		return fault.Invalid(fault.Field{Path: "by", Key: "report.scheme.bad_margins"})
	}
	one := Scheme{Name: name, Margins: strings.Join(w.By, ","), Trim: w.Trim, SavedBy: v.Name, SavedAt: s.Calendar.Now()}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Add(ctx, one); err != nil {
			return fmt.Errorf("save weighting %s: %w", name, err)
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "weighting.save", Kind: "weighting", ID: name, Detail: map[string]any{"by": w.By, "trim": w.Trim}})
	})
}

// Retire takes a weighting off the list. Where it stands in an address it still
// holds.
func (s *Service) Retire(ctx context.Context, v access.Viewer, name string) error {
	if !v.May(access.SurveyEdit) {
		return fault.Forbidden("fault.forbidden")
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Retire(ctx, name, s.Calendar.Now()); err != nil {
			return fmt.Errorf("retire weighting %s: %w", name, err)
		}
		return s.Trail.Record(ctx, v, port.Entry{Action: "weighting.retire", Kind: "weighting", ID: name})
	})
}

// List lists the weightings that are offered.
func (s *Service) List(ctx context.Context, v access.Viewer) ([]Scheme, error) {
	if !v.May(access.ReportRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.Store.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list weightings: %w", err)
	}
	return list, nil
}

// Scheme is the weighting of a name.
func (s *Service) Scheme(ctx context.Context, name string) (analysis.Weighting, error) {
	one, err := s.Store.Find(ctx, name)
	if err != nil {
		return analysis.Weighting{}, err
	}
	return analysis.Weighting{Scheme: one.Name, By: one.By(), Trim: one.Trim}, nil
}
