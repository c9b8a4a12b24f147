package digestdb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"dealervoice/analysis/digest"
	"dealervoice/cmd/internal/db"
	"dealervoice/survey/fault"
)

// Store implements digest.Store.
type Store struct{ db *db.DB }

var _ digest.Store = Store{}

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

// issue is a row.
type issue struct {
	UserID string
	Period string
	Fate   digest.Fate
	At     time.Time
}

// Wish is that of a person; Off for one who never chose.
func (s Store) Wish(ctx context.Context, userID string) (digest.Wish, error) {
	var w digest.Wish
	err := s.db.Read(ctx).Table("digest_wishes").Where("user_id = ?", userID).Take(&w).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return digest.Wish{UserID: userID, Rhythm: digest.Off}, nil
	}
	if err != nil {
		return w, fmt.Errorf("read wish for a digest: %w", err)
	}
	return w, nil
}

// SetWish keeps it.
func (s Store) SetWish(ctx context.Context, w digest.Wish) error {
	err := s.db.Write(ctx).Table("digest_wishes").Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "user_id"}}, DoUpdates: clause.AssignmentColumns([]string{"rhythm", "chose_at"}),
	}).Create(&w).Error
	if err != nil {
		return fmt.Errorf("keep wish for a digest: %w", err)
	}
	return nil
}

// Wishes lists those who want one and whose account is open.
func (s Store) Wishes(ctx context.Context) ([]digest.Wish, error) {
	var out []digest.Wish
	err := s.db.Read(ctx).Table("digest_wishes AS w").Select("w.*").Joins("JOIN users u ON u.id = w.user_id AND u.disabled_at IS NULL").
		Where("w.rhythm <> ?", digest.Off).Order("w.user_id").Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("list wishes for digests: %w", err)
	}
	return out, nil
}

// Begun tells whether the digest has a row.
func (s Store) Begun(ctx context.Context, i digest.Issue) (bool, error) {
	var n int64
	if err := s.row(s.db.Read(ctx), i).Count(&n).Error; err != nil {
		return false, fmt.Errorf("look for a digest: %w", err)
	}
	return n > 0, nil
}

func (s Store) row(q *gorm.DB, i digest.Issue) *gorm.DB {
	return q.Table("digests").Where("user_id = ? AND period = ?", i.UserID, i.Period)
}

// Begin makes the row; a conflict if there is one.
func (s Store) Begin(ctx context.Context, i digest.Issue, f digest.Fate, at time.Time) error {
	row := issue{UserID: i.UserID, Period: i.Period, Fate: f, At: at}
	done := s.db.Write(ctx).Table("digests").Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
	if done.Error != nil {
		return fmt.Errorf("begin a digest: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.Conflict("digest.error.begun", nil)
	}
	return nil
}

// End says what became of a digest that was being handed over.
func (s Store) End(ctx context.Context, i digest.Issue, f digest.Fate, at time.Time) error {
	err := s.row(s.db.Write(ctx), i).Where("fate = ?", digest.Handing).Updates(map[string]any{"fate": f, "at": at}).Error
	if err != nil {
		return fmt.Errorf("end a digest: %w", err)
	}
	return nil
}

// Withdraw takes the row of one that was certainly not taken.
func (s Store) Withdraw(ctx context.Context, i digest.Issue) error {
	if err := s.row(s.db.Write(ctx), i).Where("fate = ?", digest.Handing).Delete(&issue{}).Error; err != nil {
		return fmt.Errorf("withdraw a digest: %w", err)
	}
	return nil
}
