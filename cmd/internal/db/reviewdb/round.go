package reviewdb

// Rounds of blind double coding.

import (
	"context"
	"fmt"

	"dealervoice/analysis/review"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

const nextRound = `SELECT COALESCE(max(number), 0) + 1 FROM coding_rounds WHERE survey_id = ?`

// roundAnswer is an answer of a round.
type roundAnswer struct {
	SurveyID   survey.ID
	Number     int
	ResponseID feedback.ID
	Question   string
}

// AddRound stores a round with its answers and gives it its number.
func (s *Store) AddRound(ctx context.Context, r review.Round, answers []review.Key) (review.Round, error) {
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		if err := tx.Exec(moveOn, r.SurveyID).Error; err != nil { // one after the other
			return fmt.Errorf("hold survey %s: %w", r.SurveyID, err)
		}
		if err := tx.Raw(nextRound, r.SurveyID).Row().Scan(&r.Number); err != nil {
			return fmt.Errorf("number round: %w", err)
		}
		if err := tx.Table("coding_rounds").Create(&r).Error; err != nil {
			return fmt.Errorf("store round: %w", err)
		}
		rows := make([]roundAnswer, len(answers))
		for i, k := range answers {
			rows[i] = roundAnswer{SurveyID: k.SurveyID, Number: r.Number, ResponseID: k.ResponseID, Question: k.Question}
		}
		if len(rows) == 0 {
			return fault.Conflict("review.error.second", nil)
		}
		if err := tx.Table("round_answers").CreateInBatches(&rows, 200).Error; err != nil {
			return fmt.Errorf("store answers of round: %w", err)
		}
		return nil
	})
	return r, err
}

// Rounds lists a survey's rounds, newest first.
func (s *Store) Rounds(ctx context.Context, id survey.ID) ([]review.Round, error) {
	var out []review.Round
	if err := s.db.Read(ctx).Table("coding_rounds").Where("survey_id = ?", id).Order("number DESC").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("list rounds: %w", err)
	}
	return out, nil
}

// RoundAnswers lists the answers of a round.
func (s *Store) RoundAnswers(ctx context.Context, r review.Round) ([]review.Key, error) {
	var rows []roundAnswer
	err := s.db.Read(ctx).Table("round_answers").Where("survey_id = ? AND number = ?", r.SurveyID, r.Number).
		Order("response_id, question").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("list answers of round: %w", err)
	}
	out := make([]review.Key, len(rows))
	for i, a := range rows {
		out[i] = review.Key{SurveyID: a.SurveyID, ResponseID: a.ResponseID, Question: a.Question}
	}
	return out, nil
}

// RoundVerdicts lists what was said in a round.
func (s *Store) RoundVerdicts(ctx context.Context, r review.Round) ([]review.Verdict, error) {
	return s.list(ctx, `SELECT * FROM verdicts WHERE survey_id = ? AND round = ? ORDER BY response_id, question, number`, r.SurveyID, r.Number)
}
