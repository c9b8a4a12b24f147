package surveydb

// What became of the keys of unlinkable surveys; the keys are files.

import (
	"context"
	"fmt"

	"dealervoice/survey"
)

// KeyState tells what became of a survey's key.
func (s Store) KeyState(ctx context.Context, id survey.ID) (survey.KeyState, error) {
	var state survey.KeyState
	err := s.db.Read(ctx).Raw("SELECT state FROM survey_keys WHERE survey_id = ?", id).Scan(&state).Error
	return state, err
}

// SetKeyState notes what became of a survey's key.
func (s Store) SetKeyState(ctx context.Context, id survey.ID, state survey.KeyState) error {
	sql := "INSERT INTO survey_keys (survey_id, state) VALUES (?, ?) ON CONFLICT (survey_id) DO UPDATE SET state = excluded.state"
	if err := s.db.Write(ctx).Exec(sql, id, state).Error; err != nil {
		return fmt.Errorf("note state of key: %w", err)
	}
	return nil
}

// Ended lists the closed surveys whose key is not destroyed yet.
func (s Store) Ended(ctx context.Context) ([]survey.Survey, error) {
	var list []survey.Survey
	err := s.db.Read(ctx).Table("surveys").Where("state = ?", survey.Closed).
		Where("id IN (SELECT survey_id FROM survey_keys WHERE state <> ?)", survey.KeyDestroyed).
		Order("id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("list ended surveys: %w", err)
	}
	return list, nil
}
