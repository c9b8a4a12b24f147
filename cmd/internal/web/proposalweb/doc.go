// Package proposalweb is the pages of proposals: from "propose a change" beside a
// figure, over the public page of a proposal with its evidence, change, voices
// and participation, to the decision.
//
// Texts are written one language at a time, in the language of the page: saving
// sets that side of each text and leaves the other. Numbers of evidence are
// never taken from a form; the service reads the figure itself.
package proposalweb
