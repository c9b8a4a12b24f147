package feedbackdb

// A crowd of answers as one statement of PostgreSQL, whatever its size: the
// rows go in as one JSON document, so that the statement is planned once.

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/audience"
	"dealervoice/survey/language"
)

// wire is a row on its way into the statement, but for its data.
type wire struct {
	SurveyID     survey.ID           `json:"survey_id"`
	ID           feedback.ID         `json:"id"`
	Version      survey.Number       `json:"version"`
	Channel      feedback.Channel    `json:"channel"`
	Language     language.Tag        `json:"language"`
	Wave         int                 `json:"wave"`
	SubmittedAt  *time.Time          `json:"submitted_at"`
	Attributes   audience.Attributes `json:"attributes"`
	Region       string              `json:"region"`
	Area         string              `json:"area"`
	Rep          string              `json:"rep"`
	ContentHash  string              `json:"content_hash"`
	SentHash     string              `json:"sent_hash"`
	Quarantined  bool                `json:"quarantined"`
	OverQuota    string              `json:"over_quota"`
	Consent      string              `json:"consent"`
	DraftKey     string              `json:"draft_key"`
	InvitationID survey.InvitationID `json:"invitation_id"`
	At           *time.Time          `json:"at"`
	Link         feedback.LinkTag    `json:"link"`
}

const (
	columns = "survey_id, id, version, channel, language, wave, submitted_at, data, attributes, region, area, rep, content_hash, sent_hash, quarantined, over_quota, consent"

	// Of equal ids the first one counts, so the rows go in as they stand.
	atOnce = `WITH sent AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS x (survey_id text, id text, version bigint,
	channel text, language text, wave bigint, submitted_at timestamptz, data jsonb, attributes jsonb, region text, area text, rep text,
	content_hash text, sent_hash text, quarantined boolean, over_quota text, consent text, draft_key text, invitation_id text, at timestamptz, link text)),
r AS (INSERT INTO responses (` + columns + `) SELECT ` + columns + ` FROM sent ON CONFLICT (survey_id, id) DO NOTHING RETURNING survey_id, id),
%sd AS (DELETE FROM drafts USING sent WHERE drafts.survey_id = sent.survey_id AND drafts.key = sent.draft_key),
j AS (%s)
SELECT survey_id, id FROM r`

	// Left out where nobody was invited: to begin and end this part is a tenth of
	// what the server does for a small crowd.
	invited = `p AS (INSERT INTO participations (survey_id, invitation_id, wave, response_id, at, link)
	SELECT DISTINCT ON (survey_id, id) survey_id, invitation_id, wave, id, at, link FROM sent JOIN r USING (survey_id, id) WHERE invitation_id <> ''),
`

	// One job a survey names all that are new.
	fresh   = "(SELECT survey_id, json_agg(id) AS ids FROM r GROUP BY survey_id) AS fresh"
	payload = "json_build_object('survey', survey_id, 'responses', ids)::text"
)

// acceptAtOnce writes a crowd by one statement, which is one transaction. The
// rows go in in the order of their keys: two processes that store the same
// answers then wait for each other in the same order.
func (s *Store) acceptAtOnce(ctx context.Context, crowd []*member, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	slices.SortStableFunc(crowd, func(a, b *member) int {
		return cmp.Or(cmp.Compare(a.Response.SurveyID, b.Response.SurveyID), cmp.Compare(a.Response.ID, b.Response.ID))
	})
	size := 1
	for _, m := range crowd {
		size += len(m.wire) + 1
	}
	var rows strings.Builder
	rows.Grow(size)
	for i, m := range crowd {
		rows.WriteByte("[,"[min(i, 1)])
		rows.Write(m.wire)
	}
	rows.WriteByte(']')
	text := s.atOnce
	if !slices.ContainsFunc(list, func(a feedback.Acceptance) bool { return a.Participation != nil }) {
		text = s.unasked
	}
	added := make([]key, 0, len(list))
	err := s.db.Query(ctx, text, []any{rows.String()}, func(r *sql.Rows) error {
		var k key
		err := r.Scan(&k.SurveyID, &k.ID)
		added = append(added, k)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store %d responses: %w", len(list), err)
	}
	s.queue.Ring(ctx)
	return s.outcomes(ctx, list, added)
}

// wired writes a row for the statement.
func wired(a feedback.Acceptance) ([]byte, error) {
	r := a.Response
	data, err := dataOf(a)
	if err != nil {
		return nil, err
	}
	row := wire{
		SurveyID: r.SurveyID, ID: r.ID, Version: r.Version, Channel: r.Channel, Language: r.Language, Wave: r.Wave,
		SubmittedAt: r.SubmittedAt, Attributes: r.Attributes, Region: r.Region, Area: r.Area, Rep: r.Rep,
		ContentHash: r.ContentHash, SentHash: r.SentHash, Quarantined: r.Quarantined, DraftKey: a.DraftKey,
		OverQuota: r.OverQuota, Consent: r.Consent,
	}
	if p := a.Participation; p != nil {
		row.InvitationID, row.At, row.Link = p.InvitationID, &p.At, p.Link
	}
	raw, err := json.Marshal(row)
	if err != nil {
		return nil, fmt.Errorf("write response: %w", err)
	}
	raw = append(raw[:len(raw)-1], `,"data":`...) // what is JSON already goes in as it is
	return append(append(raw, data...), '}'), nil
}
