package burden

import (
	"context"
	"fmt"
	"math"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Budget is what one dealer may be asked in a quarter.
type Budget struct{ Minutes, Surveys int }

// Usual is the budget of an installation that has not said another.
func Usual() Budget { return Budget{Minutes: 60, Surveys: 6} }

// most bounds what may be set: half a working week.
var most = Budget{Minutes: 1200, Surveys: 100}

// Asked is a survey that a dealer was asked to fill in one of its waves.
type Asked struct {
	DealerCode audience.Code
	DealerName string
	SurveyID   survey.ID
	Wave       int
	Current    survey.Number // the survey's version that answers now
	CreatedAt  time.Time
}

// Period is from one instant to before another.
type Period struct{ From, To time.Time }

// Store keeps the budget and knows who was invited.
type Store interface {
	// Budget reads the budget; nil if none was set.
	Budget(ctx context.Context) (*Budget, error)
	// Lock is Budget that keeps others from asking until the transaction ends;
	// it sets usual where none is.
	Lock(ctx context.Context, usual Budget) (Budget, error)
	SetBudget(ctx context.Context, b Budget) error
	// Head reads a survey as it stands.
	Head(ctx context.Context, id survey.ID) (survey.Head, error)
	// Asked lists what dealers were asked in a period, whoever asked them, and
	// whenever it was what the survey asked in its present wave.
	Asked(ctx context.Context, codes []audience.Code, in Period, head survey.Head) ([]Asked, error)
	// AskedAll is Asked for all dealers in the viewer's scope.
	AskedAll(ctx context.Context, v access.Viewer, in Period) ([]Asked, error)
}

// Editions gives published versions. *survey.Service is one.
type Editions interface {
	PublishedVersion(ctx context.Context, id survey.ID, n survey.Number) (*survey.Edition, error)
}

// Service holds the use cases of the budget.
type Service struct {
	store    Store
	editions Editions
	tx       port.Tx
	trail    port.Trail
	calendar calendar.Calendar
}

// Needs is what the service is made of.
type Needs struct {
	Store    Store
	Editions Editions
	Tx       port.Tx
	Trail    port.Trail
	Calendar calendar.Calendar
}

var _ survey.Budget = (*Service)(nil)

// New makes the service.
func New(n Needs) *Service {
	return &Service{store: n.Store, editions: n.Editions, tx: n.Tx, trail: n.Trail, calendar: n.Calendar}
}

// Budget gives the budget.
func (s *Service) Budget(ctx context.Context) (Budget, error) {
	b, err := s.store.Budget(ctx)
	if err != nil {
		return Budget{}, fmt.Errorf("read the burden budget: %w", err)
	}
	if b == nil {
		return Usual(), nil
	}
	return *b, nil
}

// Lock keeps others from asking dealers until the transaction ends.
func (s *Service) Lock(ctx context.Context) error {
	if _, err := s.store.Lock(ctx, Usual()); err != nil {
		return fmt.Errorf("lock the burden budget: %w", err)
	}
	return nil
}

// Set changes the budget. What was asked already stays.
func (s *Service) Set(ctx context.Context, v access.Viewer, b Budget) error {
	if !v.May(access.Invite) {
		return fault.Forbidden("fault.forbidden")
	}
	var wrong []fault.Field
	for _, x := range []struct {
		path  string
		n, to int
	}{{"minutes", b.Minutes, most.Minutes}, {"surveys", b.Surveys, most.Surveys}} {
		if x.n < 1 || x.n > x.to {
			wrong = append(wrong, fault.Field{Path: x.path, Key: "burden.bounds", Args: fault.Args{"Max": x.to}})
		}
	}
	if len(wrong) > 0 {
		return fault.Invalid(wrong...)
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.SetBudget(ctx, b); err != nil {
			return err
		}
		return s.trail.Record(ctx, v, port.Entry{Action: "burden.set", Kind: "burden", ID: "budget", Detail: map[string]any{"minutes": b.Minutes, "surveys": b.Surveys}})
	})
	if err != nil {
		return fmt.Errorf("set the burden budget: %w", err)
	}
	return nil
}

// minutes is what a version costs a dealer.
func (s *Service) minutes(ctx context.Context, id survey.ID, n survey.Number) (int, error) {
	if n == 0 {
		return 0, nil
	}
	e, err := s.editions.PublishedVersion(ctx, id, n)
	if err != nil {
		return 0, err
	}
	if promised := e.Definition.DV.Minutes; promised > 0 {
		return promised, nil
	}
	return max(1, int(math.Ceil(e.Definition.Minutes()))), nil
}
