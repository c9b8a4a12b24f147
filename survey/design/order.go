// Random order that can be recomputed: a pure function of a seed, a unit and the
// name of what is ordered.

package design

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
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
	streamOf(seed, unit, name).shuffle(out)
	return out
}

// Below returns a number in 0…n-1 by the same numbers; 0 where n is less than 2.
func Below(seed int64, unit, name string, n int) int {
	if n < 2 {
		return 0
	}
	return int(streamOf(seed, unit, name).below(uint64(n)))
}

// stream yields numbers from SHA-256 in counter mode.
type stream struct {
	input   []byte // what is hashed; its last 8 bytes are the counter
	counter uint64
	block   [sha256.Size]byte
	used    int
}

func streamOf(seed int64, unit, name string) *stream {
	input := fmt.Appendf(nil, "dealervoice/order/1\x00%d\x00%s\x00%s\x00", seed, unit, name)
	return &stream{input: append(input, make([]byte, 8)...)}
}

func (s *stream) next() uint64 {
	if s.used == 0 || s.used == sha256.Size {
		binary.BigEndian.PutUint64(s.input[len(s.input)-8:], s.counter)
		s.block = sha256.Sum256(s.input)
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

// shuffle puts the numbers into a random order.
func (s *stream) shuffle(list []int) {
	for i := len(list) - 1; i > 0; i-- {
		j := s.below(uint64(i + 1))
		list[i], list[j] = list[j], list[i]
	}
}
