package analysis

// What has been shown of a survey so far, by anybody to anybody.

import (
	"sync"

	"dealervoice/analysis/internal/column"
	"dealervoice/analysis/internal/ledger"
)

// register is the ledger of one snapshot, shared by all who look at it.
type register struct {
	mu      sync.Mutex
	ledger  *ledger.Ledger
	planned []column.Bits // all, each wave, each region …: entered before anything else
	begun   map[string]bool
}

func newRegister(p protection, planned []column.Bits) *register {
	return &register{ledger: ledger.New(p.threshold(score)), planned: planned, begun: map[string]bool{}}
}

// admit enters a segment into the accounts if that betrays nobody: into that of
// all respondents, since every figure of a segment is a sum over all in it, if
// only of who has a value; into that of those who have one, since the values are
// sums over them; and into those of what the figure is made of.
//
// The first look at an account enters the planned tables, and a viewer's whole
// scope comes before any part of it.
func (r *register) admit(t tally, total, in column.Bits) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.enter("", nil, total, in) {
		return false
	}
	if t.base != Responses && !r.enter(t.base, t.has, total, in) {
		return false
	}
	for _, b := range t.madeOf {
		if !r.enter(b.name, b.has, total, in) {
			return false
		}
	}
	return true
}

// enter restricts the segment to those who have a value; nil means everybody.
func (r *register) enter(base string, has, total, in column.Bits) bool {
	of := func(b column.Bits) column.Bits {
		if has == nil {
			return b
		}
		return b.And(has)
	}
	if !r.begun[base] {
		r.begun[base] = true
		for _, p := range r.planned {
			r.ledger.Admit(base, of(p))
		}
	}
	r.ledger.Admit(base, of(total))
	return r.ledger.Admit(base, of(in))
}
