package analysis

// What a survey promised its respondents, in numbers.

import "dealervoice/survey"

// level is how much a figure tells about each of its respondents.
type level int

const (
	score        level = iota // one number over all of them
	distribution              // how many said what
	verbatim                  // their words
)

// protection is the strictest promise of all versions that were answered.
type protection struct {
	open    bool // identified: staff know who answered
	minCell int
}

// protect reads the promise of a survey's versions. A survey that nobody
// published promises most.
func protect(versions []survey.Version) protection {
	p := protection{open: survey.Sternest(versions) == survey.Identified, minCell: survey.MinCell}
	for _, v := range versions {
		p.minCell = max(p.minCell, v.MinCell)
	}
	return p
}

// threshold is the smallest number of respondents a figure of the level may rest
// on. A survey's own minimum raises, never lowers.
func (p protection) threshold(l level) int {
	if p.open {
		return 0
	}
	return max(p.minCell, map[level]int{score: 5, distribution: 8, verbatim: 10}[l])
}

// uniform is below which number a group of one opinion is hidden: who knows that
// somebody is in it would know what they said.
func (p protection) uniform() int {
	if p.open {
		return 0
	}
	return 2 * p.threshold(distribution)
}
