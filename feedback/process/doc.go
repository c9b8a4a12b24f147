// Package process is the sales process as a book with versions: stages, the
// actions in them, who does each, how often, until when and with what evidence;
// the roles; and the rules by which the book may be changed.
//
// Version 1 is imported from a file (vod-process/1, see Parse). Every later
// version comes from a proposal (feedback/proposal) through Service.Revise: a
// list of Changes applied to the version before. There is no other way to
// change the book, on purpose: an import over a living process would pass by
// the participation rule. Versions never change; two of them are compared by
// Compare, which gives the old and the new wording side by side.
//
// A version has an effective date. The version in force is the one with the
// highest number whose date has come; dates do not fall from one version to the
// next (Revise sees to it), so "in force" and "scheduled" are never in doubt.
//
// Changes are data (Change), not code: an operation, a place, and paths to set,
// as the file's sample proposals write them ("feedback.basis.allowed"). Apply
// sets them in the generic tree of the step, so that every field of the format
// can be changed, and checks the result with the same two checks that an import
// passes: shape (unknown names, wrong types) and validate (meaning). Faults name
// the path.
//
// The participation rule is judged here (Rule.Judge), since it belongs to the
// process file; who took part is counted in feedback/proposal.
//
// The book holds no dealer's data: everyone with an account reads it
// (access.ProcessRead), and scope does not narrow it. Checklists made from the
// actions are not here.
package process
