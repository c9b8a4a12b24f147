// Random order that can be recomputed: a pure function of the survey's seed,
// the respondent's unit and the name of what is ordered.

package answer

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"dealervoice/survey/definition"
)

// Order returns a permutation of 0…n-1: the places of the items in the order
// to show them. The same seed, unit and name always give the same one.
//
// It is the shuffle of Fisher and Yates in Durstenfeld's form (CACM 7, 1964,
// algorithm 235), fed by SHA-256 in counter mode over
// "dealervoice/order/1\x00" seed "\x00" unit "\x00" name "\x00" counter, the
// counter as 8 bytes big-endian. Each block gives four 64-bit numbers; those
// that would favour small indices are passed over.
func Order(seed int64, unit, name string, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	s := &stream{prefix: fmt.Appendf(nil, "dealervoice/order/1\x00%d\x00%s\x00%s\x00", seed, unit, name)}
	for i := n - 1; i > 0; i-- {
		j := s.below(uint64(i + 1))
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// stream yields numbers from SHA-256 in counter mode.
type stream struct {
	prefix  []byte
	counter uint64
	block   [sha256.Size]byte
	used    int
}

func (s *stream) next() uint64 {
	if s.used == 0 || s.used == sha256.Size {
		s.block = sha256.Sum256(binary.BigEndian.AppendUint64(slices.Clone(s.prefix), s.counter))
		s.counter++
		s.used = 0
	}
	v := binary.BigEndian.Uint64(s.block[s.used:])
	s.used += 8
	return v
}

// below returns a number in 0…n-1, each as likely as the other.
func (s *stream) below(n uint64) uint64 {
	limit := -n % n // 2^64 mod n
	for {
		if v := s.next(); v >= limit {
			return v % n
		}
	}
}

// shuffled puts items into the unit's order; fixed ones keep their places.
func (f *form) shuffled(name string, list []definition.Choice) []definition.Choice {
	if f.on.Unit == "" || len(list) < 2 {
		return list
	}
	var free []int
	for i, c := range list {
		if !c.Fixed {
			free = append(free, i)
		}
	}
	out := slices.Clone(list)
	for k, i := range Order(f.def.DV.Seed, f.on.Unit, name, len(free)) {
		out[free[k]] = list[free[i]]
	}
	return out
}

// arranged puts choices into the order the question asks for.
func (f *form) arranged(e *definition.Element, list []definition.Choice) []definition.Choice {
	switch e.ChoicesOrder {
	case "random":
		return f.shuffled(e.Name+"/choices", list)
	case "asc", "desc":
		sign := 1
		if e.ChoicesOrder == "desc" {
			sign = -1
		}
		c := collate.New(language.Make(f.on.Language), collate.Numeric)
		out := slices.Clone(list)
		slices.SortStableFunc(out, func(a, b definition.Choice) int {
			return sign * c.CompareString(choiceText(a, f.on.Language), choiceText(b, f.on.Language))
		})
		return out
	}
	return list
}

// lined puts the elements of a page or panel into the unit's order where they
// are to be shown in random order.
func (f *form) lined(name, order string, list []*definition.Element) []*definition.Element {
	if order = cmp.Or(order, "default"); order == "default" {
		order = f.def.Layout.QuestionOrder
	}
	if order != "random" || f.on.Unit == "" {
		return list
	}
	out := make([]*definition.Element, len(list))
	for k, i := range Order(f.def.DV.Seed, f.on.Unit, name+"/questions", len(list)) {
		out[k] = list[i]
	}
	return out
}
