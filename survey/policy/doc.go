// Package policy is the register of what the maker has ordered towards its
// dealers: Policy -> Version -> Clause, each with its dates and the part of the
// market it applies to, and links to the questions and themes by which dealers
// react to it.
//
// A version never changes once written: a change of wording, of dates or of
// reach is a new version with a note that says why. That is what lets a
// reaction cite the version it reacted to: Policy.InForce tells, for a day and
// a place, which version that was. A pilot is a version that reaches two
// regions only; elsewhere the older one stays in force.
//
// Links are no part of a version: which question asks about a clause is our own
// reading, and may be corrected without a new policy. They are audited.
//
// The register holds no dealer's data. Policies are read by everyone with an
// account (access.PolicyRead); scope does not narrow them, because a dealer, and
// so the rep who serves him, must be able to compare.
//
// It is not the theme codebook (policy type = what the maker did, theme = what
// the dealer talks about), and it counts nothing: figures come through
// Reactions, which analysis implements.
package policy
