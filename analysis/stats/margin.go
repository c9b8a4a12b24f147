// Planning with a finite base of dealers, clusters and repeated measures.
package stats

import "math"

// DesignEffect is 1 + (m-1)*icc: what asking m from the same place costs.
//
// Source: Kish (1965) Survey Sampling 5.4.
func DesignEffect(clusterSize, icc float64) (float64, error) {
	if !finite(clusterSize, icc) || clusterSize < 1 || icc < -1 || icc > 1 {
		return 0, refuse("design effect", ErrRange, "clusters of %v, icc %v", clusterSize, icc)
	}
	effect := 1 + (clusterSize-1)*icc
	if effect <= 0 {
		return 0, refuse("design effect", ErrRange, "1 + (%v-1)*%v is not positive", clusterSize, icc)
	}
	return effect, nil
}

// SampleSizeMargin is how many of a base of size population (0: infinite) to ask for a share p
// to be known within a margin at a level.
//
// Source: Cochran (1977) Sampling Techniques 4.4: n0/(1 + (n0-1)/N), n0 = z^2 p(1-p)/margin^2.
func SampleSizeMargin(p, margin, population, level float64) (float64, error) {
	const method = "sample size for a margin"
	if err := checkMargin(method, p, population, level); err != nil {
		return 0, err
	}
	if !(margin > 0 && margin < 1) {
		return 0, refuse(method, ErrRange, "margin %v", margin)
	}
	z := zOf(level)
	n := z * z * p * (1 - p) / (margin * margin)
	if population > 0 {
		n /= 1 + (n-1)/population
	}
	return n, checkResult(method, n)
}

// Margin is how far a share p of n answers from a base of size population (0: infinite) may be
// off at a level: z*sqrt(p(1-p)/n*(N-n)/(N-1)).
func Margin(p, n, population, level float64) (float64, error) {
	const method = "margin"
	if err := checkMargin(method, p, population, level); err != nil {
		return 0, err
	}
	if !(n >= 1) || !finite(n) || population > 0 && (n > population || population <= 1) {
		return 0, refuse(method, ErrRange, "n %v of %v", n, population)
	}
	v := p * (1 - p) / n
	if population > 0 {
		v *= (population - n) / (population - 1)
	}
	return zOf(level) * math.Sqrt(v), nil
}

func checkMargin(method string, p, population, level float64) error {
	if err := checkLevel(method, level); err != nil {
		return err
	}
	if !(p > 0 && p < 1) || population < 0 || !finite(population) {
		return refuse(method, ErrRange, "share %v of %v", p, population)
	}
	return nil
}

// Detectable describes a comparison of two arms for its minimum detectable effect.
type Detectable struct {
	// N1 and N2 are the units of the arms.
	N1, N2 float64
	// Effect is the design effect of clusters; 0 means 1.
	Effect float64
	// Correlation is that of a measure before and after, for DiD and ANCOVA.
	Correlation float64
}

// Plan says how the effect will be estimated.
type Plan int

// PostOnly compares means afterwards; PrePostDifference the changes (variance 2(1-r));
// Ancova adjusts for the measure before (variance 1-r^2).
//
// Source: Frison & Pocock (1992) Stat. Med. 11:1685-1704.
const (
	PostOnly Plan = iota
	PrePostDifference
	Ancova
)

// MinimumDetectable is the smallest true effect, in standard deviations, that the goal's power
// sees: (z_a + z_b)*sqrt(variance*(1/n1 + 1/n2)*design effect).
func MinimumDetectable(d Detectable, plan Plan, g Goal) (float64, error) {
	const method = "minimum detectable effect"
	if err := g.check(method); err != nil {
		return 0, err
	}
	if d.Effect == 0 {
		d.Effect = 1
	}
	if !finite(d.N1, d.N2, d.Effect, d.Correlation) || d.N1 <= 0 || d.N2 <= 0 || d.Effect < 0 || math.Abs(d.Correlation) >= 1 {
		return 0, refuse(method, ErrRange, "%+v", d)
	}
	variance := 1.0
	switch plan {
	case PrePostDifference:
		variance = 2 * (1 - d.Correlation)
	case Ancova:
		variance = 1 - d.Correlation*d.Correlation
	}
	za, zb := g.quantiles()
	smallest := (za + zb) * math.Sqrt(variance*(1/d.N1+1/d.N2)*d.Effect)
	return smallest, checkResult(method, smallest)
}
