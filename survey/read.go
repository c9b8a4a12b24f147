package survey

import (
	"context"
	"fmt"

	"dealervoice/survey/access"
	"dealervoice/survey/fault"
)

// List gives all surveys, the last changed first, without their sources.
func (s *Service) List(ctx context.Context, v access.Viewer) ([]Survey, error) {
	if !v.May(access.SurveyRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.store.List(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys: %w", err)
	}
	return list, nil
}

// Show gives one survey.
func (s *Service) Show(ctx context.Context, v access.Viewer, slug string) (Survey, error) {
	if !v.May(access.SurveyRead) {
		return Survey{}, fault.Forbidden("fault.forbidden")
	}
	sv, err := s.store.BySlug(ctx, slug)
	if err != nil {
		return Survey{}, fmt.Errorf("show survey %s: %w", slug, err)
	}
	return sv, nil
}

// Versions gives a survey's published versions, newest first, without their
// sources.
func (s *Service) Versions(ctx context.Context, v access.Viewer, id ID) ([]Version, error) {
	if !v.May(access.SurveyRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.store.Versions(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("list versions of survey %s: %w", id, err)
	}
	return list, nil
}

// Modes gives the sternest mode that each of the surveys ever promised. One that
// was never published promises most.
func (s *Service) Modes(ctx context.Context, v access.Viewer, of []ID) (map[ID]Mode, error) {
	if !v.May(access.SurveyRead) {
		return nil, fault.Forbidden("fault.forbidden")
	}
	list, err := s.store.VersionsOf(ctx, of)
	if err != nil {
		return nil, fmt.Errorf("list versions of %d surveys: %w", len(of), err)
	}
	versions := map[ID][]Version{}
	for _, v := range list {
		versions[v.SurveyID] = append(versions[v.SurveyID], v)
	}
	out := make(map[ID]Mode, len(of))
	for _, id := range of {
		out[id] = Sternest(versions[id])
	}
	return out, nil
}

// Export gives the definition of a version, or of the draft where n is 0, byte
// for byte as it came in.
func (s *Service) Export(ctx context.Context, v access.Viewer, slug string, n Number) ([]byte, error) {
	sv, err := s.Show(ctx, v, slug)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return []byte(sv.Source), nil
	}
	e, err := s.PublishedVersion(ctx, sv.ID, n)
	if err != nil {
		return nil, err
	}
	return []byte(e.Version.Source), nil
}

// SameAs tells whether the draft says what the version says.
func (s Survey) SameAs(v Version) bool {
	hash, err := hashOf(s.Source)
	return err == nil && hash == v.Hash
}
