// Package scheme keeps weightings that have a name: which margins of the roster
// answers are raked to, and how far weights may go. Whoever reads figures chooses
// one by its name, on a page, in the interface or on the command line, so that
// everybody means the same by "the national weighting".
//
// Decisions:
//   - A saved weighting never changes. Figures that were shared, cited or frozen
//     under its name stay what they were; another choice gets another name.
//   - One that is retired is offered no more, and still means what it meant.
//   - A name is not that of a margin, so that an address needs one parameter for
//     both: weight=region,tier or weight=national.
//
// It rakes nothing: package analysis does, by what it finds here.
package scheme
