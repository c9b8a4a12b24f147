// Package ledger keeps account of which groups of respondents have been shown,
// and refuses a further group that, together with those, would let anybody work
// out the answer of a few people by adding and subtracting.
//
// Every figure a page shows is a sum (or a mean, or a share) over a group. Who
// collects figures over many groups can take any linear combination of them.
// A combination betrays somebody when it rests on fewer than k people: one
// person's answer, or the sum of two. So the ledger of a question is a matrix
// (a row for each group shown, a column for each respondent) and its promise is
//
//	no vector of the row space other than zero has fewer than k people in it.
//
// That takes in, without a rule of their own, the complement rule (total minus
// filter), siblings (parent minus children), overlaps of any filters by any
// viewers, and figures before and after a few new answers.
//
// It knows no survey, question or viewer: a base is a name, a group is a set of
// positions. Which groups are worth showing is its callers' business.
//
// Decisions:
//   - A group that is a combination of groups shown tells nothing new.
//   - Otherwise a proof is tried first (proof.go): k sets of respondents that
//     have nobody in common, in each of which the rows are independent. Any
//     combination then has somebody in each set, so k people. In a survey of
//     some size it is found after a few hundred respondents.
//   - Where that proof is not found, the row space is brought into reduced
//     echelon form and searched (betray.go). A vector that touches few people is
//     a combination of few echelon rows (each brings its own pivot), so looking
//     at all choices of up to four rows finds every vector with fewer than five
//     people. For larger k the search is complete up to four rows; package
//     analysis keeps its own threshold and complement rules beside it.
//   - The arithmetic is exact: no tolerance decides what is betrayed. A prime of
//     61 bits errs only where a determinant happens to be divisible by it.
//   - Groups, atoms and search are bounded; what cannot be proved harmless
//     within the bounds is refused.
//
// Sources: Denning, Denning & Schwartz (1979) ACM TODS 4:76-96 (trackers);
// Chin & Ozsoyoglu (1982) IEEE TSE 8:574-582 (auditing of sums).
package ledger
