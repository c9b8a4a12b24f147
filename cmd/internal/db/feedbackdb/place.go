package feedbackdb

// Places of quotas, taken in the transaction that stores the answers.

import (
	"context"
	"maps"
	"slices"

	"dealervoice/feedback"
	"dealervoice/feedback/quota"
)

// place takes the places of what was stored. An answer that found none stays,
// held back.
func (s *Store) place(ctx context.Context, list []feedback.Acceptance, out []feedback.Outcome) error {
	var claims []quota.Claim
	var whose []int
	for i, a := range list {
		if a.Claim != nil && out[i].Stored {
			claims, whose = append(claims, *a.Claim), append(whose, i)
		}
	}
	if len(claims) == 0 {
		return nil
	}
	full, err := s.quota.Settle(ctx, claims)
	if err != nil {
		return err
	}
	over := map[string][][]any{}
	for k, cell := range full {
		if cell == "" {
			continue
		}
		r := list[whose[k]].Response
		out[whose[k]].Over = cell
		over[cell] = append(over[cell], []any{r.SurveyID, r.ID})
	}
	for _, cell := range slices.Sorted(maps.Keys(over)) {
		sql := "UPDATE responses SET quarantined = ?, over_quota = ? WHERE (survey_id, id) IN ?"
		if err := s.db.Write(ctx).Exec(sql, true, cell, over[cell]).Error; err != nil {
			return err
		}
	}
	return nil
}
