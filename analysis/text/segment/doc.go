// Package segment cuts normalised Chinese text into words.
//
// It takes the most likely cut (Viterbi over word frequencies, the "shortest
// path" of gse) without guessing new words: measured, guessing (HMM) lowers F1
// and is slower. Words of a codebook are laid over the dictionary per
// Segmenter, never written into it, so that many codebook versions share one
// dictionary and concurrent use needs no lock.
//
// Third party: github.com/go-ego/gse keeps the dictionary (a double-array trie
// with frequencies and word classes). Its own cutting is not used: its Segment
// copies every character, and AddToken changes the dictionary for everybody; a
// test holds ours against it. words.txt is its word list from frequency 20 up
// (LICENSE.gse), written by cmd/internal/dictgen.
package segment
