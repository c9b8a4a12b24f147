// Package normal brings an answer into the one form that cues are matched in:
// simplified characters, half width, lower case, plain quotes and dashes, no
// zero-width or control characters, no accents on Latin letters. Every rune of
// the result knows the byte of the answer it came from, so that evidence is
// shown as the respondent wrote it.
//
// It is not a segmenter and changes no words: a traditional character becomes
// its simplified one, a Taiwanese word stays that word.
//
// traditional.txt is OpenCC's character table (LICENSE.opencc), written by
// cmd/internal/dictgen. golang.org/x/text decomposes the rare rest.
//
//go:generate go run dealervoice/cmd/internal/dictgen ..
package normal
