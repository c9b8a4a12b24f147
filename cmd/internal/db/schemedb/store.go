package schemedb

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"dealervoice/analysis/scheme"
	"dealervoice/cmd/internal/db"
	"dealervoice/survey/fault"
)

// Store implements scheme.Store.
type Store struct{ db *db.DB }

var _ scheme.Store = Store{}

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

const table = "weightings"

// Add adds a scheme; a conflict if the name is taken.
func (s Store) Add(ctx context.Context, one scheme.Scheme) error {
	done := s.db.Write(ctx).Table(table).Clauses(clause.OnConflict{DoNothing: true}).Create(&one)
	if done.Error != nil {
		return fmt.Errorf("insert weighting: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.Conflict("report.scheme.taken", nil)
	}
	return nil
}

// List lists the schemes that are not retired, by name.
func (s Store) List(ctx context.Context) ([]scheme.Scheme, error) {
	var out []scheme.Scheme
	if err := s.db.Read(ctx).Table(table).Where("retired IS NULL").Order("name").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("read weightings: %w", err)
	}
	return out, nil
}

// Find finds a scheme, retired or not.
func (s Store) Find(ctx context.Context, name string) (scheme.Scheme, error) {
	var out []scheme.Scheme
	if err := s.db.Read(ctx).Table(table).Where("name = ?", name).Find(&out).Error; err != nil {
		return scheme.Scheme{}, fmt.Errorf("read weighting: %w", err)
	}
	if len(out) == 0 {
		return scheme.Scheme{}, fault.NotFound("report.scheme.not_found")
	}
	return out[0], nil
}

// Retire takes a scheme off the list.
func (s Store) Retire(ctx context.Context, name string, at time.Time) error {
	done := s.db.Write(ctx).Table(table).Where("name = ? AND retired IS NULL", name).Update("retired", at)
	if done.Error != nil {
		return fmt.Errorf("retire weighting: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.NotFound("report.scheme.not_found")
	}
	return nil
}
