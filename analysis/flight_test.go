package analysis

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"dealervoice/analysis/text/codebook"
	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/calendar"
	"dealervoice/survey/definition"
	"dealervoice/survey/fault"
)

// slow is a store whose responses are read only when the test lets them be.
type slow struct {
	Store
	mu     sync.Mutex
	count  int
	gate   chan struct{} // nil: open
	failed error
	makes  int // how often members were listed: once for each making
	shown  Shown
	place  int
}

func (s *slow) set(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
}

// uncommitted finds, in the context of a transaction, how many answers that one sees.
type uncommitted struct{}

func (*slow) Joined(ctx context.Context) bool { return ctx.Value(uncommitted{}) != nil }

// seen is how many answers the context sees. The caller holds the lock.
func (s *slow) seen(ctx context.Context) int {
	if n, within := ctx.Value(uncommitted{}).(int); within {
		return n
	}
	return s.count
}

func (s *slow) Stamp(ctx context.Context, _ survey.ID, _ Extent) (Stamp, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Stamp{Responses: s.seen(ctx)}, nil
}

func (s *slow) Members(ctx context.Context, _ survey.ID, _ Extent) ([]Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.makes++
	out := make([]Member, s.seen(ctx))
	for i := range out {
		out[i] = Member{ID: feedback.ID(fmt.Sprintf("r%04d", i)), Release: 1, Position: i}
	}
	return out, nil
}

func (s *slow) Some(ctx context.Context, _ survey.ID, ids []feedback.ID) ([]feedback.Response, error) {
	s.mu.Lock()
	gate, failed := s.gate, s.failed
	s.mu.Unlock()
	if gate != nil {
		select {
		case <-gate:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	var out []feedback.Response
	for i, id := range ids {
		out = append(out, feedback.Response{
			ID: id, Version: 1, Data: answer.Data{"osat": float64(1 + i%5)}, Attributes: map[string]string{"tier": []string{"A", "B"}[i%2]},
		})
	}
	return out, failed
}

func (s *slow) Codings(context.Context, survey.ID, []feedback.ID, func(Coding) error) error {
	return nil
}

func (s *slow) Corrected(context.Context, survey.ID, int64) ([]feedback.ID, error) { return nil, nil }
func (s *slow) Invited(context.Context, survey.ID) ([]Invitee, error)              { return nil, nil }

func (s *slow) Shown(context.Context, survey.ID) (Shown, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown, nil
}

func (s *slow) Places(context.Context, survey.ID) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return max(s.place, s.count), nil
}

func (s *slow) Show(_ context.Context, _ survey.ID, more Shown) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if more.Revision != s.shown.Revision {
		return fault.Conflict("report.busy", nil)
	}
	s.shown.Revision++
	s.shown.Groups = append(s.shown.Groups[:len(s.shown.Groups):len(s.shown.Groups)], more.Groups...)
	return nil
}

// house is a house with one survey, on the slow store.
type house struct {
	*Service
	store *slow
	mu    sync.Mutex
	now   time.Time
	mode  survey.Mode
	def   *definition.Definition
}

func (h *house) BySlug(context.Context, string) (survey.Survey, error) {
	return survey.Survey{Head: survey.Head{ID: "s", Slug: "dealers", Current: 1}}, nil
}

func (h *house) List(ctx context.Context) ([]survey.Survey, error) {
	sv, err := h.BySlug(ctx, "")
	return []survey.Survey{sv}, err
}

func (h *house) Versions(context.Context, survey.ID) ([]survey.Version, error) {
	return []survey.Version{{Number: 1, Mode: h.mode, MinCell: 5}}, nil
}

func (h *house) PublishedVersion(context.Context, survey.ID, survey.Number) (*survey.Edition, error) {
	return &survey.Edition{Definition: h.def}, nil
}

func (h *house) Current(context.Context) (*codebook.Book, string, error) {
	return worldBook(), "t", nil
}

// later is more than maxAge later.
func (h *house) later() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(2 * maxAge)
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// count is how many answers the visitor is told of, and what they are shown as of.
func (h *house) count(ctx context.Context) (n int, asOf *time.Time, err error) {
	r, err := h.Report(ctx, everyone(), "dealers", Filter{})
	return r.Responses.N, r.Limits.AsOf, err
}

// openHouse has a survey with n answers; one with more than large is large.
func openHouse(t *testing.T, mode survey.Mode, n, large int) *house {
	t.Helper()
	def, err := definition.Load([]byte(worldForm))
	if err != nil {
		t.Fatal(err)
	}
	h := &house{store: &slow{count: n}, now: time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC), mode: mode, def: def}
	h.Service = New(Needs{Store: h.store, Surveys: h, Editions: h, Books: h, Calendar: calendar.Calendar{Clock: h.clock, Zone: time.UTC}})
	h.atOnce = large
	t.Cleanup(h.Close)
	return h
}

// hurry is the context of a reader whose patience is over at once.
func hurry(t *testing.T) context.Context { return Visiting(t.Context(), 0) }

func TestATransactionCountsWhatOnlyItSees(t *testing.T) {
	h := openHouse(t, survey.Identified, 20, 100)
	within := context.WithValue(t.Context(), uncommitted{}, 27)
	for _, read := range []struct {
		who  string
		ctx  context.Context
		want int
	}{
		{"within, before anybody", within, 27},
		{"beside it", t.Context(), 20},
		{"within, after others", within, 27},
		{"beside it, again", t.Context(), 20},
	} {
		if n, asOf, err := h.count(read.ctx); n != read.want || asOf != nil || err != nil {
			t.Errorf("%s: %d answers as of %v, %v; want %d", read.who, n, asOf, err, read.want)
		}
	}
}

func TestNobodyWaitsForALargeSurveyToBeCountedAnew(t *testing.T) {
	h := openHouse(t, survey.Identified, 30, 10)
	gate := make(chan struct{})
	h.store.set(func() { h.store.gate = gate })
	for range 3 { // no figures yet: told so, and one making for all
		if _, _, err := h.count(hurry(t)); !IsPreparing(err) || fault.From(err).Retry <= 0 {
			t.Fatalf("before the first snapshot: %v", err)
		}
	}
	list, err := h.Overviews(hurry(t), everyone())
	if err != nil || len(list) != 1 || !list[0].Preparing {
		t.Errorf("list of surveys: %+v, %v", list, err)
	}
	close(gate)
	if n, asOf, err := h.count(t.Context()); n != 30 || asOf != nil || err != nil { // who is not hurried waits
		t.Fatalf("%d answers as of %v, %v", n, asOf, err)
	}
	gate = make(chan struct{})
	h.store.set(func() { h.store.gate, h.store.count = gate, 40 })
	was := h.clock()
	h.later()
	ctx := hurry(t)
	n, asOf, err := h.count(ctx)
	if n != 30 || asOf == nil || !asOf.Equal(was) || !AsOf(ctx).Equal(was) || err != nil {
		t.Fatalf("while they are counted: %d answers as of %v, %v", n, asOf, err)
	}
	close(gate)
	if n, asOf, err := h.count(t.Context()); n != 40 || asOf != nil || err != nil {
		t.Fatalf("afterwards: %d answers as of %v, %v", n, asOf, err)
	}
	if n, _, _ := h.count(ctx); n != 30 { // the page that began with the old ones stays with them
		t.Errorf("one page shows 30 answers and %d", n)
	}
	h.store.set(func() {
		if h.store.makes != 2 {
			t.Errorf("made %d times, want 2", h.store.makes)
		}
	})
}

func TestASmallSurveyIsCountedWhileTheReaderWaits(t *testing.T) {
	h := openHouse(t, survey.Identified, 30, 30)
	gate := make(chan struct{})
	h.store.set(func() { h.store.gate = gate })
	told := make(chan int)
	go func() {
		n, _, _ := h.count(hurry(t))
		told <- n
	}()
	for made := 0; made == 0; runtime.Gosched() {
		h.store.set(func() { made = h.store.makes })
	}
	select {
	case n := <-told:
		t.Fatalf("told of %d answers before they were read", n)
	default:
	}
	close(gate)
	if n := <-told; n != 30 {
		t.Errorf("told of %d answers", n)
	}
}

func TestAMakingOutlivesWhoAskedForIt(t *testing.T) {
	h := openHouse(t, survey.Identified, 30, 10)
	gate := make(chan struct{})
	h.store.set(func() { h.store.gate = gate })
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, _, err := h.count(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("who left was told %v", err)
	}
	close(gate)
	if n, _, err := h.count(t.Context()); n != 30 || err != nil {
		t.Fatalf("%d answers, %v", n, err)
	}
	h.store.set(func() {
		if h.store.makes != 1 {
			t.Errorf("made %d times", h.store.makes)
		}
	})
}

func TestCloseEndsAMaking(t *testing.T) {
	h := openHouse(t, survey.Identified, 30, 10)
	h.store.set(func() { h.store.gate = make(chan struct{}) }) // never opened
	if _, _, err := h.count(hurry(t)); !IsPreparing(err) {
		t.Fatal(err)
	}
	h.Close()
	if _, _, err := h.count(t.Context()); err == nil {
		t.Error("counted after the end")
	}
}

func TestAFailureIsToldThoughNobodyWaitedForIt(t *testing.T) {
	h := openHouse(t, survey.Identified, 30, 10)
	gate, broken := make(chan struct{}), errors.New("disk on fire")
	h.store.set(func() { h.store.gate, h.store.failed = gate, broken })
	if _, _, err := h.count(hurry(t)); !IsPreparing(err) {
		t.Fatal(err)
	}
	close(gate)
	h.flying.Wait()
	if _, _, err := h.count(hurry(t)); !errors.Is(err, broken) {
		t.Errorf("told %v", err)
	}
	h.store.set(func() { h.store.failed = nil })
	if n, _, err := h.count(t.Context()); n != 30 || err != nil {
		t.Errorf("afterwards %d answers, %v", n, err)
	}
}

// A group that another process showed with a newer answer in it must not pass here,
// where that answer is not known, as the same group without it.
func TestASnapshotThatOthersHaveOvertakenIsShownNoMore(t *testing.T) {
	h := openHouse(t, survey.Confidential, 30, 10)
	if n, _, err := h.count(t.Context()); n != 30 || err != nil {
		t.Fatalf("%d answers, %v", n, err)
	}
	gate := make(chan struct{})
	h.store.set(func() {
		h.store.gate, h.store.count = gate, 42
		h.store.shown.Revision++ // another process: 36 people, six of them new
		h.store.shown.Groups = append(h.store.shown.Groups, ShownGroup{Members: []byte{0xff, 0xff, 0xff, 0xff, 0x0f}})
	})
	h.later()
	f := Filter{}.With("tier", "A") // nobody asked for it yet: it must be entered, and so looked up
	if _, err := h.Report(hurry(t), everyone(), "dealers", f); !IsPreparing(err) {
		t.Fatalf("shown from an overtaken snapshot: %v", err)
	}
	if _, _, err := h.count(hurry(t)); !IsPreparing(err) {
		t.Fatalf("shown again from an overtaken snapshot: %v", err)
	}
	close(gate)
	if n, asOf, err := h.count(t.Context()); n != 42 || asOf != nil || err != nil {
		t.Fatalf("afterwards %d answers as of %v, %v", n, asOf, err)
	}
}

// An answer that was shown and is gone has a position that no table knows: it does
// not overtake anything.
func TestAnAnswerThatIsGoneOvertakesNothing(t *testing.T) {
	h := openHouse(t, survey.Confidential, 30, 10)
	h.store.set(func() {
		h.store.place = 33
		h.store.shown.Groups = []ShownGroup{{Members: []byte{0xff, 0xff, 0xff, 0xff, 0x01}}}
	})
	if n, _, err := h.count(t.Context()); n != 30 || err != nil {
		t.Fatalf("%d answers, %v", n, err)
	}
	h.store.set(func() {
		if h.store.makes != 1 {
			t.Errorf("made %d times", h.store.makes)
		}
	})
}
