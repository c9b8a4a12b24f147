package analysisdb

// Trained models, and what was in use when.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"dealervoice/analysis/coding"
	"dealervoice/survey/fault"
)

// modelRow is a model with its figures as JSON.
type modelRow struct {
	Number    int
	Codebook  int
	Tagger    string
	Labels    int
	Digest    string
	Held      string
	Note      string
	Learned   []byte
	CreatedBy string
	CreatedAt time.Time
}

func (r modelRow) model() (coding.Model, error) {
	m := coding.Model{Number: r.Number, Codebook: r.Codebook, Tagger: r.Tagger, Labels: r.Labels, Digest: r.Digest,
		Note: r.Note, Learned: r.Learned, CreatedBy: r.CreatedBy, CreatedAt: r.CreatedAt}
	if err := json.Unmarshal([]byte(r.Held), &m.Held); err != nil {
		return coding.Model{}, fmt.Errorf("read figures of model %d: %w", r.Number, err)
	}
	return m, nil
}

// Models lists all models, newest first, without what they learned.
func (s *Store) Models(ctx context.Context) ([]coding.Model, error) {
	var rows []modelRow
	err := s.db.Read(ctx).Table("models").Omit("learned").Order("number DESC").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list models: %w", err)
	}
	out := make([]coding.Model, len(rows))
	for i, r := range rows {
		if out[i], err = r.model(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Model finds a model with what it learned.
func (s *Store) Model(ctx context.Context, number int) (coding.Model, error) {
	var row modelRow
	err := s.db.Read(ctx).Table("models").Where("number = ?", number).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return coding.Model{}, fault.NotFound("tagger.no_model")
	}
	if err != nil {
		return coding.Model{}, fmt.Errorf("find model %d: %w", number, err)
	}
	return row.model()
}

const addModel = `INSERT INTO models (number, codebook, tagger, labels, digest, held, note, learned, created_by, created_at)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING`

// AddModel stores a model; its number must be free.
func (s *Store) AddModel(ctx context.Context, m coding.Model) error {
	held, err := json.Marshal(m.Held)
	if err != nil {
		return fmt.Errorf("write figures of model %d: %w", m.Number, err)
	}
	return s.added(s.db.Write(ctx).Exec(addModel, m.Number, m.Codebook, m.Tagger, m.Labels, m.Digest, string(held), m.Note,
		m.Learned, m.CreatedBy, m.CreatedAt), fmt.Sprintf("store model %d", m.Number))
}

// added tells whether a row went in whose number had to be free.
func (s *Store) added(done *gorm.DB, what string) error {
	switch {
	case done.Error != nil:
		return fmt.Errorf("%s: %w", what, done.Error)
	case done.RowsAffected == 0:
		return fault.Conflict("codebook.changed_meanwhile", nil)
	}
	return nil
}

// Uses lists the newest uses first.
func (s *Store) Uses(ctx context.Context, limit int) ([]coding.Use, error) {
	var rows []coding.Use
	if err := s.db.Read(ctx).Table("tagger_uses").Order("number DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list uses: %w", err)
	}
	return rows, nil
}

const addUse = `INSERT INTO tagger_uses (number, codebook, model, used_by, used_at) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (number) DO NOTHING`

// AddUse stores a use; its number must be free.
func (s *Store) AddUse(ctx context.Context, u coding.Use) error {
	return s.added(s.db.Write(ctx).Exec(addUse, u.Number, u.Codebook, u.Model, u.UsedBy, u.UsedAt),
		fmt.Sprintf("store use %d", u.Number))
}
