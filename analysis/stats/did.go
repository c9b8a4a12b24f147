// Difference in differences: what changed where a policy came, beyond what changed elsewhere.
package stats

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// PrePost are the units of one arm asked twice; NaN stands for a unit not heard at a time.
// Before and After are in the same order of units.
type PrePost struct {
	Before []float64
	After  []float64
}

// ArmChange is what happened in one arm.
type ArmChange struct {
	Before Estimate `json:"before"`
	After  Estimate `json:"after"`
	// All is the change of means over everybody heard at each time; its variance takes the
	// covariance of those heard twice into account.
	All Estimate `json:"all"`
	// Balanced is the mean change of the units heard twice.
	Balanced Estimate `json:"balanced"`
	moments  Moments
}

// DiD is the difference in differences on all available units and on the balanced ones.
type DiD struct {
	Treated ArmChange `json:"treated"`
	Control ArmChange `json:"control"`
	// All has a normal interval, Balanced a Welch t test of the changes.
	All      Estimate `json:"all"`
	Balanced TTest    `json:"balanced"`
}

// DifferenceInDifferences compares the change of the treated arm with that of the control.
//
// Source: Card & Krueger (1994) Am. Econ. Rev. 84:772-793, table 3 rows 3 and 4; the variance of
// row 3 with covariance v1 + v2 - 2*cov*nb/(n1*n2).
func DifferenceInDifferences(treated, control PrePost, level float64) (DiD, error) {
	if err := checkLevel("difference in differences", level); err != nil {
		return DiD{}, err
	}
	var out DiD
	var err error
	if out.Treated, err = change(treated, level); err != nil {
		return DiD{}, err
	}
	if out.Control, err = change(control, level); err != nil {
		return DiD{}, err
	}
	if out.All, err = NormalDifference(out.Treated.All, out.Control.All, level); err != nil {
		return DiD{}, err
	}
	out.Balanced, err = Welch(out.Treated.moments, out.Control.moments, level)
	return out, err
}

func change(p PrePost, level float64) (ArmChange, error) {
	const method = "difference in differences"
	if len(p.Before) != len(p.After) {
		return ArmChange{}, refuse(method, ErrShape, "%d before, %d after", len(p.Before), len(p.After))
	}
	var out ArmChange
	var err error
	one := complete([][]float64{p.Before})[0]
	two := complete([][]float64{p.After})[0]
	if out.Before, err = MeanInterval(one, level); err != nil {
		return ArmChange{}, err
	}
	if out.After, err = MeanInterval(two, level); err != nil {
		return ArmChange{}, err
	}
	both := complete([][]float64{p.Before, p.After})
	if len(both[0]) < 2 {
		return ArmChange{}, refuse(method, ErrTooFew, "%d units heard twice", len(both[0]))
	}
	cov := stat.Covariance(both[0], both[1], nil)
	nb, n1, n2 := float64(len(both[0])), float64(len(one)), float64(len(two))
	v := out.Before.SE*out.Before.SE + out.After.SE*out.After.SE - 2*cov*nb/(n1*n2)
	if !(v > 0) {
		return ArmChange{}, refuse(method, ErrNoSpread, "the change of the means has no variance")
	}
	out.All = Estimate{Value: out.After.Value - out.Before.Value, SE: math.Sqrt(v), N: len(one) + len(two)}
	half := zOf(level) * out.All.SE
	out.All.Interval = Interval{Low: out.All.Value - half, High: out.All.Value + half, Level: level}
	d := make([]float64, len(both[0]))
	for i := range d {
		d[i] = both[1][i] - both[0][i]
	}
	if out.Balanced, err = MeanInterval(d, level); err != nil {
		return ArmChange{}, err
	}
	out.moments, err = MomentsOf(d)
	return out, err
}
