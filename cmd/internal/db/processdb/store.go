package processdb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"dealervoice/cmd/internal/db"
	"dealervoice/feedback/process"
	"dealervoice/survey/calendar"
	"dealervoice/survey/fault"
)

// Store implements process.Store.
type Store struct{ db *db.DB }

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

var _ process.Store = Store{}

// row is a version as it is stored; met and overridden stand beside the
// participation they come from, so that lists need not read it.
type row struct {
	Number        int `gorm:"primaryKey;autoIncrement:false"`
	EffectiveFrom calendar.Day
	Proposal      int
	Met           bool
	Overridden    bool
	Authors       []process.Author      `gorm:"serializer:json"`
	Participation process.Participation `gorm:"serializer:json"`
	Body          process.Process       `gorm:"serializer:json"`
	CreatedBy     string
	CreatedAt     time.Time
}

func (row) TableName() string { return "process_versions" }

// NextNumber takes the next number; the update locks the one row that counts.
func (s Store) NextNumber(ctx context.Context) (int, error) {
	var n int
	if err := s.db.Write(ctx).Raw("UPDATE process_head SET last = last + 1 WHERE id = 1 RETURNING last").Scan(&n).Error; err != nil {
		return 0, fmt.Errorf("take number of a process version: %w", err)
	}
	return n, nil
}

// Insert writes a version.
func (s Store) Insert(ctx context.Context, v process.Version) error {
	r := row{v.Number, v.EffectiveFrom, v.Proposal, v.Participation.Met, v.Participation.Override != "",
		v.Authors, v.Participation, v.Process, v.CreatedBy, v.CreatedAt}
	err := s.db.Write(ctx).Create(&r).Error
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return fault.Conflict("process.error.made_already", nil).Because(err)
	}
	if err != nil {
		return fmt.Errorf("insert process version %d: %w", v.Number, err)
	}
	return nil
}

// Version gives one version.
func (s Store) Version(ctx context.Context, number int) (process.Version, error) {
	var r row
	err := s.db.Read(ctx).Where("number = ?", number).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return process.Version{}, fault.NotFound("process.error.no_version")
	}
	if err != nil {
		return process.Version{}, fmt.Errorf("read process version %d: %w", number, err)
	}
	return process.Version{Number: r.Number, EffectiveFrom: r.EffectiveFrom, Proposal: r.Proposal, Authors: r.Authors,
		Participation: r.Participation, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt, Process: r.Body}, nil
}

// Heads lists all versions, the newest first.
func (s Store) Heads(ctx context.Context) ([]process.Head, error) {
	var heads []process.Head
	err := s.db.Read(ctx).Table("process_versions").
		Select("number, effective_from, proposal, met, overridden, created_by, created_at").Order("number DESC").Scan(&heads).Error
	if err != nil {
		return nil, fmt.Errorf("list process versions: %w", err)
	}
	return heads, nil
}
