// Package digestweb is the digest as people read it: its page, with the choice of
// how often it comes by mail, the letter, and the way out that stands in the letter.
//
// Page and letter are laid out from the same sections (sections.go), and figures are
// written as on the pages of reports (analysisweb.Sheet), so that a figure reads the
// same wherever it is met.
package digestweb
