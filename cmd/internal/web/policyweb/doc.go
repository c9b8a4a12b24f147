// Package policyweb is the pages of the register of policies: what the maker has
// ordered, in which wording, since when and where, which questions and themes
// tell how dealers take it, and how they did.
//
// Reactions come from analysis and are only shown here; the matrix of all of
// them is a page of analysisweb. Versions cannot be edited: the form writes the
// next one, beginning from the wording of the last.
package policyweb
