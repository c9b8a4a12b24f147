package consentdb

import (
	"context"
	"strings"

	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/consent"
)

// Store is consent.Store on a database.
type Store struct{ db *db.DB }

var _ consent.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

// Keep writes statements that are not there yet.
func (s *Store) Keep(ctx context.Context, list []consent.Statement) error {
	if len(list) == 0 {
		return nil
	}
	args := make([]any, 0, 6*len(list))
	for _, x := range list {
		args = append(args, x.SurveyID, x.ID, x.Language, x.Version, x.Label, x.Text)
	}
	const one = "(?, ?, ?, ?, ?, ?)"
	sql := "INSERT INTO consents (survey_id, id, language, version, label, text) VALUES " + strings.Repeat(one+", ", len(list)-1) + one +
		" ON CONFLICT (survey_id, id, language) DO NOTHING"
	return s.db.Write(ctx).Exec(sql, args...).Error
}

// Find lists the texts of a statement.
func (s *Store) Find(ctx context.Context, id survey.ID, statement string) (list []consent.Statement, err error) {
	sql := "SELECT survey_id, id, language, version, label, text FROM consents WHERE survey_id = ? AND id = ? ORDER BY language"
	return list, s.db.Read(ctx).Raw(sql, id, statement).Scan(&list).Error
}

// Open lists the surveys that take answers.
func (s *Store) Open(ctx context.Context) (list []survey.Head, err error) {
	sql := "SELECT id, slug, code, state, current, wave FROM surveys WHERE state = ? ORDER BY id"
	return list, s.db.Read(ctx).Raw(sql, survey.Open).Scan(&list).Error
}
