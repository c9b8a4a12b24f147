// Package analysis says what came back: every figure of every page, chart,
// export and interface is counted here, in one place, and passes one guard.
//
//	Cells(ctx, viewer, Query) []Cell     one figure, by segments, filtered
//	Report(ctx, viewer, slug, Filter)    all figures of a survey, made of Cells
//	Reactions                            policy x reaction, made of Cells
//
// # The way of a figure
//
// Responses are read once from the store into an in-memory table of columns
// (analysis/internal/column), one for each survey. A look (look.go) lays the
// viewer's scope and the filter over it. What is to be counted is planned
// (plan*.go), the guard (disclose.go) decides for whom it may be counted, and
// only then is it counted. Nothing outside this package can reach the columns:
// Go refuses the import of an internal package.
//
// # The guard
//
// Surveys in which staff know who answered (identified) have no thresholds. In
// all others a score needs 5 answers, a distribution 8, words 10, a survey may
// ask for more (min_cell), and a filter must leave nobody or as many outside.
// Beyond that the ledger (analysis/internal/ledger) refuses any group that,
// together with all groups shown before, to whomever, would let arithmetic reach
// fewer than five people. Planned tables (all, each wave, each region) are
// entered first, so that the views everybody needs are never lost to somebody's
// odd filter.
//
// Answers of such surveys are counted in releases (release.go), each of as many
// people as a score needs; the account is kept over all releases and processes,
// and written down before anybody sees what it admits. A segment of which too few
// are new is shown as it stood at an earlier release.
//
// The guard knows who was asked (roll.go): the invited of the waves that have
// answers, else the dealers of the roster. A figure whose answers follow from others
// already shown is refused where those asked do not follow likewise, for that would
// say of somebody that they were silent (tie.go, ledger.Ties). Of a group of fewer
// than sixteen of whom everybody answered nothing is shown; of larger ones it is, or
// a survey that all answer would show nothing. Turnout and report tell the same: how
// many of many were silent names nobody, as long as as many answered as a score needs.
// What is known of answers alone (a question, a day) says nothing of the silent. What
// is bound stays bound when more are invited: a figure of a release is about those who
// had been asked when it was first looked at (pin.go). Where a roster changes, what
// was bound to the old one binds no more.
//
// # Decisions
//
//   - The table is refreshed when the stored set has changed: a count of the
//     responses and the tagging's revision, at most once a second for a survey.
//     New responses are read by id; the whole is read anew only when some are
//     gone.
//   - A response is counted under the attributes it was given with.
//   - Missing means: saw the question and gave no answer. Whether a question was
//     seen is worked out from its conditions and the stored answers.
//   - Unit of every figure is the respondent. Intervals are of 95 %: Wilson for
//     shares, Student's t for means, normal for NPS, Newcombe for differences.
//   - Figures may be weighted to the roster (weighting.go): raked wave by wave,
//     small groups taken together, intervals by the variance of the design, the
//     plain value beside the weighted one. In guarded surveys weights are brought
//     into few classes and each class must pass the guard, since figures under
//     several weightings can be solved for the sums over those who weigh alike.
//   - Nothing is compared across a break (breaks.go): another wording, scale or
//     order in the versions that were answered. Tests of crosstabs (crosstest.go)
//     use only cells that passed the guard.
//   - Words, not colours alone: a difference is "higher" or "lower" only where
//     its interval excludes zero, "no difference seen" where the interval is
//     narrow enough to say so, else "cannot tell".
//
// It is not a store, not a chart and not statistics: analysis/chart draws,
// analysis/stats computes, analysis/text reads open answers, analysis/coding
// keeps the codebook and the tags.
package analysis
