package coding

// The tagger in use, for those who show what it does with a text.

import (
	"context"

	"dealervoice/analysis/text"
)

// InUse is the newest version with the tagger that reads answers by it.
type InUse struct {
	Version Version
	Tagger  *text.Tagger
	Learned bool // by a trained model, not by the codebook alone
}

// Using gives the version and the tagger in use.
func (s *Service) Using(ctx context.Context) (InUse, error) {
	now, err := s.using(ctx)
	if err != nil {
		return InUse{}, err
	}
	return InUse{Version: now.version, Tagger: now.tagger, Learned: now.use.Model > 0}, nil
}
