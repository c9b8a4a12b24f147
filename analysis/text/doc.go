// Package text turns an open answer into themes with polarity, each with the
// words that caused it.
//
// A Tagger is made from one codebook and is safe for concurrent use; web, import,
// API and command line all tag through it. It is not a store, not a job and not a
// statistic: it knows one answer at a time.
//
// The way of an answer, one file each:
//
//	normal    one form of writing, with the way back (package normal)
//	scan      every cue and every word of sentiment, in one pass: chinese (a trie
//	          over characters, held against the segmenter's words), phrase (a trie
//	          over English words and their forms), heard (homophones)
//	gap       cues with a gap ("要…只给")
//	settle    blockers, then the longest first
//	clause    cut at punctuation and contrast
//	polarity  words of sentiment, negated, given to the nearest cue
//	strewn    cues whose words stand out of order (bag)
//	finding   what was found, by clause
//	tally     what speaks for each theme; affinity: the single words of its cues
//	          and examples
//	decide    confidence (a logistic score), verdict (good or bad), because
//
// Learning from answers that people judged (train): the codebook's findings become
// hints to a model (package model), which decides from then on; a second model
// judges good and bad by how much each place of the answer speaks of the theme
// (judge). What was learned is bytes (Learned, Load), signed into Version. Every
// result carries Doubt: what to have judged next.
//
// Beside it: mask (names and numbers out of quotes), trade (the product's codebook,
// which lends its cues to other books of the trade), candidate (words that may
// become cues), evaluate (measures), nlp (prose behind a fence).
//
// Decisions, measured (see confidence):
//   - A cue of one or two characters counts only as a word of its own: on car
//     comments that lifts micro-F1 from 0.767 to 0.786.
//   - Weak evidence is weighed, not ruled out: the score lifts it to 0.80, and on
//     patients' answers from 0.50 to 0.52, against plain matching.
//   - The codebook implies cues (derive): the words of its names and boundaries,
//     and the trade's synonyms. A codebook may add examples; their words count.
//   - Everything is linear in the length of the answer: 20,000 characters of
//     anything take some 10 ms.
package text
