package survey

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
)

// Preview gives the draft as the form it would be if it were published now. It
// publishes nothing, and takes no answers: it has no version that one could
// belong to.
func (s *Service) Preview(ctx context.Context, v access.Viewer, slug string) (Published, error) {
	sv, err := s.Show(ctx, v, slug)
	if err != nil {
		return Published{}, err
	}
	next, err := versionOf(sv)
	if err != nil {
		return Published{}, fmt.Errorf("preview survey %s: %w", slug, err)
	}
	e, err := parse(next)
	if err != nil {
		return Published{}, fmt.Errorf("preview survey %s: %w", slug, err)
	}
	head := sv.Head
	head.State, head.Current = Open, next.Number
	return Published{Survey: head, Edition: e}, nil
}
