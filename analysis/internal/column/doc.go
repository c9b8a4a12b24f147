// Package column holds the answers of one survey in memory, as columns, so
// that any figure is a few passes over words of bits.
//
// A Table is immutable once it was handed out: a refresh copies it, adds rows
// and hands out the copy, so readers need no lock. Every categorical thing
// (choices, matrix cells, ranks, attributes, waves, themes by polarity) is one
// bit set for each value; a filter is an AND of ORs, a count is a popcount.
//
// It knows neither privacy nor statistics nor questions: package analysis,
// the only one that Go lets import this one, counts through it and passes
// whatever it counted through its guard.
//
// Decisions:
//   - Bits instead of codes: a five-point item costs under one byte a response
//     and a filtered count of 100,000 responses some microseconds.
//   - Texts are not kept: only who wrote one. Quotes are read from the store.
//   - A respondent is in exactly one of a theme's three sets (see Mention), so
//     that shares by polarity add up.
package column
