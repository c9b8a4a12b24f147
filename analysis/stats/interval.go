// The two shapes in which nearly every figure leaves this package.
package stats

// Level95 is the confidence level used wherever nobody chose another one.
const Level95 = 0.95

// Interval is a confidence interval; Level is its coverage (0.95).
type Interval struct {
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	Level float64 `json:"level"`
}

// Excludes tells whether v lies outside the interval: an arrow on a page is drawn only
// where the interval of a change excludes zero.
func (i Interval) Excludes(v float64) bool { return v < i.Low || v > i.High }

// Estimate is a figure with its standard error and interval, from N observations.
type Estimate struct {
	Value float64 `json:"value"`
	SE    float64 `json:"se"`
	N     int     `json:"n"`
	Interval
}
