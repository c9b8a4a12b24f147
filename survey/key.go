package survey

// The key of an unlinkable survey: a file outside the database. By it the
// ballots are told apart while the survey runs; once it is destroyed nobody can
// pair links with ballots, nor ballots with answers.

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
	"dealervoice/survey/port"
)

// KeyState says what became of a survey's key.
type KeyState string

// The states. A key in NoKey was never made: no version was unlinkable, or all
// were published before there were keys.
const (
	NoKey        KeyState = ""
	KeyKept      KeyState = "kept"
	KeyEnding    KeyState = "ending" // nothing needs it any more; its file goes next
	KeyDestroyed KeyState = "destroyed"
)

// KeyStore keeps the states of keys; the keys themselves lie elsewhere.
type KeyStore interface {
	KeyState(ctx context.Context, id ID) (KeyState, error)
	SetKeyState(ctx context.Context, id ID, s KeyState) error
	// Ended lists the closed surveys whose key is not destroyed yet.
	Ended(ctx context.Context) ([]Survey, error)
}

// KeyName is where the key of a survey lies among the installation's keys.
func KeyName(id ID) string { return "survey-" + string(id) }

// SurveyKey gives the key of an unlinkable survey. After its end there is none:
// a fault of KindClosed. A file that is missing before that is a failure of
// whoever runs the server: a new key would let everybody answer twice.
func (s *Service) SurveyKey(ctx context.Context, id ID) ([]byte, error) {
	key, err := s.keys.Read(KeyName(id))
	if !errors.Is(err, port.ErrNoKey) {
		return key, err
	}
	state, stateErr := s.ballots.KeyState(ctx, id)
	switch {
	case stateErr != nil:
		return nil, fmt.Errorf("look for key of survey %s: %w", id, stateErr)
	case state == NoKey:
		return s.makeKey(ctx, id)
	case state == KeyKept:
		return nil, fault.New(fault.KindUnavailable, "survey.key_missing", nil).Because(err)
	}
	return nil, fault.Closed("survey.closed")
}

// makeKey makes the key of a survey that has none, or gives the one that was
// just made.
func (s *Service) makeKey(ctx context.Context, id ID) ([]byte, error) {
	key, err := s.keys.Create(KeyName(id))
	if err != nil {
		return nil, fault.New(fault.KindUnavailable, "survey.key_missing", nil).Because(err)
	}
	if err := s.ballots.SetKeyState(ctx, id, KeyKept); err != nil {
		return nil, fmt.Errorf("note key of survey %s: %w", id, err)
	}
	return key, nil
}

// keyed sees to it that an unlinkable version finds its key, and that no other
// follows where there is one: what was promised holds to the end.
func (s *Service) keyed(ctx context.Context, sv Survey, next Version) error {
	if sv.Current > 0 {
		current, err := s.store.Version(ctx, sv.ID, sv.Current)
		if err != nil {
			return err
		}
		if current.Mode != next.Mode && (current.Mode == Unlinkable || next.Mode == Unlinkable) {
			return fault.Conflict("survey.mode_frozen", nil)
		}
	}
	if next.Mode != Unlinkable {
		return nil
	}
	_, err := s.SurveyKey(ctx, sv.ID)
	return err
}

// revivable tells why a closed survey cannot be opened again.
func (s *Service) revivable(ctx context.Context, id ID) error {
	switch state, err := s.ballots.KeyState(ctx, id); {
	case err != nil:
		return err
	case state == KeyEnding || state == KeyDestroyed:
		return fault.Conflict("survey.reopen_unlinkable", nil)
	}
	return nil
}

// Ended lists the surveys whose ballots are to be settled: closed, with nobody
// left who may still send.
func (s *Service) Ended(ctx context.Context) ([]Survey, error) {
	list, err := s.ballots.Ended(ctx)
	if err != nil {
		return nil, fmt.Errorf("list surveys whose key is to go: %w", err)
	}
	var out []Survey
	for _, sv := range list {
		if sv.ClosedAt != nil && s.calendar.Now().Sub(*sv.ClosedAt) > Grace {
			out = append(out, sv)
		}
	}
	return out, nil
}

// Forget destroys the key of a survey that has ended. settle does what needs
// the key for the last time; it runs in the transaction that says so, and not
// again once that is committed.
func (s *Service) Forget(ctx context.Context, slug string, settle func(ctx context.Context) error) error {
	var id ID
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		sv, err := s.store.Lock(ctx, slug)
		if err != nil || sv.State != Closed {
			return err // reopened meanwhile: it keeps its key
		}
		state, err := s.ballots.KeyState(ctx, sv.ID)
		if err != nil || state == KeyDestroyed {
			return err
		}
		id = sv.ID
		if state == KeyEnding {
			return nil
		}
		if err := settle(ctx); err != nil {
			return err
		}
		return s.ballots.SetKeyState(ctx, sv.ID, KeyEnding)
	})
	if err != nil || id == "" {
		return err
	}
	if err := s.keys.Destroy(KeyName(id)); err != nil {
		return fmt.Errorf("destroy key of survey %s: %w", slug, err)
	}
	return s.ballots.SetKeyState(ctx, id, KeyDestroyed)
}

// unsigned refuses questions whose answers are a mark of somebody: what a file
// shows and how it is called, or a hand that signs. No promise holds against
// them.
func unsigned(def *definition.Definition) error {
	for _, e := range def.Questions() {
		if marks(e) {
			return sourceFault("survey.unlinkable_file", fault.Args{"Question": e.Name})
		}
	}
	return nil
}

// marks tells a question for files or a signature, also inside rows and panels.
func marks(e *definition.Element) bool {
	return e.Type == definition.File || e.Type == definition.Signature ||
		slices.ContainsFunc(slices.Concat(e.Items, e.Cells, e.Flat()), marks)
}
