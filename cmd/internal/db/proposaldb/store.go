package proposaldb

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback/proposal"
	"dealervoice/survey/fault"
)

// Store implements proposal.Store.
type Store struct{ db *db.DB }

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

var _ proposal.Store = Store{}

// NextNumber takes the next number; the update locks the one row that counts.
func (s Store) NextNumber(ctx context.Context) (proposal.Number, error) {
	var n proposal.Number
	if err := s.db.Write(ctx).Raw("UPDATE proposal_head SET last = last + 1 WHERE id = 1 RETURNING last").Scan(&n).Error; err != nil {
		return 0, fmt.Errorf("take number of a proposal: %w", err)
	}
	return n, nil
}

// Insert writes the proposal itself.
func (s Store) Insert(ctx context.Context, p proposal.Proposal) error {
	row := rowOf(p)
	if err := s.db.Write(ctx).Create(&row).Error; err != nil {
		return fmt.Errorf("insert proposal %d: %w", p.Number, err)
	}
	return nil
}

// Lock holds the proposal's row until the transaction ends and gives it whole.
func (s Store) Lock(ctx context.Context, n proposal.Number) (proposal.Proposal, error) {
	return s.one(ctx, s.db.Write(ctx), n, func(q *gorm.DB) *gorm.DB {
		if s.db.Dialect() == db.PostgreSQL {
			return q.Clauses(clause.Locking{Strength: "UPDATE"})
		}
		return q
	})
}

// Get gives a proposal whole.
func (s Store) Get(ctx context.Context, n proposal.Number) (proposal.Proposal, error) {
	return s.one(ctx, s.db.Read(ctx), n, func(q *gorm.DB) *gorm.DB { return q })
}

func (s Store) one(ctx context.Context, g *gorm.DB, n proposal.Number, how func(*gorm.DB) *gorm.DB) (proposal.Proposal, error) {
	var rows []proposalRow
	if err := g.Scopes(how).Where("number = ?", n).Find(&rows).Error; err != nil {
		return proposal.Proposal{}, fmt.Errorf("read proposal %d: %w", n, err)
	}
	if len(rows) == 0 {
		return proposal.Proposal{}, fault.NotFound("proposal.error.not_found")
	}
	list, err := s.whole(ctx, rows)
	if err != nil {
		return proposal.Proposal{}, fmt.Errorf("read proposal %d: %w", n, err)
	}
	return list[0], nil
}

// List gives proposals whole, the newest first.
func (s Store) List(ctx context.Context, q proposal.Query) ([]proposal.Proposal, error) {
	g := s.db.Read(ctx).Order("number DESC").Limit(max(q.Limit, 1))
	if len(q.States) > 0 {
		g = g.Where("state IN ?", q.States)
	}
	if q.Before > 0 {
		g = g.Where("number < ?", q.Before)
	}
	var rows []proposalRow
	if err := g.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	list, err := s.whole(ctx, rows)
	if err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	return list, nil
}

// Update writes the proposal itself; author and number never change.
func (s Store) Update(ctx context.Context, p proposal.Proposal) error {
	row := rowOf(p)
	res := s.db.Write(ctx).Model(&proposalRow{}).Where("number = ?", p.Number).
		Select("state", "type", "champion", "body", "base", "changes", "edition", "revision", "review_on", "effective_from", "made", "updated_at").
		Updates(&row)
	if res.Error != nil {
		return fmt.Errorf("update proposal %d: %w", p.Number, res.Error)
	}
	if res.RowsAffected == 0 {
		return fault.NotFound("proposal.error.not_found")
	}
	return nil
}
