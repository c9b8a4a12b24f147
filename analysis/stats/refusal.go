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

// checkLevel refuses a confidence level outside (0, 1).
func checkLevel(method string, level float64) error {
	if !(level > 0 && level < 1) {
		return refuse(method, ErrRange, "confidence level %v is not between 0 and 1", level)
	}
	return nil
}
