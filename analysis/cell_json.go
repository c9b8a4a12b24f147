package analysis

// Figures as JSON. What may not be told, or is not there, is null: never a zero
// that somebody could take for a number.

import (
	"encoding/json"
	"math"
)

// cellJSON is a cell as it is written.
type cellJSON struct {
	Keys       []Key    `json:"keys,omitempty"`
	Option     string   `json:"option,omitempty"`
	Measure    Measure  `json:"measure"`
	N          *int     `json:"n"`
	Count      *int     `json:"count,omitempty"`
	Missing    *float64 `json:"missing"`
	Value      *float64 `json:"value"`
	Low        *float64 `json:"low"`
	High       *float64 `json:"high"`
	SE         *float64 `json:"se,omitempty"`
	Plain      *float64 `json:"unweighted,omitempty"`
	Effective  *float64 `json:"effective_n,omitempty"`
	AsOf       int      `json:"as_of,omitempty"`
	Suppressed bool     `json:"suppressed,omitempty"`
	Reason     Reason   `json:"reason,omitempty"`
	Threshold  int      `json:"threshold,omitempty"`
}

// MarshalJSON writes a suppressed cell without any number, an empty one without
// a value, and a value without interval where there is none.
func (c Cell) MarshalJSON() ([]byte, error) {
	out := cellJSON{
		Keys: c.Keys, Option: c.Option, Measure: c.Measure,
		Suppressed: c.Suppressed, Reason: c.Reason, Threshold: c.Threshold,
	}
	if !c.Suppressed {
		out.N, out.Missing = &c.N, finite(c.Missing)
	}
	if c.Shown() {
		out.AsOf, out.Value = c.AsOf, finite(c.Value)
		if c.Measure == Share || c.Measure == Top || c.Measure == Count {
			out.Count = &c.Count
		}
		if c.Bounded {
			out.Low, out.High = finite(c.Low), finite(c.High)
		}
		if c.SE != 0 {
			out.SE = finite(c.SE)
		}
		if c.Weighted() {
			out.Plain, out.Effective = finite(c.Plain), finite(c.Effective)
		}
	}
	return json.Marshal(out)
}

// changeJSON is a change as it is written.
type changeJSON struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Before  Cell     `json:"before"`
	After   Cell     `json:"after"`
	Value   *float64 `json:"value"`
	Low     *float64 `json:"low"`
	High    *float64 `json:"high"`
	Verdict Verdict  `json:"verdict"`

	Broken []BreakKind `json:"broken,omitempty"`
}

// MarshalJSON writes a difference only where both figures may be seen.
func (c Change) MarshalJSON() ([]byte, error) {
	out := changeJSON{From: c.From, To: c.To, Before: c.Before, After: c.After, Verdict: c.Verdict, Broken: c.Broken}
	if c.Before.Shown() && c.After.Shown() && c.Verdict != Broken {
		out.Value = finite(c.Value)
		if c.Bounded {
			out.Low, out.High = finite(c.Low), finite(c.High)
		}
	}
	return json.Marshal(out)
}

// finite is nil for what JSON cannot write.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
