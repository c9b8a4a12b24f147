package guessdb

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"

	"dealervoice/analysis/guess"
	"dealervoice/cmd/internal/db"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Store implements guess.Store.
type Store struct{ db *db.DB }

var _ guess.Store = Store{}

// New makes the store.
func New(d *db.DB) Store { return Store{db: d} }

// AddRound adds a round; a conflict if the wave has one.
func (s Store) AddRound(ctx context.Context, r guess.Round) error {
	done := s.db.Write(ctx).Table("guess_rounds").Clauses(clause.OnConflict{DoNothing: true}).Create(&r)
	if done.Error != nil {
		return fmt.Errorf("insert round of guesses: %w", done.Error)
	}
	if done.RowsAffected == 0 {
		return fault.Conflict("guess.error.opened", nil)
	}
	return nil
}

// Rounds lists the rounds of a survey, newest wave first.
func (s Store) Rounds(ctx context.Context, id survey.ID) ([]guess.Round, error) {
	var out []guess.Round
	if err := s.db.Read(ctx).Table("guess_rounds").Where("survey_id = ?", id).Order("wave DESC").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("read rounds of guesses: %w", err)
	}
	return out, nil
}

// AddGuesses adds all guesses of a person; a conflict if there are some.
func (s Store) AddGuesses(ctx context.Context, list []guess.Guess) error {
	done := s.db.Write(ctx).Table("guesses").Clauses(clause.OnConflict{DoNothing: true}).Create(&list)
	if done.Error != nil {
		return fmt.Errorf("insert guesses: %w", done.Error)
	}
	if done.RowsAffected != int64(len(list)) {
		return fault.Conflict("guess.error.entered", nil)
	}
	return nil
}

// Guesses lists the guesses of a round.
func (s Store) Guesses(ctx context.Context, id survey.ID, wave int) ([]guess.Guess, error) {
	var out []guess.Guess
	err := s.db.Read(ctx).Table("guesses").Where("survey_id = ? AND wave = ?", id, wave).Order("user_id, figure").Find(&out).Error
	if err != nil {
		return nil, fmt.Errorf("read guesses: %w", err)
	}
	return out, nil
}

// Entered tells whether the person has guessed in the round.
func (s Store) Entered(ctx context.Context, id survey.ID, wave int, userID string) (bool, error) {
	var n int64
	err := s.db.Read(ctx).Table("guesses").Where("survey_id = ? AND wave = ? AND user_id = ?", id, wave, userID).Limit(1).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("look for guesses: %w", err)
	}
	return n > 0, nil
}

// Answers counts the answers of a wave that are in.
func (s Store) Answers(ctx context.Context, id survey.ID, wave int) (int, error) {
	var n int64
	if err := s.db.Read(ctx).Table("responses").Where("survey_id = ? AND wave = ?", id, wave).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("count answers: %w", err)
	}
	return int(n), nil
}
