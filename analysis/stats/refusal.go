// The named reasons for which a method refuses to give a figure. A caller tells them apart
// with errors.Is and says in the reader's words why there is no number.
package stats

import (
	"errors"
	"fmt"
	"math"
)

// Reasons of refusal.
var (
	// ErrTooFew: fewer observations than the method needs (n = 0, or n = 1 for a spread).
	ErrTooFew = errors.New("too few observations")
	// ErrNoSpread: all values are equal, so no uncertainty can be estimated from them.
	ErrNoSpread = errors.New("all values are equal")
	// ErrNotFinite: an input is NaN or infinite, or the computation overflowed.
	ErrNotFinite = errors.New("not a finite number")
	// ErrRange: a count, a share or a level lies outside its possible range.
	ErrRange = errors.New("out of range")
	// ErrShape: inputs that belong together differ in length.
	ErrShape = errors.New("lengths do not match")
	// ErrOneGroup: a comparison between groups was given fewer than two of them.
	ErrOneGroup = errors.New("fewer than two groups")
	// ErrOneCluster: a variance between clusters was asked of fewer than two of them.
	ErrOneCluster = errors.New("fewer than two clusters")
	// ErrEmptyCell: a cell of a table or a level of a factor has no observations.
	ErrEmptyCell = errors.New("an empty cell")
	// ErrNoWeight: the weights sum to zero, or one of them is negative.
	ErrNoWeight = errors.New("weights are negative or sum to zero")
	// ErrSingular: the columns of a design are linearly dependent.
	ErrSingular = errors.New("columns depend on each other")
	// ErrSeparation: a group answers all alike, so that a likelihood has no maximum.
	ErrSeparation = errors.New("outcomes are separated: no finite estimate")
	// ErrNotConverged: an iteration did not come to rest; figures would be arbitrary.
	ErrNotConverged = errors.New("did not converge")
)

// refuse names the method and the detail around one of the reasons above.
func refuse(method string, reason error, format string, args ...any) error {
	return fmt.Errorf("%s: %w (%s)", method, reason, fmt.Sprintf(format, args...))
}

// finite tells whether every value is an ordinary number.
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// checkResult refuses a figure that is no ordinary number: what went in was finite, and
// the computation left the range of numbers.
func checkResult(method string, values ...float64) error {
	if !finite(values...) {
		return refuse(method, ErrNotFinite, "the computation overflows")
	}
	return nil
}

// checkLevel refuses a confidence level outside (0, 1).
func checkLevel(method string, level float64) error {
	if !(level > 0 && level < 1) {
		return refuse(method, ErrRange, "confidence level %v is not between 0 and 1", level)
	}
	return nil
}
