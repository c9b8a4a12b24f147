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
	p := protection{open: sternest(versions) == survey.Identified, minCell: survey.MinCell}
	for _, v := range versions {
		p.minCell = max(p.minCell, v.MinCell)
	}
	return p
}

// sternest is the mode that keeps most to itself of those that versions were
// answered under.
func sternest(versions []survey.Version) survey.Mode {
	var out survey.Mode
	for _, v := range versions {
		switch {
		case v.Mode != survey.Identified && v.Mode != survey.Confidential:
			return survey.Unlinkable
		case out != survey.Confidential:
			out = v.Mode
		}
	}
	if out == "" {
		return survey.Unlinkable
	}
	return out
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
