// Package mask reads and writes fields that ask for one way of writing: an
// article number ("99-aaa"), an amount ("¥1,234.50"), a day ("dd/mm/yyyy").
//
// It gives what is stored and what is shown as survey-core does; testdata/masks.mjs
// makes the vectors. SurveyJS shapes the text while somebody types and so never
// meets a wrong one; a form without scripts does, so Read also says what is wrong.
// It is neither a field (respondweb) nor a rule about answers (survey/answer).
//
// Decisions:
//   - What was left out of the way of writing is forgiven (blanks, brackets, the
//     currency sign, separators), what would have to be thrown away is not.
//   - The example that a respondent sees is made from the mask itself.
package mask
