// Package trade knows how dealers talk: the product's own codebook, which a new
// installation starts with, and what it lends to other codebooks of the trade.
//
// A codebook written elsewhere names its themes by a dozen cues each. Where half of a
// theme's cues stand in a theme of the product's book, the two are about the same,
// and the tagger looks for the product's cues too (Widen). Codebooks of other trades
// share no cues and stay as they are.
//
// It is content, not code: cues come from the themes' definitions and the trade's
// vocabulary, never from answers that the tagger is measured on. A book that is
// marked complete gets nothing: there a cue that somebody took out stays out. The
// product's own book is complete.
package trade
