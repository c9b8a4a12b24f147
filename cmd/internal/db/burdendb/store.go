package burdendb

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/access"
	"dealervoice/survey/audience"
	"dealervoice/survey/burden"
)

// Store is burden.Store on a database.
type Store struct{ db *db.DB }

var _ burden.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

// Budget reads the budget.
func (s *Store) Budget(ctx context.Context) (*burden.Budget, error) {
	var list []burden.Budget
	if err := s.db.Read(ctx).Raw("SELECT minutes, surveys FROM burden_budget WHERE id = 1").Scan(&list).Error; err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

const put = "INSERT INTO burden_budget (id, minutes, surveys) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET "

// Lock reads the budget by writing it as it is, which locks it.
func (s *Store) Lock(ctx context.Context, usual burden.Budget) (b burden.Budget, err error) {
	sql := put + "minutes = burden_budget.minutes RETURNING minutes, surveys"
	return b, s.db.Write(ctx).Raw(sql, usual.Minutes, usual.Surveys).Scan(&b).Error
}

// SetBudget writes the budget.
func (s *Store) SetBudget(ctx context.Context, b burden.Budget) error {
	return s.db.Write(ctx).Exec(put+"minutes = excluded.minutes, surveys = excluded.surveys", b.Minutes, b.Surveys).Error
}

// Head reads a survey as it stands.
func (s *Store) Head(ctx context.Context, id survey.ID) (h survey.Head, err error) {
	sql := "SELECT id, slug, code, state, current, wave FROM surveys WHERE id = ?"
	return h, s.db.Read(ctx).Raw(sql, id).Scan(&h).Error
}

// maxCodes is how many dealers one statement asks for.
const maxCodes = 500

const columns = "i.dealer_code, i.dealer_name, i.survey_id, i.wave, s.current, i.created_at"

// Asked lists what dealers were asked in a period, or by a survey in its wave.
func (s *Store) Asked(ctx context.Context, codes []audience.Code, in burden.Period, head survey.Head) ([]burden.Asked, error) {
	var out []burden.Asked
	sql := "SELECT " + columns + ` FROM invitations i JOIN surveys s ON s.id = i.survey_id
		WHERE i.dealer_code IN ? AND (i.created_at >= ? AND i.created_at < ? OR i.survey_id = ? AND i.wave = ?)`
	for some := range slices.Chunk(codes, maxCodes) {
		var list []burden.Asked
		if err := s.db.Read(ctx).Raw(sql, some, in.From, in.To, head.ID, head.Wave).Scan(&list).Error; err != nil {
			return nil, fmt.Errorf("read invitations of %d dealers: %w", len(some), err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// AskedAll lists what all dealers of the scope were asked in a period.
func (s *Store) AskedAll(ctx context.Context, v access.Viewer, in burden.Period) ([]burden.Asked, error) {
	var out []burden.Asked
	err := s.db.Read(ctx).Table("invitations AS i").Select(columns).Joins("JOIN surveys AS s ON s.id = i.survey_id").
		Scopes(db.InScope(v.Scope, "i")).Where("i.created_at >= ? AND i.created_at < ?", in.From, in.To).Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("read invitations of a quarter: %w", err)
	}
	return out, nil
}
