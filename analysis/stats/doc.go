// Package stats computes figures from numbers: one function per method, named as
// statisticians name it, with shapes, units, convention and source in its comment.
//
// What it is not: no function here knows what a survey, a dealer or a question is, reads a
// file or writes a word for a reader. Counting answers and choosing the method is the work
// of package analysis; drawing is the work of package chart.
//
// Decisions
//   - Input that cannot carry the figure (n = 1, all values equal, an empty cell, one
//     cluster, separation, weights summing to zero, NaN) is refused by an error that wraps
//     one of the Err… sentinels of refusal.go. A returned figure is always finite.
//   - Shares are fractions 0..1; NPS is in points -100..100. Confidence levels are
//     fractions too (0.95).
//   - Every convention that changes digits (pooled or not, CR1 or CR2, quantile type …) is
//     a named option with one documented default, so that a page can print which was used.
//
// Third party: gonum.org/v1/gonum (distributions, matrices, optimisers: checked against R
// to ten digits; hand-written ones would be longer and worse). Its Normal.Survival loses
// digits in the far tail (6.106e-16 instead of 6.221e-16 at z = 8), hence normal.go.
package stats
