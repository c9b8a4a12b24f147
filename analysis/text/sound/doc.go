// Package sound tells how Chinese characters are pronounced, without tones, so
// that a cue typed with the wrong homophone (反利 for 返利) can still be heard.
//
// It knows the most usual reading of the characters that stand in the
// segmenter's dictionary; it is not a pinyin converter and knows no context.
// pinyin.txt is cut out of go-pinyin (LICENSE.pinyin) by cmd/internal/dictgen.
package sound
