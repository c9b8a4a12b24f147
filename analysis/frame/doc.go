// Package frame holds a plain table of columns as a CSV file gives it, so that the methods
// of package stats can be tried on any file: it reads, derives columns, keeps rows and
// hands out numbers and words with their gaps.
//
// What it is not: no data frame library, no join, no sort; and nothing of the product's own
// figures comes through it (those are counted in package analysis from stored answers).
//
// Decisions
//   - A cell is a word until somebody asks for numbers; a word among numbers is refused with
//     its row, unless it is named as missing. Nothing is silently dropped.
//   - Expressions are Go expressions, read by go/parser and worked out here: arithmetic,
//     comparison, a few functions. A missing value makes an expression missing, never zero
//     (SurveyJS expressions, which package survey/expression works out, do otherwise).
//   - Reading is bounded: columns, rows and the length of a cell.
package frame
