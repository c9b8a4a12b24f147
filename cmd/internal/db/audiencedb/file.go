package audiencedb

// Roster files on their way in.

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"

	"dealervoice/survey/audience"
	"dealervoice/survey/fault"
)

var _ audience.FileStore = Store{}

// KeepFile adds a file, and removes those of a day ago that wait for no work.
func (s Store) KeepFile(ctx context.Context, f audience.RosterFile) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		old := tx.Where("created_at < ? AND state <> ?", f.CreatedAt.Add(-24*time.Hour), audience.FileQueued)
		if err := old.Delete(&audience.RosterFile{}).Error; err != nil {
			return err
		}
		return s.db.Write(ctx).Create(&f).Error
	})
}

// File gives a file.
func (s Store) File(ctx context.Context, id string) (audience.RosterFile, error) {
	var f audience.RosterFile
	err := s.db.Read(ctx).Where("id = ?", id).Take(&f).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return f, fault.NotFound("dealer.import.no_file")
	}
	return f, err
}

// UpdateFile writes how far a file got.
func (s Store) UpdateFile(ctx context.Context, f audience.RosterFile) error {
	res := s.db.Write(ctx).Model(&audience.RosterFile{}).Where("id = ?", f.ID).
		Select("state", "total", "done", "added", "changed", "unchanged", "problem").Updates(&f)
	if res.Error == nil && res.RowsAffected != 1 {
		return fault.NotFound("dealer.import.no_file")
	}
	if res.Error != nil || f.Text != "" {
		return res.Error
	}
	return s.db.Write(ctx).Model(&audience.RosterFile{}).Where("id = ?", f.ID).Update("text", "").Error
}
