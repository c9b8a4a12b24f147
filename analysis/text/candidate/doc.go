// Package candidate proposes words that may become cues: what answers say and no
// theme has as a cue. A person decides; measured, adding such words silently
// changes F1 by -0.8 to +2.4 points.
//
// It runs in the background over thousands of answers and is in no hurry; it is
// never in the way of an answer.
//
// English nouns and adjectives come from package nlp (prose behind a fence); the
// context is asked between answers. Chinese words come from our own segmenter.
//
// The score is Dunning's log-likelihood ratio (1993, "Accurate Methods for the
// Statistics of Surprise and Coincidence"), which is honest about rare words.
package candidate
