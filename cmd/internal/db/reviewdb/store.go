package reviewdb

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/review"
	"dealervoice/analysis/text"
	"dealervoice/cmd/internal/db"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// Store keeps what people said of answers.
type Store struct{ db *db.DB }

var _ review.Store = (*Store)(nil)

// New makes the store.
func New(d *db.DB) *Store { return &Store{db: d} }

const (
	moveOn = `INSERT INTO coding_states (survey_id, revision) VALUES (?, 1)
		ON CONFLICT (survey_id) DO UPDATE SET revision = coding_states.revision + 1`
	numberOf   = `SELECT COALESCE(max(number), 0) + 1 FROM verdicts WHERE survey_id = ? AND response_id = ? AND question = ?`
	revisionOf = `SELECT revision FROM coding_states WHERE survey_id = ?`
	settle     = `INSERT INTO settled (survey_id, response_id, question, verdict, held, revision) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (survey_id, response_id, question) DO UPDATE SET verdict = excluded.verdict, revision = excluded.revision`
	dropSaid = `DELETE FROM tags WHERE survey_id = ? AND response_id = ? AND question = ? AND origin = ?`
)

// AddVerdict appends a verdict and gives it its number. Whoever comes first at the
// survey's revision goes first.
func (s *Store) AddVerdict(ctx context.Context, v review.Verdict) (review.Verdict, error) {
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		if err := tx.Exec(moveOn, v.SurveyID).Error; err != nil {
			return fmt.Errorf("move revision of survey %s on: %w", v.SurveyID, err)
		}
		if err := tx.Raw(numberOf, v.SurveyID, v.ResponseID, v.Question).Row().Scan(&v.Number); err != nil {
			return fmt.Errorf("number verdict: %w", err)
		}
		if err := tx.Table("verdicts").Create(&v).Error; err != nil {
			return fmt.Errorf("store verdict: %w", err)
		}
		return nil
	})
	return v, err
}

// Settle makes the verdict the one that counts.
func (s *Store) Settle(ctx context.Context, st review.Settled) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		if err := tx.Exec(moveOn, st.SurveyID).Error; err != nil {
			return fmt.Errorf("move revision of survey %s on: %w", st.SurveyID, err)
		}
		var revision int64
		if err := tx.Raw(revisionOf, st.SurveyID).Row().Scan(&revision); err != nil {
			return fmt.Errorf("read revision: %w", err)
		}
		if err := tx.Exec(settle, st.SurveyID, st.ResponseID, st.Question, st.Number, st.Held, revision).Error; err != nil {
			return fmt.Errorf("settle answer: %w", err)
		}
		if err := tx.Exec(dropSaid, st.SurveyID, st.ResponseID, st.Question, text.OriginPerson).Error; err != nil {
			return fmt.Errorf("remove earlier tags of people: %w", err)
		}
		var tags []coding.Tag
		for _, l := range st.Themes {
			tags = append(tags, coding.Tag{
				SurveyID: st.SurveyID, ResponseID: st.ResponseID, Question: st.Question, Theme: l.Theme, Origin: text.OriginPerson,
				Polarity: l.Polarity, Confidence: 1, Because: []text.Evidence{}, Codebook: st.Codebook,
			})
		}
		if len(tags) == 0 {
			return nil
		}
		if err := tx.Table("tags").Create(&tags).Error; err != nil {
			return fmt.Errorf("store tags of people: %w", err)
		}
		return nil
	})
}

// row is a verdict as it lies in the table, with whether it was held back.
type row struct {
	SurveyID   survey.ID
	ResponseID feedback.ID
	Question   string
	Number     int
	CoderID    string
	Coder      string
	Themes     string
	Machine    string
	Tagger     string
	Codebook   int
	Round      int
	JudgedAt   time.Time
	Held       bool
}

func (r row) verdict() (review.Verdict, error) {
	v := review.Verdict{
		SurveyID: r.SurveyID, ResponseID: r.ResponseID, Question: r.Question, Number: r.Number, CoderID: r.CoderID, Coder: r.Coder,
		Tagger: r.Tagger, Codebook: r.Codebook, Round: r.Round, JudgedAt: r.JudgedAt,
	}
	if err := json.Unmarshal([]byte(r.Themes), &v.Themes); err != nil {
		return v, fmt.Errorf("read verdict: %w", err)
	}
	if err := json.Unmarshal([]byte(r.Machine), &v.Machine); err != nil {
		return v, fmt.Errorf("read verdict: %w", err)
	}
	return v, nil
}

const settledOf = `SELECT v.*, s.held FROM settled s
	JOIN verdicts v ON v.survey_id = s.survey_id AND v.response_id = s.response_id AND v.question = s.question AND v.number = s.verdict
	WHERE s.survey_id = ? ORDER BY s.response_id, s.question`

// Settled lists the verdicts that count in a survey.
func (s *Store) Settled(ctx context.Context, id survey.ID) ([]review.Settled, error) {
	var rows []row
	if err := s.db.Read(ctx).Raw(settledOf, id).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list settled answers: %w", err)
	}
	out := make([]review.Settled, len(rows))
	for i, r := range rows {
		v, err := r.verdict()
		if err != nil {
			return nil, err
		}
		out[i] = review.Settled{Verdict: v, Held: r.Held}
	}
	return out, nil
}

// Verdicts lists all verdicts on one answer, first to last.
func (s *Store) Verdicts(ctx context.Context, k review.Key) ([]review.Verdict, error) {
	return s.list(ctx, `SELECT * FROM verdicts WHERE survey_id = ? AND response_id = ? AND question = ? ORDER BY number`,
		k.SurveyID, k.ResponseID, k.Question)
}

// Recent lists the newest verdicts of a coder in a survey, newest first.
func (s *Store) Recent(ctx context.Context, id survey.ID, coder string) ([]review.Verdict, error) {
	return s.list(ctx, `SELECT * FROM verdicts WHERE survey_id = ? AND coder_id = ? AND round = 0 ORDER BY judged_at DESC LIMIT 12`, id, coder)
}

func (s *Store) list(ctx context.Context, sql string, args ...any) ([]review.Verdict, error) {
	var rows []row
	if err := s.db.Read(ctx).Raw(sql, args...).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("list verdicts: %w", err)
	}
	out := make([]review.Verdict, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = r.verdict(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
