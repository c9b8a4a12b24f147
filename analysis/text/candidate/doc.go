// Package candidate proposes words that may become cues: what answers say and no
// theme has as a cue. A person decides; measured, adding such words silently
// changes F1 by -0.8 to +2.4 points.
//
// It runs in the background over thousands of answers and is in no hurry; it is
// never in the way of an answer.
//
// Third party: github.com/jdkato/prose/v2 tells nouns and adjectives in English,
// the one thing it was measured to be good for. It is fenced (english.go): one
// shared model instead of 104 MB of garbage per text, no segmentation (a new
// tokenizer per call), no entities, contractions taken apart beforehand since it
// drops "n't" before punctuation, runs of punctuation shortened since its time
// grows with their square, 4 kB of each answer, and the context asked between
// answers. Chinese words come from our own segmenter.
//
// The score is Dunning's log-likelihood ratio (1993, "Accurate Methods for the
// Statistics of Surprise and Coincidence"), which is honest about rare words.
package candidate
