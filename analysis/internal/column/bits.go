// Sets of responses as bits: the one shape all counting is done in.
package column

import "math/bits"

// Bits is a set of responses by their position in the table. Sets of one table
// may differ in length; a missing word is empty.
type Bits []uint64

// Set puts position i into the set and gives the set back, grown if need be.
func (b Bits) Set(i int) Bits {
	for len(b) <= i/64 {
		b = append(b, 0)
	}
	b[i/64] |= 1 << (i % 64)
	return b
}

// Unset takes position i out of the set.
func (b Bits) Unset(i int) {
	if i/64 < len(b) {
		b[i/64] &^= 1 << (i % 64)
	}
}

// Has tells whether position i is in the set.
func (b Bits) Has(i int) bool { return i/64 < len(b) && b[i/64]&(1<<(i%64)) != 0 }

// Count is the size of the set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// Clone copies the set.
func (b Bits) Clone() Bits { return append(Bits(nil), b...) }

// And is the intersection, a new set.
func (b Bits) And(o Bits) Bits {
	out := make(Bits, min(len(b), len(o)))
	for i := range out {
		out[i] = b[i] & o[i]
	}
	return out
}

// Or is the union, a new set.
func (b Bits) Or(o Bits) Bits {
	if len(b) < len(o) {
		b, o = o, b
	}
	out := b.Clone()
	for i, w := range o {
		out[i] |= w
	}
	return out
}

// Without is what of b is not in o, a new set.
func (b Bits) Without(o Bits) Bits {
	out := b.Clone()
	for i := range min(len(b), len(o)) {
		out[i] &^= o[i]
	}
	return out
}

// Equal tells whether both hold the same positions.
func (b Bits) Equal(o Bits) bool {
	if len(b) < len(o) {
		b, o = o, b
	}
	for i, w := range b {
		if i < len(o) && w != o[i] || i >= len(o) && w != 0 {
			return false
		}
	}
	return true
}

// CountAnd is the size of the intersection, without making it.
func CountAnd(a, b Bits) int {
	n := 0
	if len(a) > len(b) {
		a, b = b, a
	}
	for i, w := range a {
		n += bits.OnesCount64(w & b[i])
	}
	return n
}

// Each calls fn for every position in the set, in order.
func (b Bits) Each(fn func(i int)) {
	for at, w := range b {
		for w != 0 {
			fn(at*64 + bits.TrailingZeros64(w))
			w &= w - 1
		}
	}
}

// First is the set of the first n positions.
func First(n int) Bits {
	out := make(Bits, (n+63)/64)
	for i := range out {
		out[i] = ^uint64(0)
	}
	if n%64 != 0 {
		out[len(out)-1] = 1<<(n%64) - 1
	}
	return out
}
