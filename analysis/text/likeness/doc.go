// Package likeness tells which answers say alike: the words that say what an answer
// is about, answers as vectors of these words, near-duplicates, and the answers that
// stand for the others.
//
// It is not the tagger: it knows no theme. What it finds is for people to read.
//
// Decisions:
//   - Chinese words come from our own segmenter, English ones in their base form; words
//     that build sentences are left out. No library is needed for either.
//   - Near-duplicates by MinHash of character trigrams (Broder 1997), so that folding
//     many thousands of answers costs no comparison of all with all.
//   - Sums are taken in an order that is always the same: the same answers give the
//     same groups and the same choice.
package likeness
