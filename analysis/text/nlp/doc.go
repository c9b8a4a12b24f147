// Package nlp asks prose (github.com/jdkato/prose/v2) for the nouns, adjectives and
// persons of English answers, and owns its pitfalls: it is never on the way of an
// answer to its themes, but in background jobs (words that may become cues) and
// where quotes are masked.
//
// The fence: one shared model (0.3 s and 36 MB at its first use; the default would
// load it per call), no sentence segmentation (14 times slower), contractions set
// apart from punctuation (prose drops both), runs of marks cut to one (its time
// grows with their square), a bounded length, and a panic is no result.
//
// Why prose: a part-of-speech tagger and a recogniser of names in pure Go with their
// models inside; nothing else that can be had has that.
package nlp
