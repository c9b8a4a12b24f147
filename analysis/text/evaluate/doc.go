// Package evaluate measures a tagger against answers that people tagged.
//
// It counts what a tagger got right and puts a bootstrap interval around every
// figure. It neither tags nor reads files.
//
// Conventions, so that figures can be compared:
//   - Answers with the same text count once: stock answers ("Nothing.") would
//     otherwise flatter or hurt.
//   - Micro figures sum over all pairs of answer and theme. Macro figures are
//     means over the themes that the tagged answers carry at least once, F1 the
//     mean of F1s.
//   - Exact is the share of answers whose set of themes is right.
//   - Polarity accuracy is over pairs found right whose polarity people gave;
//     pair figures want theme and polarity right.
//   - Intervals: percentile bootstrap over answers (Efron and Tibshirani 1993,
//     ch. 13), 1,000 draws from a seeded generator.
package evaluate
