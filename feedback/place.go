package feedback

// Places in the quotas of a survey: held while somebody answers, taken when the
// answer is stored (Acceptance.Claim).

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/feedback/quota"
	"dealervoice/survey"
	"dealervoice/survey/definition"
)

// Places holds places. *quota.Service is one.
type Places interface {
	Hold(ctx context.Context, c quota.Claim, rules definition.QuotasDV) (full string, err error)
	Sweep(ctx context.Context) error
	GiveBack(ctx context.Context, t quota.Taken) error
}

// rules is the version whose quotas hold: the one that answers now, whichever
// was filled.
func (in Submission) rules() *survey.Edition {
	if in.Rules != nil {
		return in.Rules
	}
	return in.Edition
}

// claim says which places the answer needs. It is nil where the survey has no
// quotas, and for what is held back anyway.
func (s *Service) claim(c Checked) *quota.Claim {
	rules := c.rules().Definition
	if len(rules.Quotas()) == 0 || c.Quarantine || c.Edition.Version.Mode == survey.Unlinkable {
		return nil
	}
	claim := &quota.Claim{Survey: c.Survey.ID, Wave: c.wave(), Holder: c.holder(), At: s.calendar.Now()}
	for _, q := range c.Decision.Quotas(rules) {
		claim.Cells = append(claim.Cells, quota.Cell{ID: q.ID, Places: q.Places})
	}
	return claim
}

// giveBack frees the places that an answer took which is being erased. The next who
// needs one has it; answers that came too late stay aside.
func (s *Service) giveBack(ctx context.Context, r Response) error {
	if s.places == nil || len(r.Places) == 0 {
		return nil
	}
	err := s.places.GiveBack(ctx, quota.Taken{Survey: r.SurveyID, Wave: r.Wave, Cells: r.Places, Over: r.OverQuota})
	if err != nil {
		return fmt.Errorf("give back places: %w", err)
	}
	return nil
}

// holder is for whom places are held: it tells neither the unit nor the response.
func (in Submission) holder() string {
	return short(digest("place", string(in.Survey.ID), string(in.Unit), string(in.ID)))
}

// Hold holds the places that answers need which are still being given. settled
// tells of a question that it was asked: what rests on another may come out
// otherwise yet. It gives the cell that is full, "" where all is well.
func (s *Service) Hold(ctx context.Context, c Checked, settled func(question string) bool) (full string, err error) {
	claim := s.claim(c)
	if claim == nil || s.places == nil {
		return "", nil
	}
	rules := c.rules().Definition
	open := map[string]bool{}
	for _, q := range rules.Quotas() {
		open[q.ID] = slices.ContainsFunc(rules.Asked(q), func(name string) bool { return !settled(name) })
	}
	claim.Cells = slices.DeleteFunc(claim.Cells, func(cell quota.Cell) bool { return open[cell.ID] })
	if full, err = s.places.Hold(ctx, *claim, rules.DV.Quotas); err != nil {
		return "", fmt.Errorf("hold a place in %s: %w", c.Survey.Slug, err)
	}
	return full, nil
}
