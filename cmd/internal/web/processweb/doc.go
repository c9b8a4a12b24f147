// Package processweb is the pages of the sales process: the book as it stands,
// each version, what changed between two, and the import of the first.
//
// Teller says the parts of a process in the reader's language; the pages of
// proposals use it too, since they show differences of the process and the
// participation rule with the same words and templates (templates/process/parts).
package processweb
