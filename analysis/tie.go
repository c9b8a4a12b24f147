package analysis

// What was shown, bound to who was asked: the part of the account that protects those
// who did not answer (ledger.Ties).

import (
	"fmt"
	"strconv"
	"strings"

	"dealervoice/analysis/internal/ledger"
)

// tiedBase is in front of a tie's name in the stored account, before the sign of the
// roll and the sum of those asked.
const tiedBase = "asked:"

// fits tells whether a segment says of nobody that they did not answer. The caller
// holds the lock.
func (r *register) fits(c call) bool {
	return r.roll == nil || !c.known || r.ties.Fits(c.in, ledger.Sum(r.roll.marks, c.asked))
}

// tie enters a segment that fits, and writes it down.
func (r *register) tie(c call) {
	if r.roll == nil || !c.known || c.in.Count() == 0 {
		return
	}
	sum := ledger.Sum(r.roll.marks, c.asked)
	if !r.ties.Tie(c.in, sum) || r.store == nil {
		return
	}
	r.pinned()
	r.fresh = append(r.fresh, ShownGroup{Base: fmt.Sprintf("%s%x:%x", tiedBase, r.roll.sign, sum), Members: r.pack(c.in)})
}

// tieOf reads the name of a tie: the sum, if it is one of this roll.
func (r *register) tieOf(base string) (sum uint64, is bool) {
	if r.roll == nil {
		return 0, false
	}
	sign, hex, _ := strings.Cut(strings.TrimPrefix(base, tiedBase), ":")
	sum, err := strconv.ParseUint(hex, 16, 64)
	return sum, err == nil && sign == fmt.Sprintf("%x", r.roll.sign)
}
