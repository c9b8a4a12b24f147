// Package model learns themes from answers that people tagged.
//
// It is a set of linear support vector machines, one per theme, over words and
// character n-grams, with the codebook's own findings as further features. It
// knows nothing of a codebook's cues (the parent package finds them and hands in
// numbers), nothing of files and nothing of the database: Train gives a Model,
// which writes itself as bytes.
//
// Decisions, measured (see the parent package):
//   - Words and character n-grams are views, each brought to length one.
//   - L2-loss SVM by dual coordinate descent (Hsieh et al. 2008, the solver of
//     LIBLINEAR -s 1), rare themes weighted up. Our own code: it is what the
//     product exists for, 60 lines, and no Go library that the proxy serves has it.
//   - Scores become probabilities by Platt's method on held-out scores (Platt 1999,
//     with Lin, Lin and Weng's targets of 2007); thresholds are chosen there too.
//   - A second stage (stack) looks at all themes of an answer together. Against a
//     curve per theme: patients' answers +1.6 points with 300 labelled ones, +0.4
//     with all; restaurants +0.4 and +0.6; car comments +-0.2.
//   - Good and bad about a topic (judge): besides the whole answer, its words
//     weighed by how much their place speaks of the topic. Theme with polarity:
//     restaurants 0.635 to 0.664, car comments 0.617 to 0.629, on held-out quarters
//     of the training rows.
//   - Answers that nobody judged help while few are judged: latent axes (space)
//     and self training. 300 judged and 2,500 unjudged rows: patients 0.602 to
//     0.617, car comments 0.837 to 0.839. Axes alone 0.608 and 0.836, self
//     training alone 0.595 and 0.841: together they hurt nobody.
//   - English words lend their fields of meaning (package sense) as a view of length
//     0.4: restaurants +0.5 points, +1.4 with 300 answers, patients +-0.2.
//   - Tried and left out (means of two held-out quarters, or of two draws of 300): a
//     network with one hidden layer over all features, averaged in (car 0.0, patients
//     +0.1, restaurants -0.1; with 300 answers +0.2, +0.3, -0.5; polarity -0.3, and
//     three times the time), latent axes with all labels (-0.1), words with one
//     between them (-0.1, polarity -0.5), four characters (0.0; polarity -0.3).
//   - Tried and left out: shrinking and warm starts of the solver (10-20 % of the
//     time at best), heavier weights for rare classes of the judge (-0.2), a finer
//     decay of its focus (-0.8).
//   - Terms are 64-bit hashes, not strings: a model is searched, not rebuilt from
//     text, and most terms that it lacks are turned away by one bit.
//   - Everything is deterministic: one seed, no map order, no clock.
package model
