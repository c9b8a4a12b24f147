package digest

// The way out that stands in every letter: it needs no log-in, so it is sealed.

import (
	"context"
	"crypto/subtle"
	"strings"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// Token is what stands in the address of a person's way out.
func (s *Service) Token(userID string) string { return userID + "." + s.Seal(userID) }

// Leaving finds whose way out it is; NotFound if it was not made here.
func (s *Service) Leaving(ctx context.Context, token string) (access.Viewer, Rhythm, error) {
	id, seal, _ := strings.Cut(token, ".")
	if id == "" || subtle.ConstantTimeCompare([]byte(seal), []byte(s.Seal(id))) != 1 {
		return access.Viewer{}, Off, fault.NotFound("digest.error.unknown")
	}
	v, err := s.Readers.Viewer(ctx, id)
	if err != nil {
		return access.Viewer{}, Off, err
	}
	r, err := s.Wished(ctx, v)
	return v, r, err
}

// Leave switches the digest off. Doing it twice is doing it once.
func (s *Service) Leave(ctx context.Context, token string) error {
	v, _, err := s.Leaving(ctx, token)
	if err != nil {
		return err
	}
	return s.Choose(ctx, v, Off)
}
