package uploaddb

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback/upload"
	"dealervoice/survey"
	"dealervoice/survey/calendar"
)

// Store is upload.Store on a database.
type Store struct{ db *db.DB }

var _ upload.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

const put = `INSERT INTO uploads (survey_id, id, owner, kind, bytes, day, content, thumb) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (survey_id, id) DO NOTHING`

// Put writes an upload where there is none of the id.
func (s *Store) Put(ctx context.Context, u upload.Upload) error {
	return s.db.Write(ctx).Exec(put, u.SurveyID, u.ID, u.Owner, u.Kind, u.Bytes, u.Day, u.Content, u.Thumb).Error
}

// Waiting counts what no answer holds yet.
func (s *Store) Waiting(ctx context.Context, id survey.ID, owner string) (upload.Waiting, error) {
	var w upload.Waiting
	sql := `SELECT COALESCE(SUM(CASE WHEN owner = ? THEN 1 ELSE 0 END), 0) AS files, COALESCE(SUM(bytes), 0) AS bytes
		FROM uploads WHERE survey_id = ? AND owner <> ''`
	return w, s.db.Read(ctx).Raw(sql, owner, id).Scan(&w).Error
}

// Get finds an upload; nil if there is none.
func (s *Store) Get(ctx context.Context, id survey.ID, name string) (*upload.Upload, error) {
	var u upload.Upload
	err := s.db.Read(ctx).Table("uploads").Where("survey_id = ? AND id = ?", id, name).Take(&u).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &u, nil
}

// Claim gives uploads of an owner to an answer and removes the owner's others.
func (s *Store) Claim(ctx context.Context, id survey.ID, owner string, list []string) (claimed int, err error) {
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		w := s.db.Write(ctx)
		kept := w.Exec("UPDATE uploads SET owner = '', day = '' WHERE survey_id = ? AND owner = ? AND id IN ?", id, owner, list)
		if kept.Error != nil {
			return fmt.Errorf("keep: %w", kept.Error)
		}
		claimed = int(kept.RowsAffected)
		return w.Exec("DELETE FROM uploads WHERE survey_id = ? AND owner = ?", id, owner).Error
	})
	return claimed, err
}

// Drop removes those of the list that answers hold.
func (s *Store) Drop(ctx context.Context, id survey.ID, list []string) error {
	return s.db.Write(ctx).Exec("DELETE FROM uploads WHERE survey_id = ? AND owner = '' AND id IN ?", id, list).Error
}

// Expire removes what has waited since before the day.
func (s *Store) Expire(ctx context.Context, before calendar.Day) (int, error) {
	done := s.db.Write(ctx).Exec("DELETE FROM uploads WHERE owner <> '' AND day < ?", before)
	return int(done.RowsAffected), done.Error
}
