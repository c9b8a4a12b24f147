package feedbackdb

// Rows of responses: many by one statement, and what stood there before.

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"dealervoice/feedback"
	"dealervoice/survey"
)

// key names a response.
type key struct {
	SurveyID survey.ID
	ID       feedback.ID
}

func keyOf(a feedback.Acceptance) key { return key{a.Response.SurveyID, a.Response.ID} }

const insertHead = `INSERT INTO responses (survey_id, id, version, channel, language, wave, submitted_at,
	data, attributes, region, area, rep, content_hash, sent_hash, quarantined, over_quota, consent, places) VALUES `

const insertRow = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

// insert adds the rows whose ids are new, and tells of the others what stands
// there. Of two equal ids in the list the first one counts.
func (s *Store) insert(ctx context.Context, list []feedback.Acceptance) ([]feedback.Outcome, error) {
	sql := insertHead + strings.Repeat(insertRow+", ", len(list)-1) + insertRow +
		" ON CONFLICT (survey_id, id) DO NOTHING RETURNING survey_id, id"
	args := make([]any, 0, 18*len(list))
	for _, a := range list {
		row, err := rowOf(a)
		if err != nil {
			return nil, err
		}
		args = append(args, row...)
	}
	var added []key
	if err := s.db.Write(ctx).Raw(sql, args...).Find(&added).Error; err != nil {
		return nil, err
	}
	return s.outcomes(ctx, list, added)
}

// outcomes tells what became of each of the list, given the keys that were
// added.
func (s *Store) outcomes(ctx context.Context, list []feedback.Acceptance, added []key) ([]feedback.Outcome, error) {
	fresh := make(map[key]bool, len(added))
	for _, k := range added {
		fresh[k] = true
	}
	out := make([]feedback.Outcome, len(list))
	hashes := make(map[key]feedback.Hashes, len(list))
	missing := false
	for i, a := range list {
		k := keyOf(a)
		out[i].ResponseID = a.Response.ID
		if fresh[k] {
			fresh[k] = false // the next of this id finds it there
			out[i].Stored = true
			hashes[k] = feedback.Hashes{Content: a.Response.ContentHash}
		}
		missing = missing || hashes[k].Content == ""
	}
	if missing {
		if err := s.findHashes(ctx, list, hashes); err != nil {
			return nil, err
		}
	}
	for i, a := range list {
		out[i].ContentHash, out[i].Over = hashes[keyOf(a)].Content, hashes[keyOf(a)].Over
	}
	return out, nil
}

// dataOf gives the answers as JSON.
func dataOf(a feedback.Acceptance) ([]byte, error) {
	if a.JSON != nil {
		return a.JSON, nil
	}
	raw, err := json.Marshal(a.Response.Data)
	if err != nil {
		return nil, fmt.Errorf("write answers: %w", err)
	}
	return raw, nil
}

// placesOf writes the cells of quotas as JSON; "" for none. What goes in at once
// (atonce.go) has none.
func placesOf(r feedback.Response) string {
	if len(r.Places) == 0 {
		return ""
	}
	raw, err := json.Marshal(r.Places)
	if err != nil {
		return "" // strings are always JSON
	}
	return string(raw)
}

func rowOf(a feedback.Acceptance) ([]any, error) {
	r := a.Response
	data, err := dataOf(a)
	if err != nil {
		return nil, err
	}
	attributes, err := json.Marshal(r.Attributes)
	if err != nil {
		return nil, fmt.Errorf("write attributes: %w", err)
	}
	return []any{r.SurveyID, r.ID, r.Version, r.Channel, r.Language, r.Wave, r.SubmittedAt,
		string(data), string(attributes), r.Region, r.Area, r.Rep, r.ContentHash, r.SentHash, r.Quarantined, r.OverQuota, r.Consent, placesOf(r)}, nil
}

// findHashes reads the content hashes of the responses that were there already.
func (s *Store) findHashes(ctx context.Context, list []feedback.Acceptance, into map[key]feedback.Hashes) error {
	var keys [][]any
	for _, a := range list {
		if k := keyOf(a); into[k].Content == "" {
			keys = append(keys, []any{k.SurveyID, k.ID})
		}
	}
	var rows []struct {
		SurveyID    survey.ID
		ID          feedback.ID
		ContentHash string
		OverQuota   string
	}
	sql := "SELECT survey_id, id, content_hash, over_quota FROM responses WHERE (survey_id, id) IN ?"
	if err := s.db.Write(ctx).Raw(sql, keys).Scan(&rows).Error; err != nil {
		return fmt.Errorf("find responses: %w", err)
	}
	for _, r := range rows {
		into[key{r.SurveyID, r.ID}] = feedback.Hashes{Content: r.ContentHash, Over: r.OverQuota}
	}
	return nil
}

// dropDrafts removes what is done with.
func (s *Store) dropDrafts(ctx context.Context, list []feedback.Acceptance) error {
	var keys [][]any
	for _, a := range list {
		if a.DraftKey != "" {
			keys = append(keys, []any{a.Response.SurveyID, a.DraftKey})
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return s.db.Write(ctx).Exec("DELETE FROM drafts WHERE (survey_id, key) IN ?", keys).Error
}
