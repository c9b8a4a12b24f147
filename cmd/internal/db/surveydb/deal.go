package surveydb

import (
	"context"

	"dealervoice/survey"
)

// Deals lists what was dealt of a design in a wave.
func (s Store) Deals(ctx context.Context, id survey.ID, design string, wave int) ([]survey.Deal, error) {
	var list []survey.Deal
	err := s.db.Write(ctx).Where("survey_id = ? AND design = ? AND wave = ?", id, design, wave).Find(&list).Error
	return list, err
}

// AddDeals writes down what was dealt. A unit that has something already is an
// error: the survey is locked while dealing, so nobody else has dealt to it.
func (s Store) AddDeals(ctx context.Context, list []survey.Deal) error {
	if len(list) == 0 {
		return nil
	}
	return s.db.Write(ctx).CreateInBatches(&list, batch).Error
}
