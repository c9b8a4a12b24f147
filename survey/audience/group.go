package audience

// How many dealers are alike: the roster as far as conditions and reports can
// tell dealers apart.

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
)

// Group is how many dealers an answer would be counted under the same
// attributes.
type Group struct {
	Attributes Attributes // without the representative
	N          int
}

// Groups counts the dealers of today in the viewer's scope.
func (r *Roster) Groups(ctx context.Context, v access.Viewer) ([]Group, error) {
	list, err := r.store.Groups(ctx, v, r.Today())
	if err != nil {
		return nil, fmt.Errorf("count dealers: %w", err)
	}
	return list, nil
}
