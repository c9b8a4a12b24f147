// Package model learns themes from answers that people tagged.
//
// It is a set of linear support vector machines, one per theme, over words and
// character n-grams, with the codebook's own findings as further features. It
// knows nothing of a codebook's cues (the parent package finds them and hands in
// numbers), nothing of files and nothing of the database: Train gives a Model,
// which writes itself as bytes.
//
// Decisions, measured (see the parent package):
//   - Words and character n-grams are two views, each brought to length one.
//   - L2-loss SVM by dual coordinate descent (Hsieh et al. 2008, the solver of
//     LIBLINEAR -s 1), rare themes weighted up. Our own code: it is what the
//     product exists for, 60 lines, and no Go library that the proxy serves has it.
//   - Scores become probabilities by Platt's method on held-out scores (Platt 1999,
//     with Lin, Lin and Weng's targets of 2007); thresholds are chosen there too.
//   - Everything is deterministic: one seed, no map order, no clock.
package model
