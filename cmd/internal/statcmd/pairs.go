// Two measures of the same units: two columns, or two rows that share a unit.
package statcmd

import (
	"fmt"
)

func usagef(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrUsage}, args...)...)
}

// pairsOf gives the complete pairs of --y and --y2, or of --y in the two groups of --group
// for each --unit.
func (c *call) pairsOf() (a, b []float64, err error) {
	y, y2, group, unit := c.text("y"), c.text("y2"), c.text("group"), c.text("unit")
	switch {
	case y2 != "" && group == "":
		s, err := c.take(wanted{measures: []string{y, y2}})
		if err != nil {
			return nil, nil, err
		}
		return s.numbers[y], s.numbers[y2], nil
	case y2 == "" && group != "" && unit != "":
		return c.pairedRows(y, group, unit)
	}
	return nil, nil, usagef("give --y2, or --group with --unit")
}

func (c *call) pairedRows(y, group, unit string) (a, b []float64, err error) {
	s, err := c.take(wanted{measures: []string{y}, words: []string{group, unit}})
	if err != nil {
		return nil, nil, err
	}
	_, at, err := c.twoGroups(s.words[group])
	if err != nil {
		return nil, nil, err
	}
	second := map[string]int{}
	for _, i := range at[1] {
		u := s.words[unit][i]
		if _, double := second[u]; double {
			return nil, nil, fmt.Errorf("unit %s has two rows in one group", u)
		}
		second[u] = i
	}
	seen := map[string]bool{}
	for _, i := range at[0] {
		u := s.words[unit][i]
		if seen[u] {
			return nil, nil, fmt.Errorf("unit %s has two rows in one group", u)
		}
		seen[u] = true
		if k, ok := second[u]; ok {
			a = append(a, s.numbers[y][i])
			b = append(b, s.numbers[y][k])
		}
	}
	return a, b, nil
}
