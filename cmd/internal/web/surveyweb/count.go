package surveyweb

import "dealervoice/survey"

// Count is a number of answers as a viewer may know it.
type Count struct {
	N     int
	Exact bool // false: "at least N", or, where N is 0, "fewer than Step"
	Step  int
}

// countOf guards a number of answers: exact where the survey is identified,
// else rounded down to whole smallest groups.
func countOf(n int, mode survey.Mode, minCell int) Count {
	step := max(minCell, survey.MinCell)
	if mode == survey.Identified {
		return Count{N: n, Exact: true, Step: step}
	}
	return Count{N: n - n%step, Step: step}
}
