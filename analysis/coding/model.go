package coding

// Trained models in their versions, and which of them reads answers.

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"dealervoice/analysis/text/evaluate"
	"dealervoice/survey/access"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// Model is what one training gave. It never changes.
type Model struct {
	Number    int
	Codebook  int         // the version it was trained with, and works with
	Tagger    string      // what its tags are signed with
	Labels    int         // answers it learned from
	Digest    string      // of these labels
	Held      *Comparison // on the labels held back; none where there were none
	Note      string
	Learned   []byte // empty in lists
	CreatedBy string
	CreatedAt time.Time
}

// Comparison is what got better and worse on labels that were held back.
type Comparison struct {
	Before evaluate.Report `json:"before"` // of the tagger in use when it was trained
	After  evaluate.Report `json:"after"`
}

// Better tells whether the model is no worse than what was in use.
func (c Comparison) Better() bool { return c.After.Micro.F1 >= c.Before.Micro.F1 }

// Use says which codebook version and model read answers from a moment on. Model 0
// is the codebook alone.
type Use struct {
	Number   int
	Codebook int
	Model    int
	UsedBy   string
	UsedAt   time.Time
}

// ModelStore keeps models. Each method joins the transaction of ctx.
type ModelStore interface {
	// Models lists all, newest first, without what they learned.
	Models(ctx context.Context) ([]Model, error)
	// Model finds one with what it learned; a fault of KindNotFound if there is none.
	Model(ctx context.Context, number int) (Model, error)
	// AddModel is a conflict where the number is taken.
	AddModel(ctx context.Context, m Model) error
	// Uses lists the newest uses first, at most limit.
	Uses(ctx context.Context, limit int) ([]Use, error)
	// AddUse is a conflict where the number is taken.
	AddUse(ctx context.Context, u Use) error
}

// Models is what the page of models shows.
type Models struct {
	InUse  Use
	Models []Model // newest first
	Uses   []Use   // newest first, the latest keptUses
}

// keptUses is how many uses are shown.
const keptUses = 50

// OpenModels gives the models with their history.
func (s *Service) OpenModels(ctx context.Context, v access.Viewer) (Models, error) {
	if !v.May(access.CodebookRead) {
		return Models{}, fault.Forbidden("fault.forbidden")
	}
	now, err := s.using(ctx)
	if err != nil {
		return Models{}, err
	}
	out := Models{InUse: now.use}
	if out.Models, err = s.Store.Models(ctx); err != nil {
		return Models{}, err
	}
	out.Uses, err = s.Store.Uses(ctx, keptUses)
	return out, err
}

// UseModel has a stored model read answers, with the codebook it was trained with;
// model 0 is the newest codebook alone.
func (s *Service) UseModel(ctx context.Context, v access.Viewer, number int) (Use, error) {
	if !v.May(access.CodebookEdit) {
		return Use{}, fault.Forbidden("fault.forbidden")
	}
	u := Use{Model: number}
	if number == 0 {
		newest, err := s.Store.Newest(ctx)
		if err != nil {
			return Use{}, fmt.Errorf("use codebook alone: %w", err)
		}
		u.Codebook = newest.Number
	} else {
		m, err := s.Store.Model(ctx, number)
		if err != nil {
			return Use{}, fmt.Errorf("use model %d: %w", number, err)
		}
		u.Codebook = m.Codebook
	}
	return s.take(ctx, v, "tagger.use", u)
}

// RollBack goes back, in one step, to the codebook version and model that were in
// use before those of now. A second time it comes forward again.
func (s *Service) RollBack(ctx context.Context, v access.Viewer) (Use, error) {
	if !v.May(access.CodebookEdit) {
		return Use{}, fault.Forbidden("fault.forbidden")
	}
	now, err := s.using(ctx)
	if err != nil {
		return Use{}, err
	}
	uses, err := s.Store.Uses(ctx, keptUses)
	if err != nil {
		return Use{}, err
	}
	for _, u := range uses {
		if u.Codebook != now.use.Codebook || u.Model != now.use.Model {
			return s.take(ctx, v, "tagger.roll_back", u)
		}
	}
	return Use{}, fault.Conflict("tagger.nothing_before", nil)
}

// take puts a pair in use and has everything read again.
func (s *Service) take(ctx context.Context, v access.Viewer, action string, u Use) (Use, error) {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		now, err := s.latest(ctx)
		if err != nil {
			return err
		}
		if err := s.put(ctx, v, now, u); err != nil {
			return err
		}
		entry := port.Entry{Action: action, Kind: "model", ID: strconv.Itoa(u.Model), Detail: map[string]any{"codebook": u.Codebook}}
		if err := s.Trail.Record(ctx, v, entry); err != nil {
			return err
		}
		return s.readAgain(ctx)
	})
	if err != nil {
		return Use{}, fmt.Errorf("put model %d in use: %w", u.Model, err)
	}
	s.look()
	return s.latest(ctx)
}

// put adds a use behind the one of now. The first one ever is added behind the one
// that went without saying, so that there is something to roll back to.
func (s *Service) put(ctx context.Context, v access.Viewer, now, next Use) error {
	if now.Number == 0 {
		now.Number = 1
		if err := s.Store.AddUse(ctx, now); err != nil {
			return err
		}
	}
	next.Number, next.UsedBy, next.UsedAt = now.Number+1, v.Name, s.Calendar.Now()
	return s.Store.AddUse(ctx, next)
}

// look has the next use find out what is in use.
func (s *Service) look() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current.checked = s.current.checked.Add(-maxAge)
}
