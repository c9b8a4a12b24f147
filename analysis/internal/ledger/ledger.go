// The account: what was shown of which base, and what may be added.
package ledger

import "dealervoice/analysis/internal/column"

// maxShown bounds an account. Beyond it only groups are shown that stand in it
// already or follow from it.
const maxShown = 200

// Ledger is the account of one survey. It is not safe for concurrent use.
type Ledger struct {
	k     int
	crowd Crowd
	bases map[string]*account
}

// account is what was shown of one base.
type account struct {
	shown []column.Bits
	free  []column.Bits // those of shown that are no combination of earlier ones
	sums  []uint64      // by free group: see fingerprint
	key   []int         // as many respondents in whom the free groups are independent
	// refused are groups, by fingerprint, with how many free groups there were then.
	// What betrays somebody beside few groups does so beside more, so the search for
	// it is not made again.
	refused map[uint64]int
}

// New is an empty account that protects groups of fewer than k people.
func New(k int, crowd Crowd) *Ledger {
	return &Ledger{k: k, crowd: crowd, bases: map[string]*account{}}
}

// Admit enters the group into the account of the base if that betrays nobody.
// A group that was entered before is admitted again; an empty one tells
// nothing and is admitted without being entered.
func (l *Ledger) Admit(base string, group column.Bits) bool {
	if group.Count() == 0 || l.Holds(base, group) {
		return true
	}
	if l.crowd.few(group, l.k) {
		return false
	}
	a := l.bases[base]
	if a == nil {
		a = &account{}
	}
	mark := fingerprint(group)
	if then, known := a.refused[mark]; known && then == len(a.free) {
		return false
	} else if !a.follows(group) {
		if known || len(a.free) >= maxShown || a.apart(group, l) || !a.add(group, l) {
			a.refuse(mark)
			l.bases[base] = a
			return false
		}
	}
	a.shown = append(a.shown, group)
	l.bases[base] = a
	return true
}

// refuse remembers that a group was refused beside the free groups there are.
func (a *account) refuse(mark uint64) {
	if a.refused == nil {
		a.refused = map[uint64]int{}
	}
	a.refused[mark] = len(a.free)
}

// Enter puts a group into the account that was shown already: what is known
// cannot be taken back, and is what others are judged against.
func (l *Ledger) Enter(base string, group column.Bits) {
	if group.Count() == 0 || l.Holds(base, group) {
		return
	}
	a := l.bases[base]
	if a == nil {
		a = &account{}
		l.bases[base] = a
	}
	if !a.follows(group) {
		rows := append(a.free[:len(a.free):len(a.free)], group)
		key, _ := l.crowd.byUnits(rows, 1)
		a.free, a.sums, a.key = rows, append(a.sums, fingerprint(group)), key
	}
	a.shown = append(a.shown, group)
}

// Holds tells whether the group stands in the account of the base.
func (l *Ledger) Holds(base string, group column.Bits) bool {
	a := l.bases[base]
	if a == nil {
		return false
	}
	for _, s := range a.shown {
		if s.Equal(group) {
			return true
		}
	}
	return false
}

// Shown is how many groups stand in the account of the base.
func (l *Ledger) Shown(base string) int {
	if a := l.bases[base]; a != nil {
		return len(a.shown)
	}
	return 0
}

// apart tells whether the group differs from one shown by fewer than k people:
// the commonest reason to refuse, and quick to see.
func (a *account) apart(group column.Bits, l *Ledger) bool {
	for _, s := range a.shown {
		if l.crowd.few(group.Without(s).Or(s.Without(group)), l.k) {
			return true
		}
	}
	return false
}

// add enters a group that does not follow from the others, if no combination of
// them all rests on fewer than k people.
func (a *account) add(group column.Bits, l *Ledger) bool {
	rows := append(a.free[:len(a.free):len(a.free)], group)
	key, proved := l.crowd.prove(rows, l.k)
	if !proved {
		if atoms, ok := atomsOf(rows); !ok || l.crowd.betrayed(atoms, l.k) {
			return false
		}
	}
	a.free, a.sums, a.key = rows, append(a.sums, fingerprint(group)), key
	return true
}
