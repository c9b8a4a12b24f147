package survey

import (
	"context"
	"fmt"
	"time"

	"dealervoice/survey/access"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
	"dealervoice/survey/language"
)

// Publication is the outcome of publishing: New is false where the draft says
// what the current version says already.
type Publication struct {
	Version Version
	New     bool
}

// Publish makes the draft the version that answers from now on. The draft must
// be free of errors and ask something; a closed survey must be reopened first.
// Publishing the same content again makes no new version.
func (s *Service) Publish(ctx context.Context, v access.Viewer, slug string) (Publication, error) {
	if !v.May(access.SurveyPublish) {
		return Publication{}, fault.Forbidden("fault.forbidden")
	}
	var out Publication
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, slug)
		if err != nil {
			return err
		}
		out, err = s.publish(ctx, v, sv)
		return err
	})
	if err != nil {
		return Publication{}, fmt.Errorf("publish survey %s: %w", slug, err)
	}
	return out, nil
}

// publish works on a locked survey.
func (s *Service) publish(ctx context.Context, v access.Viewer, sv Survey) (Publication, error) {
	if sv.State == Closed {
		return Publication{}, fault.Conflict("survey.publish_closed", nil)
	}
	next, err := versionOf(sv)
	if err != nil {
		return Publication{}, err
	}
	if err := s.reachable(ctx, sv); err != nil {
		return Publication{}, err
	}
	if sv.Current > 0 {
		current, err := s.store.Version(ctx, sv.ID, sv.Current)
		if err != nil {
			return Publication{}, err
		}
		if current.Hash == next.Hash {
			return Publication{Version: current}, nil
		}
	}
	if err := s.keyed(ctx, sv, next); err != nil {
		return Publication{}, err
	}
	now := s.calendar.Now()
	next.PublishedAt, next.PublishedBy = now, v.UserID
	s.editions.forget(versionKey{next.SurveyID, next.Number})
	if err := s.store.AddVersion(ctx, next); err != nil {
		return Publication{}, err
	}
	if err := s.promised(ctx, next); err != nil {
		return Publication{}, err
	}
	sv.State, sv.Current, sv.UpdatedAt = Open, next.Number, now
	if sv.PublishedAt == nil {
		sv.PublishedAt = &now
	}
	if err := s.store.Update(ctx, sv); err != nil {
		return Publication{}, err
	}
	return Publication{Version: next, New: true}, s.record(ctx, v, "survey.publish", sv, map[string]any{
		"version": int(next.Number), "mode": string(next.Mode), "hash": next.Hash,
	})
}

// reachable refuses what the audience of the draft is too small for.
func (s *Service) reachable(ctx context.Context, sv Survey) error {
	report, err := s.CheckSource(ctx, []byte(sv.Source))
	if err == nil && !report.OK() {
		err = faulty(report)
	}
	return err
}

// promised writes down what a version says to respondents.
func (s *Service) promised(ctx context.Context, v Version) error {
	if s.consents == nil {
		return nil
	}
	e, err := parse(v)
	if err != nil {
		return err
	}
	return s.consents.Published(ctx, e)
}

// versionOf makes the next version of the draft, or says why it cannot be
// published.
func versionOf(sv Survey) (Version, error) {
	report := definition.Check([]byte(sv.Source))
	if !report.OK() {
		return Version{}, faulty(report)
	}
	def, err := definition.Load([]byte(sv.Source))
	if err != nil {
		return Version{}, err
	}
	if !asks(def) {
		return Version{}, sourceFault("survey.no_questions", nil)
	}
	if modeOf(def) == Unlinkable {
		if err := unsigned(def); err != nil {
			return Version{}, err
		}
	}
	hash, err := hashOf(sv.Source)
	if err != nil {
		return Version{}, err
	}
	first, ok := language.Parse(def.FirstLanguage)
	if !ok {
		first = language.Chinese
	}
	return Version{
		SurveyID: sv.ID, Number: sv.Current + 1, Source: sv.Source, Hash: hash,
		Mode: modeOf(def), MinCell: max(MinCell, def.DV.Privacy.MinCell), FirstLanguage: first,
	}, nil
}

// modeOf is the privacy mode a definition asks for. One that says nothing is
// confidential: protection is what nobody has to remember.
func modeOf(def *definition.Definition) Mode {
	switch m := Mode(def.DV.Privacy.Mode); m {
	case Identified, Unlinkable:
		return m
	}
	return Confidential
}

// Close ends the taking of answers. Closing a closed survey changes nothing.
func (s *Service) Close(ctx context.Context, v access.Viewer, slug string) error {
	return s.change(ctx, v, slug, func(sv *Survey, now time.Time) (string, error) {
		switch sv.State {
		case Draft:
			return "", fault.Conflict("survey.not_published", nil)
		case Closed:
			return "", nil
		}
		sv.State, sv.ClosedAt = Closed, &now
		return "survey.close", nil
	})
}

// Reopen lets a closed survey take answers again, unless its key is destroyed:
// nobody could tell then who has answered already.
func (s *Service) Reopen(ctx context.Context, v access.Viewer, slug string) error {
	return s.change(ctx, v, slug, func(sv *Survey, _ time.Time) (string, error) {
		switch sv.State {
		case Draft:
			return "", fault.Conflict("survey.not_published", nil)
		case Open:
			return "", nil
		}
		if err := s.revivable(ctx, sv.ID); err != nil {
			return "", err
		}
		sv.State, sv.ClosedAt = Open, nil
		return "survey.reopen", nil
	})
}

// StartWave begins the next wave: answers and invitations from now on count to
// it. from is the wave the caller saw, so that pressing twice starts one wave.
func (s *Service) StartWave(ctx context.Context, v access.Viewer, slug string, from int) error {
	return s.change(ctx, v, slug, func(sv *Survey, _ time.Time) (string, error) {
		switch {
		case sv.State == Draft:
			return "", fault.Conflict("survey.not_published", nil)
		case sv.Wave != from:
			return "", nil
		}
		sv.Wave++
		return "survey.start_wave", nil
	})
}

// change locks a survey, lets do change it, and stores and records the change
// that do names; no name means that there was nothing to do.
func (s *Service) change(ctx context.Context, v access.Viewer, slug string, do func(*Survey, time.Time) (string, error)) error {
	if !v.May(access.SurveyPublish) {
		return fault.Forbidden("fault.forbidden")
	}
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, slug)
		if err != nil {
			return err
		}
		action, err := do(&sv, s.calendar.Now())
		if err != nil || action == "" {
			return err
		}
		sv.UpdatedAt = s.calendar.Now()
		if err := s.store.Update(ctx, sv); err != nil {
			return err
		}
		return s.record(ctx, v, action, sv, map[string]any{"version": int(sv.Current), "wave": sv.Wave})
	})
	if err != nil {
		return fmt.Errorf("change survey %s: %w", slug, err)
	}
	return nil
}
