// Inference that may be looked at after every answer: confidence sequences and the mixture
// sequential probability ratio test.
package stats

import "math"

// ConfidenceSequence is the interval of a difference of means that covers the truth at all
// times together (asymptotically): width falls slower than a fixed interval's, but one may stop
// whenever one likes. It is tightest around tuning observations (GrowthBook's default 5,000).
//
// Source: Waudby-Smith et al. (2024) Ann. Stat. 52:2613-2640, two-sided; Howard et al. (2021).
func ConfidenceSequence(a, b Moments, tuning, level float64) (Estimate, error) {
	const method = "confidence sequence"
	if err := checkBoth(method, a, b); err != nil {
		return Estimate{}, err
	}
	if err := checkLevel(method, level); err != nil {
		return Estimate{}, err
	}
	if !(tuning > 0) || !finite(tuning) {
		return Estimate{}, refuse(method, ErrRange, "tuning %v", tuning)
	}
	v := a.SD*a.SD/float64(a.N) + b.SD*b.SD/float64(b.N)
	if !(v > 0) {
		return Estimate{}, refuse(method, ErrNoSpread, "both groups")
	}
	alpha, n := 1-level, float64(a.N+b.N)
	rho2 := (-2*math.Log(alpha) + math.Log(-2*math.Log(alpha)+1)) / tuning
	m := n*rho2 + 1
	half := math.Sqrt(v*n) * math.Sqrt(2*m*math.Log(math.Sqrt(m)/alpha)/(n*n*rho2))
	d := a.Mean - b.Mean
	return Estimate{Value: d, SE: math.Sqrt(v), N: a.N + b.N, Interval: Interval{Low: d - half, High: d + half, Level: level}}, nil
}

// MixtureSPRT is the always-valid p of a difference of means: one over the likelihood ratio
// mixed over effects with standard deviation tau. Keep the smallest p seen so far.
//
// Source: Johari, Koomen, Pekelis & Walsh (2022) Operations Research 70:1806-1821.
func MixtureSPRT(a, b Moments, tau float64) (ratio, p float64, err error) {
	const method = "mixture SPRT"
	if err := checkBoth(method, a, b); err != nil {
		return 0, 0, err
	}
	if !(tau > 0) || !finite(tau) {
		return 0, 0, refuse(method, ErrRange, "tau %v", tau)
	}
	v := a.SD*a.SD/float64(a.N) + b.SD*b.SD/float64(b.N)
	if !(v > 0) {
		return 0, 0, refuse(method, ErrNoSpread, "both groups")
	}
	d := a.Mean - b.Mean
	log := 0.5*math.Log(v/(v+tau*tau)) + tau*tau*d*d/(2*v*(v+tau*tau))
	ratio = math.Exp(math.Min(log, 700)) // e^700 is near the largest number
	return ratio, math.Min(1, math.Exp(-log)), nil
}
