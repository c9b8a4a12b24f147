package analysisdb

// The words that caused themes, and what people corrected.

import (
	"context"
	"fmt"

	"dealervoice/analysis"
	"dealervoice/analysis/coding"
	"dealervoice/analysis/text"
	"dealervoice/feedback"
	"dealervoice/survey"
)

// saidTag is a tag, and whether a person settled its answer.
type saidTag struct {
	coding.Tag
	Decided bool
}

const wordsOf = `SELECT t.*, s.survey_id IS NOT NULL AS decided FROM tags t
	LEFT JOIN settled s ON s.survey_id = t.survey_id AND s.response_id = t.response_id AND s.question = t.question
	WHERE t.survey_id = ? AND t.response_id IN ? AND t.theme IN ? ORDER BY t.response_id, t.question, t.theme, t.origin`

// Words reads the tags of themes in responses, with the words that caused them.
// Where a person settled an answer their themes count, and the machine's words
// still show what may have caused them.
func (s *Store) Words(ctx context.Context, q analysis.WordsQuery) (map[feedback.ID][]analysis.Words, error) {
	out := map[feedback.ID][]analysis.Words{}
	if len(q.Themes) == 0 {
		return out, nil
	}
	for _, part := range chunks(q.Responses) {
		var tags []saidTag
		if err := s.db.Read(ctx).Raw(wordsOf, q.Survey, part, q.Themes).Scan(&tags).Error; err != nil {
			return nil, fmt.Errorf("read words: %w", err)
		}
		for len(tags) > 0 {
			n := 1
			for n < len(tags) && sameTheme(tags[0], tags[n]) {
				n++
			}
			add(out, tags[:n])
			tags = tags[n:]
		}
	}
	return out, nil
}

func sameTheme(a, b saidTag) bool {
	return a.ResponseID == b.ResponseID && a.Question == b.Question && a.Theme == b.Theme
}

// add enters what counts of the tags of one theme in one answer.
func add(out map[feedback.ID][]analysis.Words, tags []saidTag) {
	w := analysis.Words{Response: tags[0].ResponseID, Question: tags[0].Question, Theme: tags[0].Theme, Polarity: tags[0].Polarity}
	counts := !tags[0].Decided
	for _, t := range tags {
		w.Because = append(w.Because, t.Because...)
		if t.Origin == text.OriginPerson {
			w.Polarity, w.Person, counts = t.Polarity, true, true
		}
	}
	if !counts {
		return
	}
	list := out[w.Response]
	if n := len(list); n > 0 && list[n-1].Question == w.Question {
		list[n-1].Because = append(list[n-1].Because, w.Because...) // two themes of a group in one answer
		return
	}
	out[w.Response] = append(list, w)
}

// Corrected lists the responses whose tags people changed since the revision.
func (s *Store) Corrected(ctx context.Context, id survey.ID, since int64) ([]feedback.ID, error) {
	const corrected = `SELECT DISTINCT response_id FROM settled WHERE survey_id = ? AND revision > ? ORDER BY response_id`
	var out []feedback.ID
	if err := s.db.Read(ctx).Raw(corrected, id, since).Scan(&out).Error; err != nil {
		return nil, fmt.Errorf("list corrected responses: %w", err)
	}
	return out, nil
}
