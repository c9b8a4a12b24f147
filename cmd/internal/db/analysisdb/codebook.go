package analysisdb

// The codebook in its versions.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text/codebook"
	"dealervoice/survey/fault"
)

// codebookRow is a version with its book as JSON.
type codebookRow struct {
	Number    int
	Body      string
	Note      string
	CreatedBy string
	CreatedAt time.Time
}

func (r codebookRow) version() (coding.Version, error) {
	v := coding.Version{Number: r.Number, Note: r.Note, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt}
	if r.Body == "" {
		return v, nil
	}
	book, err := codebook.Read(strings.NewReader(r.Body))
	if err != nil {
		return coding.Version{}, fmt.Errorf("read codebook version %d: %w", r.Number, err)
	}
	v.Book = book
	return v, nil
}

// Newest is the version in use; Number is 0 where there is none yet.
func (s *Store) Newest(ctx context.Context) (coding.Version, error) {
	var rows []codebookRow
	if err := s.db.Read(ctx).Table("codebooks").Order("number DESC").Limit(1).Find(&rows).Error; err != nil {
		return coding.Version{}, fmt.Errorf("find newest codebook: %w", err)
	}
	if len(rows) == 0 {
		return coding.Version{}, nil
	}
	return rows[0].version()
}

// Version finds a version by number.
func (s *Store) Version(ctx context.Context, number int) (coding.Version, error) {
	var row codebookRow
	err := s.db.Read(ctx).Table("codebooks").Where("number = ?", number).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return coding.Version{}, fault.NotFound("codebook.not_found")
	}
	if err != nil {
		return coding.Version{}, fmt.Errorf("find codebook version %d: %w", number, err)
	}
	return row.version()
}

// Versions lists all versions, newest first, without their books.
func (s *Store) Versions(ctx context.Context) ([]coding.Version, error) {
	var rows []codebookRow
	err := s.db.Read(ctx).Table("codebooks").Select("number", "note", "created_by", "created_at").Order("number DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list codebooks: %w", err)
	}
	out := make([]coding.Version, len(rows))
	for i, r := range rows {
		if out[i], err = r.version(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

const addCodebook = `INSERT INTO codebooks (number, body, note, created_by, created_at) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (number) DO NOTHING`

// AddVersion stores a version; its number must be free.
func (s *Store) AddVersion(ctx context.Context, v coding.Version) error {
	var body bytes.Buffer
	if err := v.Book.Write(&body); err != nil {
		return err
	}
	done := s.db.Write(ctx).Exec(addCodebook, v.Number, body.String(), v.Note, v.CreatedBy, v.CreatedAt)
	if done.Error != nil {
		return fmt.Errorf("store codebook version %d: %w", v.Number, done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.Conflict("codebook.changed_meanwhile", nil)
	}
	return nil
}
