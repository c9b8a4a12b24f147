// Package design makes and checks experimental designs: who sees what, and in
// which order.
//
//	Order, Below   a permutation, a number: pure functions of seed, unit, name
//	Deck           cells dealt so that they differ by at most one in a block
//	Blocks         MaxDiff: incomplete blocks of items, and their balance
//	Factors        vignettes and conjoint: cells without forbidden pairs, sets of
//	               profiles, their balance and efficiency
//
// It knows no survey, no respondent and no answers: items, levels and cells are
// numbers from 0. What they mean stands in survey/definition; who gets which of
// them is decided in survey/answer.
//
// Decisions:
//   - Everything is a pure function of a seed and of names, so that an export
//     and the definition are enough to recompute what somebody was shown. The
//     numbers come from SHA-256 in counter mode, never from math/rand, whose
//     derived methods may change.
//   - Searches compare whole numbers only. A search by determinants would end
//     elsewhere on a machine that rounds otherwise; balance counted in integers
//     leads to the same orthogonal designs, and the determinant is what they
//     are checked by.
//   - One good MaxDiff design is searched for; further versions of it rename its
//     items. So every version is as good as the first, and all of them together
//     even out the pairs.
//   - gonum.org/v1/gonum/mat computes determinants for the checks.
package design
