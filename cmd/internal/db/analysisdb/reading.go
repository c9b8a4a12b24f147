package analysisdb

// Readings and tags.

import (
	"context"
	"fmt"

	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// Unread lists counted responses that the tagger has not read.
func (s *Store) Unread(ctx context.Context, q coding.UnreadQuery) ([]feedback.Response, error) {
	g := s.db.Read(ctx).Table("responses").Select("responses.*").
		Joins("LEFT JOIN readings d ON d.survey_id = responses.survey_id AND d.response_id = responses.id AND d.tagger = ?", q.Tagger).
		Where("responses.survey_id = ? AND NOT responses.quarantined AND d.response_id IS NULL", q.Survey)
	if q.After != "" {
		g = g.Where("responses.id > ?", q.After)
	}
	if len(q.Only) > 0 {
		g = g.Where("responses.id IN ?", q.Only)
	}
	var out []feedback.Response
	if err := g.Order("responses.id").Limit(max(1, q.Limit)).Find(&out).Error; err != nil {
		return nil, fmt.Errorf("list unread responses: %w", err)
	}
	return out, nil
}

const (
	moveOn = `INSERT INTO coding_states (survey_id, revision) VALUES (?, 1)
		ON CONFLICT (survey_id) DO UPDATE SET revision = coding_states.revision + 1`
	// hold changes nothing and keeps others out until the transaction ends.
	hold = `INSERT INTO coding_states (survey_id, revision) VALUES (?, 0)
		ON CONFLICT (survey_id) DO UPDATE SET revision = coding_states.revision`
	dropTags     = `DELETE FROM tags WHERE survey_id = ? AND response_id IN ? AND origin <> ?`
	dropReadings = `DELETE FROM readings WHERE survey_id = ? AND response_id IN ?`
)

// MoveOn moves the survey's revision: figures made before are out of date.
func (s *Store) MoveOn(ctx context.Context, id survey.ID) error {
	if err := s.db.Write(ctx).Exec(moveOn, id).Error; err != nil {
		return fmt.Errorf("move revision of survey %s on: %w", id, err)
	}
	return nil
}

// SaveReadings puts readings of one survey in place of older ones. Whoever comes
// first at the survey's revision goes first, so two jobs never mix their rows.
func (s *Store) SaveReadings(ctx context.Context, id survey.ID, list []coding.Reading) error {
	if len(list) == 0 {
		return nil
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		tx := s.db.Write(ctx)
		if err := tx.Exec(hold, id).Error; err != nil {
			return fmt.Errorf("hold readings of survey %s: %w", id, err)
		}
		ids := make([]feedback.ID, len(list))
		var tags []coding.Tag
		for i, r := range list {
			ids[i] = r.ResponseID
			tags = append(tags, r.Tags...)
		}
		for _, part := range chunks(ids) {
			if err := tx.Exec(dropTags, id, part, text.OriginPerson).Error; err != nil {
				return fmt.Errorf("remove old tags: %w", err)
			}
			if err := tx.Exec(dropReadings, id, part).Error; err != nil {
				return fmt.Errorf("remove old readings: %w", err)
			}
		}
		if err := tx.Table("readings").CreateInBatches(&list, chunk).Error; err != nil {
			return fmt.Errorf("store readings: %w", err)
		}
		if len(tags) == 0 {
			return nil
		}
		if err := tx.Table("tags").CreateInBatches(&tags, chunk).Error; err != nil {
			return fmt.Errorf("store tags: %w", err)
		}
		return nil
	})
}
