package digest

import (
	"context"
	"fmt"
	"slices"

	"dealervoice/analysis"
	"dealervoice/feedback/proposal"
	"dealervoice/survey"
	"dealervoice/survey/access"
)

// Digest is what one person is told of one period.
type Digest struct {
	Period  Period
	News    []analysis.News
	Waiting []proposal.Waits
	Stalled []proposal.Stall
}

// Empty tells that there is nothing to tell.
func (d Digest) Empty() bool { return len(d.News)+len(d.Waiting)+len(d.Stalled) == 0 }

// Figures is where figures come from; analysis.Service.
type Figures interface {
	News(ctx context.Context, v access.Viewer, f analysis.Filter) ([]analysis.News, error)
}

// Proposals is where tasks come from; proposal.Service.
type Proposals interface {
	Waiting(ctx context.Context, v access.Viewer) ([]proposal.Waits, error)
	Stalled(ctx context.Context, v access.Viewer) ([]proposal.Stall, error)
}

// Preview is the digest of the newest period that is over, in the viewer's rhythm.
func (s *Service) Preview(ctx context.Context, v access.Viewer) (Digest, error) {
	w, err := s.Store.Wish(ctx, v.UserID)
	if err != nil {
		return Digest{}, err
	}
	return s.compose(ctx, v, last(w.Rhythm, s.Days))
}

// compose puts a digest together, as far as the viewer may see.
func (s *Service) compose(ctx context.Context, v access.Viewer, p Period) (Digest, error) {
	d := Digest{Period: p}
	if v.May(access.ReportRead) {
		list, err := s.Figures.News(ctx, v, analysis.Filter{From: p.From, To: p.To})
		if err != nil {
			return d, fmt.Errorf("digest: %w", err)
		}
		d.News = slices.DeleteFunc(list, silent)
	}
	if !v.May(access.ProposalRead) {
		return d, nil
	}
	var err error
	if d.Waiting, err = s.Proposals.Waiting(ctx, v); err != nil {
		return d, fmt.Errorf("digest: %w", err)
	}
	if d.Stalled, err = s.Proposals.Stalled(ctx, v); err != nil {
		return d, fmt.Errorf("digest: %w", err)
	}
	return d, nil
}

// silent tells that there is nothing to say of a survey: nobody answered, or it is
// over and nobody knows when its answers came.
func silent(n analysis.News) bool {
	return n.Quiet() || n.Untimed && n.State != survey.Open
}
