package analysisdb

// What figures are made of.

import (
	"context"
	"fmt"

	"dealervoice/analysis"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// Some reads counted responses by id.
func (s *Store) Some(ctx context.Context, id survey.ID, ids []feedback.ID) ([]feedback.Response, error) {
	var out []feedback.Response
	for _, part := range chunks(ids) {
		var list []feedback.Response
		err := s.db.Read(ctx).Where("survey_id = ? AND id IN ? AND NOT quarantined", id, part).Order("id").Find(&list).Error
		if err != nil {
			return nil, fmt.Errorf("read responses by id: %w", err)
		}
		out = append(out, list...)
	}
	return out, nil
}

// codingRow is a reading with one of its tags, or with none.
type codingRow struct {
	ResponseID feedback.ID
	Tagger     string
	Question   *string
	Theme      *string
	Polarity   *int
}

// codings leaves the machine's tags aside where a person settled the answer.
const codings = `SELECT r.response_id, r.tagger, t.question, t.theme, t.polarity FROM readings r
	LEFT JOIN tags t ON t.survey_id = r.survey_id AND t.response_id = r.response_id AND (t.origin = 'person' OR NOT EXISTS
	(SELECT 1 FROM settled s WHERE s.survey_id = t.survey_id AND s.response_id = t.response_id AND s.question = t.question))
	WHERE r.survey_id = ? AND `

// Codings hands out what was found in the responses, of all if ids is nil.
func (s *Store) Codings(ctx context.Context, id survey.ID, ids []feedback.ID, fn func(analysis.Coding) error) error {
	if ids == nil {
		return s.allCodings(ctx, id, fn)
	}
	for _, part := range chunks(ids) {
		if err := s.codings(ctx, fn, codings+`r.response_id IN ? ORDER BY r.response_id, t.question, t.theme`, id, part); err != nil {
			return err
		}
	}
	return nil
}

// allCodings goes through the readings page by page.
func (s *Store) allCodings(ctx context.Context, id survey.ID, fn func(analysis.Coding) error) error {
	const from = `SELECT response_id FROM readings WHERE survey_id = ? AND response_id > ? ORDER BY response_id LIMIT ?`
	var after feedback.ID
	for {
		var ids []feedback.ID
		if err := s.db.Read(ctx).Raw(from, id, after, 4*chunk).Scan(&ids).Error; err != nil {
			return fmt.Errorf("list readings: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		last := ids[len(ids)-1]
		err := s.codings(ctx, fn, codings+`r.response_id > ? AND r.response_id <= ? ORDER BY r.response_id, t.question, t.theme`, id, after, last)
		if err != nil {
			return err
		}
		after = last
	}
}

// codings runs a statement of reading rows, which come response by response.
func (s *Store) codings(ctx context.Context, fn func(analysis.Coding) error, sql string, args ...any) error {
	var rows []codingRow
	if err := s.db.Read(ctx).Raw(sql, args...).Scan(&rows).Error; err != nil {
		return fmt.Errorf("read tags: %w", err)
	}
	for i := 0; i < len(rows); {
		c := analysis.Coding{Response: rows[i].ResponseID, Tagger: rows[i].Tagger}
		for ; i < len(rows) && rows[i].ResponseID == c.Response; i++ {
			if r := rows[i]; r.Theme != nil {
				c.Hits = append(c.Hits, analysis.Hit{Question: *r.Question, Theme: *r.Theme, Polarity: *r.Polarity})
			}
		}
		if err := fn(c); err != nil {
			return err
		}
	}
	return nil
}

func chunks(ids []feedback.ID) [][]feedback.ID {
	var out [][]feedback.ID
	for len(ids) > 0 {
		n := min(chunk, len(ids))
		out = append(out, ids[:n])
		ids = ids[n:]
	}
	return out
}
