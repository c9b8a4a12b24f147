// How many people are behind a set of responses.
package ledger

import (
	"math/bits"

	"dealervoice/analysis/internal/column"
)

// Crowd tells whose the responses are, as far as anybody knows: whoever answers
// in every wave is one person. The zero crowd takes every response for a person
// of its own.
type Crowd struct {
	unit  []int32 // by response: who gave it; negative if nobody knows
	round []int32 // by response: in one round nobody answers twice
	most  int     // that many responses may be one person's
}

// NewCrowd is the crowd of responses given by units (negative: nobody knows
// whose), each in a round. Who is not known may be anybody who is not known in
// that round.
func NewCrowd(units, rounds []int) Crowd {
	c := Crowd{most: 1}
	last, again := 0, 1
	seen := map[[2]int]int{}
	for i, u := range units {
		c.unit, c.round = append(c.unit, int32(u)), append(c.round, int32(rounds[i]))
		last = max(last, rounds[i])
		if u >= 0 {
			at := [2]int{u, rounds[i]}
			seen[at]++
			again = max(again, seen[at])
		}
	}
	c.most = (last + 1) * again
	return c
}

// People is how many people are at least behind the responses: the different
// units, or if they are more, those who answered in one round. It stops counting
// at enough.
func (c Crowd) People(responses column.Bits, enough int) int {
	n := responses.Count()
	if c.most <= 1 || n > (enough-1)*c.most {
		return min(n, enough)
	}
	t := c.tally(enough)
	for at, w := range responses {
		for ; w != 0; w &= w - 1 {
			if t.add(64*at + bits.TrailingZeros64(w)) {
				return enough
			}
		}
	}
	return t.people()
}

// few tells whether fewer than k people are behind the responses.
func (c Crowd) few(responses column.Bits, k int) bool { return c.People(responses, k) < k }

// unitOf is who gave the response; itself where every response is a person.
func (c Crowd) unitOf(response int) int {
	if response >= len(c.unit) {
		return response
	}
	return int(c.unit[response])
}

// tally counts people one response after another.
type tally struct {
	crowd  Crowd
	enough int
	units  []int32
	seen   [][2]int32 // a unit in a round
	rounds [][2]int32 // a round and its people; there are few rounds
	most   int
}

func (c Crowd) tally(enough int) *tally { return &tally{crowd: c, enough: enough} }

// anew empties the tally and keeps its memory.
func (t *tally) anew() *tally {
	t.units, t.seen, t.rounds, t.most = t.units[:0], t.seen[:0], t.rounds[:0], 0
	return t
}

func (t *tally) people() int { return max(len(t.units), t.most) }

// add counts a response, and tells whether there are enough.
func (t *tally) add(response int) bool {
	u, round := int32(-1), int32(0)
	if response < len(t.crowd.unit) {
		u, round = t.crowd.unit[response], t.crowd.round[response]
	}
	if u >= 0 {
		if has(t.seen, [2]int32{u, round}) {
			return t.people() >= t.enough
		}
		t.seen = append(t.seen, [2]int32{u, round})
		if !has(t.units, u) {
			t.units = append(t.units, u)
		}
	}
	t.most = max(t.most, t.inRound(round))
	return t.people() >= t.enough
}

// inRound counts somebody in a round, and gives how many it has now.
func (t *tally) inRound(round int32) int {
	for i := range t.rounds {
		if r := &t.rounds[i]; r[0] == round {
			r[1]++
			return int(r[1])
		}
	}
	t.rounds = append(t.rounds, [2]int32{round, 1})
	return 1
}

func has[T comparable](list []T, x T) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

// Units are who gave the responses, by response; negative where nobody knows.
func (c Crowd) Units() []int32 { return c.unit }
