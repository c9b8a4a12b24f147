// Package replyweb is the pages on which staff read what respondents write about
// their answers, and write back (package feedback/reply). Respondents have theirs
// in respondweb, behind their receipt.
package replyweb
