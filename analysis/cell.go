package analysis

// The shape in which every figure leaves this package.

// Measure is what a cell's value is.
type Measure string

// The measures.
const (
	Count    Measure = "count"     // respondents; no interval
	Share    Measure = "share"     // fraction of the answers, Wilson interval
	Mean     Measure = "mean"      // on the question's scale, t interval
	Top      Measure = "top"       // share of the highest answers, Wilson interval
	NPS      Measure = "nps"       // points from -100 to 100
	Index    Measure = "index"     // mean of a score on its range, t interval
	Median   Measure = "median"    // of numbers, with the quartiles as low and high
	MeanRank Measure = "mean_rank" // of those who ranked the option; 1 is first
)

// Reason says why a cell is hidden.
type Reason string

// The reasons. Guarded takes together everything that would let a smaller group
// be worked out: complements, siblings, overlaps, groups of one opinion. Which
// of them it was would itself tell something.
const (
	Few     Reason = "few"
	Guarded Reason = "guarded"
)

// Key is one coordinate of a cell: region = 华东.
type Key struct {
	Dim   string `json:"dim"`
	Value string `json:"value"`
}

// Cell is one figure, already passed by the guard. A suppressed cell carries its
// coordinates, the reason and the threshold, and no number.
type Cell struct {
	Keys    []Key   `json:"keys,omitempty"`   // the segments it belongs to
	Option  string  `json:"option,omitempty"` // of distributions and rankings
	Measure Measure `json:"measure"`

	N       int     `json:"n"`               // answers the figure rests on
	Count   int     `json:"count,omitempty"` // of shares: how many of N
	Missing float64 `json:"missing"`         // share of those asked who gave no answer
	Value   float64 `json:"value"`
	Low     float64 `json:"low"`
	High    float64 `json:"high"`
	SE      float64 `json:"se,omitempty"` // standard error, of means, NPS and index
	// Bounded tells whether Low and High hold: a single answer has no interval.
	Bounded bool `json:"bounded"`

	// Of weighted figures: what the value is without weights, and how many answers
	// of equal weight N of these are worth (Kish). Effective is 0 without weights.
	Plain     float64 `json:"unweighted,omitempty"`
	Effective float64 `json:"effective_n,omitempty"`

	// AsOf is the release the figure stands as of, where the newest one would tell
	// too much of the few who came last; 0 for the newest.
	AsOf int `json:"as_of,omitempty"`

	Suppressed bool   `json:"suppressed,omitempty"`
	Reason     Reason `json:"reason,omitempty"`
	Threshold  int    `json:"threshold,omitempty"` // of Few: what N is below
}

// Empty tells that nobody answered and that this may be said.
func (c Cell) Empty() bool { return !c.Suppressed && c.N == 0 }

// Shown tells whether the cell has a figure.
func (c Cell) Shown() bool { return !c.Suppressed && c.N > 0 }

// HiddenKey is the message that says why a cell is hidden; "" where it is not.
func HiddenKey(c Cell) string {
	switch {
	case !c.Suppressed:
		return ""
	case c.Reason == Few:
		return "report.hidden.few"
	}
	return "report.hidden.guarded"
}

// Weighted tells whether the value was weighted.
func (c Cell) Weighted() bool { return c.Effective > 0 }

// key gives the coordinate on a dimension, "" without one.
func (c Cell) key(dim string) string {
	for _, k := range c.Keys {
		if k.Dim == dim {
			return k.Value
		}
	}
	return ""
}
