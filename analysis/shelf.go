package analysis

// The snapshots in memory: one of each survey, made anew when what is stored has
// changed.

import (
	"context"
	"sync"
	"time"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// shelf keeps the snapshot of one survey, and the making of the next.
type shelf struct {
	mu      sync.Mutex
	snap    *snapshot
	checked time.Time // when it was what is stored
	rests   time.Time // until when it is left alone, if a person waits
	flight  *flight   // nil if none is under way
	failed  error     // of a flight whose end nobody saw
	used    time.Time // under the service's lock
}

// maxAge is how long a snapshot is believed without asking whether the stored
// answers have changed: a new answer shows within two seconds.
const maxAge = time.Second

// atOnce is up to how many answers a survey's figures are always those of what is
// stored now, however long a busy machine takes: it is a second's work at the most.
const atOnce = 10_000

// maxShelves bounds the surveys kept in memory; the one unused for longest makes
// room.
const maxShelves = 64

func (s *Service) shelf(id survey.ID) *shelf {
	now := s.calendar.Clock()
	s.mu.Lock()
	defer s.mu.Unlock()
	sh := s.shelves[id]
	if sh == nil {
		if len(s.shelves) >= maxShelves {
			s.clear()
		}
		sh = &shelf{}
		s.shelves[id] = sh
	}
	sh.used = now
	return sh
}

// clear makes room. A survey whose snapshot is being made stays, or a second making
// might begin beside it.
func (s *Service) clear() {
	var oldest survey.ID
	for id, sh := range s.shelves {
		if !sh.busy() && (oldest == "" || sh.used.Before(s.shelves[oldest].used)) {
			oldest = id
		}
	}
	delete(s.shelves, oldest)
}

func (sh *shelf) busy() bool {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	return sh.flight != nil
}

// snapshot gives the survey's answers as they are stored now, or were at most maxAge
// ago; to a hurried visit of a large survey those of a while ago, if newer ones are
// not ready in time, and Preparing if there are none.
func (s *Service) snapshot(ctx context.Context, sv survey.Survey) (*snapshot, error) {
	v := visitOf(ctx)
	if have := v.have(sv); have != nil {
		return have, nil
	}
	if s.store.Joined(ctx) {
		return s.unshelved(ctx, sv, v)
	}
	sh := s.shelf(sv.ID)
	for {
		have, f, err := s.board(sh, sv, v)
		if err != nil {
			return nil, err
		}
		if f == nil {
			return v.hold(sv.ID, have), nil
		}
		landed, err := f.wait(ctx, v, have)
		sh.leave(f, landed)
		switch {
		case err != nil:
			return nil, err
		case !landed && have.snap != nil:
			return v.hold(sv.ID, have), nil
		case !landed:
			return nil, f.preparing()
		case f.err != nil && s.base.Err() != nil:
			return nil, fault.New(fault.KindUnavailable, "report.busy", nil).Because(f.err)
		case f.err != nil:
			return nil, f.err
		case f.snap.serves(sv): // else it began before what sv tells: once more
			return v.hold(sv.ID, pinned{snap: f.snap}), nil
		}
	}
}

// unshelved makes a snapshot for a reader within a transaction, of what only that one
// sees: a flight would wait for its end, which waits for the flight, and nobody else
// may be shown what may never be committed.
func (s *Service) unshelved(ctx context.Context, sv survey.Survey, v *visit) (*snapshot, error) {
	snap, err := s.refresh(ctx, sv, nil, newFlight())
	if err != nil {
		return nil, err
	}
	return v.hold(sv.ID, pinned{snap: snap}), nil
}

// board gives what can be shown now (no snapshot if nothing) and the flight to wait
// for; none if there is no need to.
func (s *Service) board(sh *shelf, sv survey.Survey, v *visit) (have pinned, f *flight, err error) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if sh.snap != nil && sh.snap.serves(sv) {
		if age := s.calendar.Clock().Sub(sh.checked); age >= 0 && age < maxAge {
			return pinned{snap: sh.snap}, nil, nil
		}
		have = pinned{snap: sh.snap, asOf: sh.checked}
		if v.hurried && time.Now().Before(sh.rests) {
			return have, nil, nil
		}
	}
	if sh.failed != nil {
		err, sh.failed = sh.failed, nil
		return pinned{}, nil, err
	}
	if sh.flight == nil {
		s.start(sh, sv)
	}
	sh.flight.waiting++
	return have, sh.flight, nil
}

// leave notes that somebody waits no more.
func (sh *shelf) leave(f *flight, landed bool) {
	if landed {
		return
	}
	sh.mu.Lock()
	defer sh.mu.Unlock()
	f.waiting--
}

// land puts what the flight made on the shelf.
func (sh *shelf) land(f *flight, checked time.Time, rest time.Duration) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	sh.flight = nil
	if f.err != nil {
		if f.waiting == 0 {
			sh.failed = f.err
		}
		return
	}
	sh.snap, sh.checked = f.snap, checked
	if rest > 0 {
		sh.rests = time.Now().Add(rest)
	}
}

// changed tells whether the stored answers are others than those of the snapshot.
func (s *Service) changed(ctx context.Context, snap *snapshot) (bool, error) {
	stamp, err := s.store.Stamp(ctx, snap.survey.ID, snap.promise.extent())
	return stamp != snap.stamp, err
}

// serves tells whether the snapshot may be shown: it knows the survey's versions and
// what they promise, and everybody of whom something was shown.
func (s *snapshot) serves(sv survey.Survey) bool {
	return s.versions >= int(sv.Current) && !s.shown.overtaken()
}
