// Means of answers that were counted by value: the shape in which scales are held.
package stats

import "math"

// Counted is how many observations have a value.
type Counted struct {
	Value float64
	Count int
}

// MeanCounted is MeanInterval of the observations that the counts stand for: the same
// figures, refusals and source, without writing every observation out.
func MeanCounted(counts []Counted, level float64) (Estimate, error) {
	if err := checkLevel("mean interval", level); err != nil {
		return Estimate{}, err
	}
	n, sum, values := 0, 0.0, 0
	for _, c := range counts {
		switch {
		case c.Count < 0:
			return Estimate{}, refuse("mean interval", ErrRange, "negative count")
		case !finite(c.Value):
			return Estimate{}, refuse("mean interval", ErrNotFinite, "an observation")
		case c.Count > 0:
			values++
		}
		n += c.Count
		sum += c.Value * float64(c.Count)
	}
	if n == 0 {
		return Estimate{}, refuse("mean interval", ErrTooFew, "no observations")
	}
	out := Estimate{Value: sum / float64(n), N: n}
	if n == 1 {
		return out, refuse("mean interval", ErrTooFew, "one observation")
	}
	if values == 1 {
		return out, refuse("mean interval", ErrNoSpread, "n = %d", n)
	}
	squares := 0.0
	for _, c := range counts {
		d := c.Value - out.Value
		squares += d * d * float64(c.Count)
	}
	if !finite(out.Value, squares) {
		return out, refuse("mean interval", ErrNotFinite, "the variance overflows")
	}
	out.SE = math.Sqrt(squares / float64(n-1) / float64(n))
	half := tQuantile(1-(1-level)/2, float64(n-1)) * out.SE
	out.Interval = Interval{Low: out.Value - half, High: out.Value + half, Level: level}
	return out, nil
}
