package analysis

// Who had been asked when a release was first looked at. Invitations go out at any
// time; a figure that stands as of a release says nothing of who was asked after it,
// and the same figure must mean the same people as long as the release stands.
//
// Without that the account would have to forget what it knows of the silent whenever
// somebody is invited, and an attacker who looks before and after would put both
// together: the whole west and, after an invitation to the east, its dealers of the
// first tier, with the same answers in both. With it, what is bound stays bound.
//
// Who is invited between a release and the first look at it counts as asked in it. A
// roster is not pinned: it has no moment at which somebody was asked, and its dealers
// move; ties of another roster are forgotten (roll.sign).

import (
	"encoding/binary"
	"strconv"
	"strings"

	"dealervoice/analysis/internal/column"
)

// pinnedBase is in front of the number of a release in the stored account; the members
// are the marks of those who were asked since the release before.
const pinnedBase = "called:"

// markBytes is how long a mark is as it is stored. The first one is 0: nobody.
const markBytes = 8

// calledBy are those of the roll who had been asked when a release was looked at.
func (r *roll) calledBy(release int) column.Bits {
	if at := min(release, len(r.called)) - 1; at >= 0 && r.called[at] != nil {
		return r.called[at]
	}
	return r.table.All()
}

// pinOf reads who was pinned with a release.
func pinOf(g ShownGroup) (release int, marks []uint64, is bool) {
	number, is := strings.CutPrefix(g.Base, pinnedBase)
	if !is {
		return 0, nil, false
	}
	release, err := strconv.Atoi(number)
	for at := markBytes; at+markBytes <= len(g.Members); at += markBytes {
		marks = append(marks, binary.BigEndian.Uint64(g.Members[at:]))
	}
	return release, marks, err == nil
}

// calls works out who had been asked by each release up to the newest; pinned tells
// whether the newest is. Those who are pinned with none of them were asked later.
func (r *roll) calls(pins map[int][]uint64, newest int) (called []column.Bits, pinned bool) {
	at := map[uint64]int{}
	for row, m := range r.marks {
		at[m] = row
	}
	var so column.Bits
	called = make([]column.Bits, newest)
	begun := false
	for release := 1; release <= newest; release++ {
		marks, has := pins[release]
		begun = begun || has
		for _, m := range marks {
			if row, known := at[m]; known {
				so = so.Set(row)
			}
		}
		if begun {
			called[release-1] = so.Clone()
		}
		pinned = has
	}
	if !pinned && newest > 0 {
		called[newest-1] = nil // everybody who is asked by now
	}
	return called, pinned
}

// pin keeps to the calls of the account, or makes those of the newest release. Where
// somebody else made them since the snapshot was, it is made anew.
func (r *register) pin(pins map[int][]uint64) {
	if r.roll == nil || r.roll.sign != 0 || r.release == 0 {
		return
	}
	called, pinned := r.roll.calls(pins, r.release)
	r.unpinned = !pinned
	if !r.opened {
		r.roll.called, r.opened = called, true
		return
	}
	for release := 1; release <= r.release; release++ {
		if was := r.roll.calledBy(release); pinned && !was.Equal((&roll{table: r.roll.table, called: called}).calledBy(release)) {
			r.late.Store(true)
		}
	}
}

// pinned writes down who is asked by now, before anything that is bound to them.
func (r *register) pinned() {
	if !r.unpinned {
		return
	}
	r.unpinned = false
	before := column.Bits(nil)
	if r.release > 1 && r.roll.called[r.release-2] != nil {
		before = r.roll.called[r.release-2]
	}
	members := make([]byte, markBytes)
	r.roll.table.All().Without(before).Each(func(row int) {
		members = binary.BigEndian.AppendUint64(members, r.roll.marks[row])
	})
	r.fresh = append(r.fresh, ShownGroup{Base: pinnedBase + strconv.Itoa(r.release), Members: members})
}
