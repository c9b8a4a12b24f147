// Package review is where people judge open answers: which themes an answer has,
// with which polarity. Their word counts in every figure from then on, the tagger
// learns from it, and is measured by it.
//
//	queue      which answer teaches most: doubtful ones, of themes seldom judged
//	verdict    what one person said of one answer; it is kept, with who and when
//	round      answers that two people judge without seeing each other's verdict
//	agreement  do they agree beyond chance (Cohen, Krippendorff), theme by theme
//	quality    precision, recall and F1 of the tagger on answers drawn at random
//	example    the judged answers, as training wants them
//
// Decisions:
//   - Every fifth answer, by a hash of its id, is held back: it is drawn at random,
//     never chosen and never learned from. Judged ones of them are a simple random
//     sample of all answers, so the figures of quality need no excuse. The first
//     fifty judged answers of a survey are of these, later one in five.
//   - Texts come from analysis.Corpus: only answers whose words may be shown, in an
//     order of their own, masked, without who wrote them. An answer is named by a
//     hash, so that two texts of one respondent cannot be put together.
//   - A verdict never changes; a later one counts. In a blind round two equal
//     verdicts settle an answer, different ones wait for somebody to decide.
//   - Themes below 0.6 (kappa or alpha) want another definition: Krippendorff asks
//     for 0.8 and tolerates 0.667; below 0.6 two people read two different themes.
//
// It is not the codebook and not the tags (package coding), and trains nothing.
package review
