// Looking at a running test several times without fooling oneself: group-sequential boundaries.
package stats

import "math"

// Boundary names a family of boundaries for K equally spaced looks.
type Boundary int

// Pocock has one constant z; OBrienFleming is z*sqrt(K/k) at look k, strict early.
const (
	Pocock Boundary = iota
	OBrienFleming
)

// GroupSequential gives the z boundary at each of k looks such that the chance of ever crossing
// it without an effect is alpha. A two-sided test crosses either boundary; a one-sided one only
// the upper.
//
// Source: Pocock (1977) Biometrika 64:191-199; O'Brien & Fleming (1979) Biometrics 35:549-556;
// recursive integration by Armitage, McPherson & Rowe (1969) JRSS A 132:235-244.
func GroupSequential(looks int, b Boundary, g Goal) ([]float64, error) {
	const method = "group-sequential boundaries"
	if looks < 1 || looks > 50 {
		return nil, refuse(method, ErrRange, "%d looks", looks)
	}
	if !(g.Alpha > 0 && g.Alpha < 1) {
		return nil, refuse(method, ErrRange, "alpha %v", g.Alpha)
	}
	shape := func(c float64) []float64 {
		out := make([]float64, looks)
		for k := range out {
			out[k] = c
			if b == OBrienFleming {
				out[k] = c * math.Sqrt(float64(looks)/float64(k+1))
			}
		}
		return out
	}
	times := make([]float64, looks)
	for k := range times {
		times[k] = float64(k+1) / float64(looks)
	}
	low, high := 0.0, 10.0
	for range 36 {
		c := (low + high) / 2
		crossed := crossing(times, shape(c), g.Side)
		if crossed[looks-1] > g.Alpha {
			low = c
		} else {
			high = c
		}
	}
	return shape(high), nil
}

// Spending names an error-spending function alpha(t).
type Spending int

// SpendOBrienFleming spends 2 - 2*Phi(z_(alpha/2)/sqrt(t)), SpendPocock alpha*ln(1+(e-1)t),
// SpendLinear alpha*t.
//
// Source: Lan & DeMets (1983) Biometrika 70:659-663.
const (
	SpendOBrienFleming Spending = iota
	SpendPocock
	SpendLinear
)

func (s Spending) at(t, alpha float64) float64 {
	switch s {
	case SpendPocock:
		return alpha * math.Log(1+(math.E-1)*t)
	case SpendLinear:
		return alpha * t
	}
	return 2 * normalSurvival(normalQuantile(1-alpha/2)/math.Sqrt(t))
}

// SpendAlpha gives the z boundaries at looks at the information times given (increasing, the
// last at most 1) that spend alpha as the function says, and the alpha spent up to each look. A
// two-sided test spends half of alpha in each tail, each by the function.
func SpendAlpha(times []float64, s Spending, g Goal) (bounds, spent []float64, err error) {
	const method = "error spending"
	if len(times) == 0 || len(times) > 50 {
		return nil, nil, refuse(method, ErrRange, "%d looks", len(times))
	}
	if !(g.Alpha > 0 && g.Alpha < 1) {
		return nil, nil, refuse(method, ErrRange, "alpha %v", g.Alpha)
	}
	last := 0.0
	for _, t := range times {
		if !(t > last && t <= 1) {
			return nil, nil, refuse(method, ErrRange, "information times must rise to at most 1, not %v", times)
		}
		last = t
	}
	tails := g.Alpha / g.tail() // 2 or 1
	var inside density
	before, gone := 0.0, 0.0
	for _, t := range times {
		target := tails * s.at(t, g.tail())
		low, high := 0.0, 40.0
		for range 70 {
			c := (low + high) / 2
			if gone+inside.escape(newLook(t, before, c, g.Side)) > target {
				low = c
			} else {
				high = c
			}
		}
		step := newLook(t, before, high, g.Side)
		gone += inside.escape(step)
		inside = inside.carry(step)
		bounds, spent, before = append(bounds, high), append(spent, target), t
	}
	return bounds, spent, nil
}

// panels is the number of Simpson's intervals in the continuation region.
const panels = 160

// crossing gives the chance of having crossed a boundary up to each look, without an effect.
// The score S at information t is normal with variance t; its density inside the boundaries is
// carried from look to look.
func crossing(times, bounds []float64, side Side) []float64 {
	out := make([]float64, len(times))
	var inside density
	before, gone := 0.0, 0.0
	for k, t := range times {
		step := newLook(t, before, bounds[k], side)
		gone += inside.escape(step)
		out[k] = gone
		inside = inside.carry(step)
		before = t
	}
	return out
}

// look is one step: the region in which the test goes on, and the standard deviation of what
// was added since the last look.
type look struct {
	low, high, sd float64
	twoSided      bool
}

// newLook is the look at information t with boundary z, after one at information before.
func newLook(t, before, z float64, side Side) look {
	high := z * math.Sqrt(t)
	out := look{low: -high, high: high, sd: math.Sqrt(t - before), twoSided: side == TwoSided}
	if !out.twoSided {
		out.low = -9 * math.Sqrt(t)
	}
	return out
}

// density is that of the score inside the last region: its nodes, and its values there times
// Simpson's weights. Before the first look the score is 0 for certain, and there are no nodes.
type density struct {
	nodes, weighted []float64
}

// escape is the chance that the score leaves the region at a look.
func (d density) escape(l look) float64 {
	out := func(from float64) float64 {
		p := normalSurvival((l.high - from) / l.sd)
		if l.twoSided {
			p += normalCDF((l.low - from) / l.sd)
		}
		return p
	}
	if d.nodes == nil {
		return out(0)
	}
	sum := 0.0
	for i, x := range d.nodes {
		sum += d.weighted[i] * out(x)
	}
	return sum
}

// carry gives the density inside the region of a look.
func (d density) carry(l look) density {
	h := (l.high - l.low) / panels
	next := density{make([]float64, panels+1), make([]float64, panels+1)}
	for j := range next.nodes {
		x := l.low + float64(j)*h
		f := 0.0
		if d.nodes == nil {
			f = normalDensity(x/l.sd) / l.sd
		}
		for i, from := range d.nodes {
			f += d.weighted[i] * normalDensity((x-from)/l.sd) / l.sd
		}
		w := 2.0
		switch {
		case j == 0 || j == panels:
			w = 1
		case j%2 == 1:
			w = 4
		}
		next.nodes[j], next.weighted[j] = x, f*w*h/3
	}
	return next
}

// normalDensity is the standard normal density.
func normalDensity(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
