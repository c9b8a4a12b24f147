// Package guess holds what managers think dealers will say against what dealers
// said: they enter a guess for each factor before they see the results, and then
// see both side by side.
//
// A round belongs to one wave of a survey. As long as it is open, package
// analysis refuses every figure of the survey to a manager who has not guessed
// (analysis.Blinds); once entered a guess cannot be changed, since its author has
// seen the results. When the window closes results open for everybody.
//
// Decisions:
//   - Who guesses are the managers: they are the ones who think they know. Others
//     see results at any time.
//   - A guess is about the part of the market its author sees (scope), and is
//     compared with the figure of that part, with its interval, from the one
//     aggregation and through its guard.
//   - How many answers were in when the round was opened is kept with it: a round
//     opened late is not blind, and its page says so.
//
// It is not a forecast contest: a person sees their own guess only; those who run
// the survey see how many guessed and the mean of the guesses.
package guess
