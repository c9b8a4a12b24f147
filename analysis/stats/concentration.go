// How much of a total the largest units hold.
package stats

import "slices"

// Concentration gives the share of the total that the top largest units hold, and how many
// units make up the share a of it, the one that crosses a included (class A of an ABC
// analysis).
func Concentration(totals []float64, top int, a float64) (largest float64, classA int, err error) {
	const method = "concentration"
	switch {
	case len(totals) == 0:
		return 0, 0, refuse(method, ErrTooFew, "no units")
	case !finite(totals...):
		return 0, 0, refuse(method, ErrNotFinite, "a total")
	case top < 1 || !(a > 0 && a <= 1):
		return 0, 0, refuse(method, ErrRange, "top %d, a %v", top, a)
	case slices.Min(totals) < 0:
		return 0, 0, refuse(method, ErrRange, "a negative total")
	}
	sorted := slices.Sorted(slices.Values(totals))
	slices.Reverse(sorted)
	whole, running := 0.0, 0.0
	for _, t := range sorted {
		whole += t
	}
	if whole == 0 {
		return 0, 0, refuse(method, ErrNoSpread, "the total is zero")
	}
	if err := checkResult(method, whole); err != nil {
		return 0, 0, err
	}
	for i, t := range sorted {
		running += t
		if i < top {
			largest = running / whole
		}
		if running/whole <= a {
			classA++
		}
	}
	return largest, min(classA+1, len(sorted)), nil
}
