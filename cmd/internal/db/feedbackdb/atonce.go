package feedbackdb

// A crowd of answers as one statement of PostgreSQL, whatever its size: the
// rows go in as one JSON document, so that the statement is planned once.

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// wire is a row on its way into the statement.
type wire struct {
	SurveyID     survey.ID           `json:"survey_id"`
	ID           feedback.ID         `json:"id"`
	Version      survey.Number       `json:"version"`
	Channel      feedback.Channel    `json:"channel"`
	Language     language.Tag        `json:"language"`
	Wave         int                 `json:"wave"`
	SubmittedAt  *time.Time          `json:"submitted_at"`
	Data         any                 `json:"data"`
	Attributes   audience.Attributes `json:"attributes"`
	Region       string              `json:"region"`
	Area         string              `json:"area"`
	Rep          string              `json:"rep"`
	ContentHash  string              `json:"content_hash"`
	Quarantined  bool                `json:"quarantined"`
	DraftKey     string              `json:"draft_key"`
	InvitationID survey.InvitationID `json:"invitation_id"`
	At           *time.Time          `json:"at"`
}

const (
	columns = "survey_id, id, version, channel, language, wave, submitted_at, data, attributes, region, area, rep, content_hash, quarantined"

	// Of equal ids the first one counts, so the rows go in as they stand.
	atOnce = `WITH sent AS MATERIALIZED (SELECT * FROM jsonb_to_recordset(?::jsonb) AS x (survey_id text, id text, version bigint,
	channel text, language text, wave bigint, submitted_at timestamptz, data jsonb, attributes jsonb, region text, area text, rep text,
	content_hash text, quarantined boolean, draft_key text, invitation_id text, at timestamptz)),
r AS (INSERT INTO responses (` + columns + `) SELECT ` + columns + ` FROM sent ON CONFLICT (survey_id, id) DO NOTHING RETURNING survey_id, id),
p AS (INSERT INTO participations (survey_id, invitation_id, wave, response_id, at)
	SELECT DISTINCT ON (survey_id, id) survey_id, invitation_id, wave, id, at FROM sent JOIN r USING (survey_id, id) WHERE invitation_id <> ''),
d AS (DELETE FROM drafts USING sent WHERE drafts.survey_id = sent.survey_id AND drafts.key = sent.draft_key),
j AS (%s)
SELECT survey_id, id FROM r`

	tagPayload = "json_build_object('survey', survey_id, 'response', id)::text"
)

// acceptAtOnce writes a crowd by one statement, which is one transaction.
func (s *Store) acceptAtOnce(ctx context.Context, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	raw, err := json.Marshal(wired(list))
	if err != nil {
		return nil, fmt.Errorf("write answers: %w", err)
	}
	var added []key
	sql := fmt.Sprintf(atOnce, s.queue.InsertFrom(feedback.TagKind, tagPayload, "r"))
	if err := s.db.Write(ctx).Raw(sql, string(raw)).Scan(&added).Error; err != nil {
		return nil, fmt.Errorf("store %d responses: %w", len(list), err)
	}
	s.queue.Ring(ctx)
	return s.outcomes(ctx, list, added)
}

// wired puts the rows into the order of their keys: two processes that store
// the same answers then wait for each other in the same order.
func wired(list []feedback.Acceptance) []wire {
	rows := make([]wire, len(list))
	for i, a := range list {
		r := a.Response
		rows[i] = wire{
			SurveyID: r.SurveyID, ID: r.ID, Version: r.Version, Channel: r.Channel, Language: r.Language, Wave: r.Wave,
			SubmittedAt: r.SubmittedAt, Data: r.Data, Attributes: r.Attributes, Region: r.Region, Area: r.Area, Rep: r.Rep,
			ContentHash: r.ContentHash, Quarantined: r.Quarantined, DraftKey: a.DraftKey,
		}
		if p := a.Participation; p != nil {
			rows[i].InvitationID, rows[i].At = p.InvitationID, &p.At
		}
	}
	slices.SortStableFunc(rows, func(a, b wire) int {
		return cmp.Or(cmp.Compare(a.SurveyID, b.SurveyID), cmp.Compare(a.ID, b.ID))
	})
	return rows
}
