package analysis

// What has been shown of a survey so far, by anybody to anybody, for good.

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/internal/ledger"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Shown is the account of a survey as it is stored. The revision moves on with
// every entry.
type Shown struct {
	Revision int64
	Groups   []ShownGroup
}

// ShownGroup is a group of respondents of whom figures of a base were shown: a
// bit for each position.
type ShownGroup struct {
	Base    string
	Members []byte
}

// register is the ledger of one snapshot, shared by all who look at it. What it
// admits is written down before anybody sees a figure of it.
type register struct {
	store   Store // nil in tests that need no memory
	survey  survey.ID
	k       int
	crowd   ledger.Crowd
	planned []group // all, each wave, each region: entered before anything else
	roll    *roll   // who might have answered; nil where nobody knows
	release int     // the newest
	places  []int   // the position of each response of the table
	horizon int     // from which position on those unknown came after the table was made
	late    atomic.Bool

	mu       sync.Mutex
	ledger   *ledger.Ledger
	begun    map[string]bool          // accounts whose stored groups are in the ledger
	stored   map[string][]column.Bits // what is written down of accounts that were not used yet
	fresh    []ShownGroup             // admitted and not written down
	ties     ledger.Ties              // what was shown bound to who was asked
	opened   bool                     // the roll keeps to the account
	unpinned bool                     // who is asked in the newest release is not written down
	revision int64
	round    int // counts how often the account was read anew
}

// errOvertaken: somebody else wrote into the account, so decide again.
var errOvertaken = errors.New("the account of what was shown has changed")

func (r *register) reset() {
	r.ledger, r.begun, r.fresh, r.stored = ledger.New(r.k, r.crowd), map[string]bool{}, nil, map[string][]column.Bits{}
	r.ties = ledger.Ties{}
	r.round++
}

// overtaken tells whether something was shown of answers that came after this
// snapshot was made. It must not be shown any more then: a group that stands in the
// account together with a newer answer would look as if it stood there without, and
// the difference of the two is that answer. A survey without an account (nil) has
// nothing to betray.
func (r *register) overtaken() bool { return r != nil && r.late.Load() }

// open reads the account.
func (r *register) open(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.read(ctx)
}

// read fetches what is written down.
func (r *register) read(ctx context.Context) error {
	r.reset()
	if r.store == nil {
		return nil
	}
	shown, err := r.store.Shown(ctx, r.survey)
	if err != nil {
		return fmt.Errorf("read what was shown: %w", err)
	}
	r.revision = shown.Revision
	rows, pins := r.rows(), map[int][]uint64{}
	for _, g := range shown.Groups {
		if release, marks, is := pinOf(g); is {
			pins[release] = marks
			continue
		}
		if strings.HasPrefix(g.Base, tiedBase) {
			if sum, ok := r.tieOf(g.Base); ok {
				r.ties.Tie(r.unpack(g.Members, rows), sum)
			}
			continue
		}
		r.stored[g.Base] = append(r.stored[g.Base], r.unpack(g.Members, rows))
	}
	r.pin(pins)
	return nil
}

// rows are the rows of the table by position, -1 where there is none.
func (r *register) rows() []int32 {
	most := -1
	for _, place := range r.places {
		most = max(most, place)
	}
	out := make([]int32, most+1)
	for i := range out {
		out[i] = -1
	}
	for row, place := range r.places {
		out[place] = int32(row)
	}
	return out
}

// unpack turns positions into rows of the table; responses that are gone are
// left out. Those that came after the table was made overtake it.
func (r *register) unpack(members []byte, rows []int32) column.Bits {
	var out column.Bits
	for i, b := range members {
		for ; b != 0; b &= b - 1 {
			place := 8*i + bits.TrailingZeros8(b)
			switch {
			case place < len(rows) && rows[place] >= 0:
				out = out.Set(int(rows[place]))
			case place >= r.horizon:
				r.late.Store(true)
			}
		}
	}
	return out
}

func (r *register) pack(group column.Bits) []byte {
	var out []byte
	group.Each(func(row int) {
		place := r.places[row]
		for len(out) <= place/8 {
			out = append(out, 0)
		}
		out[place/8] |= 1 << (place % 8)
	})
	return out
}

// keep writes down what was admitted since the round began.
func (r *register) keep(ctx context.Context, round int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if round != r.round {
		return errOvertaken
	}
	if r.store == nil || len(r.fresh) == 0 {
		return nil
	}
	err := r.store.Show(ctx, r.survey, Shown{Revision: r.revision, Groups: r.fresh})
	if fault.KindOf(err) == fault.KindConflict {
		if err := r.read(ctx); err != nil {
			return err
		}
		return errOvertaken
	}
	if err != nil {
		return fmt.Errorf("write down what is shown: %w", err)
	}
	r.fresh = nil
	r.revision++
	return nil
}

// now is the round that decisions belong to.
func (r *register) now() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.round
}

// accounts are those that a figure of a segment is entered in: that of all
// respondents, since every figure of a segment is a sum over all in it, if only
// of who has a value; that of those who have one, since the values are sums over
// them; and those of what the figure is made of.
func (t tally) accounts() []basis {
	out := []basis{{}}
	if t.base != Responses {
		out = append(out, basis{t.base, t.has})
	}
	return append(out, t.madeOf...)
}

// of restricts a segment to who is in the account; everybody is in that without
// a name.
func (b basis) of(in column.Bits) column.Bits {
	if b.name == "" {
		return in
	}
	return in.And(b.has)
}

// entry is a segment that is to be shown, within the viewer's whole scope.
type entry struct {
	total, in column.Bits // who answered
	scope     call        // who was asked, in the viewer's whole scope
	call      call        // and in the segment
}

// admit enters a segment into the accounts if that betrays nobody. The first look
// at an account enters the planned tables, and a viewer's whole scope comes
// before any part of it.
func (r *register) admit(t tally, e entry) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, b := range t.accounts() {
		if r.begin(b) {
			for _, p := range r.planned {
				if r.enter(b, p.in) && b.name == "" {
					r.tie(p.call)
				}
			}
		}
		if r.enter(b, e.total) && b.name == "" {
			r.tie(e.scope)
		}
		if b.name == "" && !r.fits(e.call) || !r.enter(b, e.in) {
			return false
		}
	}
	r.tie(e.call)
	return true
}

// common tells whether the segment is one that nobody chose: everybody, a wave, a
// region.
func (r *register) common(in column.Bits) bool {
	return slices.ContainsFunc(r.planned, func(g group) bool { return in.Equal(g.in) })
}

// begin puts what is written down of an account into the ledger, at its first
// use. What was shown is known, so it is not judged again.
func (r *register) begin(b basis) bool {
	if r.begun[b.name] {
		return false
	}
	r.begun[b.name] = true
	for _, group := range r.stored[b.name] {
		r.ledger.Enter(b.name, group)
	}
	delete(r.stored, b.name)
	return true
}

func (r *register) enter(b basis, in column.Bits) bool {
	group := b.of(in)
	if r.ledger.Holds(b.name, group) {
		return true
	}
	if !r.ledger.Admit(b.name, group) {
		return false
	}
	if r.store != nil && group.Count() > 0 {
		r.fresh = append(r.fresh, ShownGroup{Base: b.name, Members: r.pack(group)})
	}
	return true
}

// holds tells whether the segment stands in all accounts of the figure, and says
// nothing of the silent: planned tables stand there before anybody sees them.
func (r *register) holds(t tally, in column.Bits, c call) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.fits(c) {
		return false
	}
	for _, b := range t.accounts() {
		r.begin(b)
		if group := b.of(in); group.Count() > 0 && !r.ledger.Holds(b.name, group) {
			return false
		}
	}
	r.tie(c)
	return true
}
