package analysis

// What one reader sees at one go: figures of one state of each survey, and how long
// the reader waits for a newer one.

import (
	"context"
	"sync"
	"time"

	"dealervoice/survey"
)

// visit are the snapshots that a request, or a page of figures, is made of. Whatever
// it counts of a survey it counts in one snapshot, although a newer one may be ready
// in the meantime.
type visit struct {
	hurried  bool          // a person waits: see Visiting
	patience time.Duration // how long, for surveys that take long
	began    time.Time

	mu   sync.Mutex
	pins map[survey.ID]pinned
}

// pinned is a snapshot with the moment at which it was what is stored; zero where
// that is now.
type pinned struct {
	snap *snapshot
	asOf time.Time
}

type visitKey struct{}

// Visiting says that somebody waits for the figures asked for under the context. For
// the figures of a survey with very many answers they wait no longer than their
// patience: then they get those of a while ago (see AsOf), or are told that figures
// are being worked out (see Preparing). Without it figures are waited for.
func Visiting(ctx context.Context, patience time.Duration) context.Context {
	return context.WithValue(ctx, visitKey{}, &visit{hurried: true, patience: patience, began: time.Now()})
}

// AsOf is the moment that figures shown under the context stand for, the oldest if
// there are several; zero if they are those of what is stored now.
func AsOf(ctx context.Context) time.Time {
	var oldest time.Time
	v := visitOf(ctx)
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, p := range v.pins {
		if !p.asOf.IsZero() && (oldest.IsZero() || p.asOf.Before(oldest)) {
			oldest = p.asOf
		}
	}
	return oldest
}

// visitOf is the visit of the context; one that nobody shares if there is none.
func visitOf(ctx context.Context) *visit {
	if ctx != nil {
		if v, ok := ctx.Value(visitKey{}).(*visit); ok {
			return v
		}
	}
	return &visit{}
}

// atOneGo gives the context a visit if it has none, so that a page does not change
// its snapshots half-way.
func atOneGo(ctx context.Context) context.Context {
	if _, has := ctx.Value(visitKey{}).(*visit); has {
		return ctx
	}
	return context.WithValue(ctx, visitKey{}, &visit{})
}

// until is how long the visit waits for the flight. Where there is something to show
// the patience of those who came before counts too: else each chart of a page would
// wait anew.
func (v *visit) until(f *flight, have pinned) time.Time {
	if have.snap != nil && f.began.Before(v.began) {
		return f.began.Add(v.patience)
	}
	return v.began.Add(v.patience)
}

// have is the snapshot that the visit holds to; nil if none, or one that must not
// be shown any more.
func (v *visit) have(sv survey.Survey) *snapshot {
	v.mu.Lock()
	defer v.mu.Unlock()
	if p := v.pins[sv.ID]; p.snap != nil && p.snap.serves(sv) {
		return p.snap
	}
	return nil
}

// hold makes the visit hold to the snapshot.
func (v *visit) hold(id survey.ID, p pinned) *snapshot {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.pins == nil {
		v.pins = map[survey.ID]pinned{}
	}
	v.pins[id] = p
	return p.snap
}

// anew lets go of all snapshots: the page begins once more.
func (v *visit) anew() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pins = nil
}

// asOf is the moment that figures of the survey stand for; nil for now.
func (v *visit) asOf(id survey.ID) *time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	if p := v.pins[id]; !p.asOf.IsZero() {
		return &p.asOf
	}
	return nil
}

// older is the earlier of two moments; nil is now.
func older(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.Before(*a) {
		return b
	}
	return a
}
