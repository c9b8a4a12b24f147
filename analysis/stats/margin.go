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
	// Base1 and Base2 are how many units there are from which the arms were drawn; 0: so many
	// that it does not matter.
	Base1, Base2 float64
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

// variance is that of the difference, in standard deviations squared: the plan's variance * design effect * (1/n1 - 1/N1 + 1/n2 - 1/N2).
//
// The finite base is corrected for where two parts of it are described as they are (regions,
// waves, segments). The effect of a measure on dealers to come, and a comparison of arms that
// were drawn by lot, have an infinite base.
//
// Source: Cochran (1977) Sampling Techniques 2.6 and 2.14; Kish (1965) for the design effect.
func (d Detectable) variance(method string, plan Plan) (float64, error) {
	if d.Effect == 0 {
		d.Effect = 1
	}
	if !finite(d.N1, d.N2, d.Base1, d.Base2, d.Effect, d.Correlation) || d.N1 <= 0 || d.N2 <= 0 || d.Effect < 0 || math.Abs(d.Correlation) >= 1 {
		return 0, refuse(method, ErrRange, "%+v", d)
	}
	each, err := plan.variance(method, d.Correlation)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for _, arm := range [][2]float64{{d.N1, d.Base1}, {d.N2, d.Base2}} {
		n, base := arm[0], arm[1]
		if base < 0 || base > 0 && n > base {
			return 0, refuse(method, ErrRange, "%v of a base of %v", n, base)
		}
		if sum += 1 / n; base > 0 {
			sum -= 1 / base
		}
	}
	if !(sum > 0) {
		return 0, refuse(method, ErrNoSpread, "everybody is asked: what is found is so, and nothing is left to chance")
	}
	return each * sum * d.Effect, nil
}

// variance is that of what a plan compares, against one standard deviation squared.
func (p Plan) variance(method string, r float64) (float64, error) {
	if !(math.Abs(r) < 1) {
		return 0, refuse(method, ErrRange, "correlation %v", r)
	}
	switch p {
	case PrePostDifference:
		return 2 * (1 - r), nil
	case Ancova:
		return 1 - r*r, nil
	}
	return 1, nil
}

// MinimumDetectable is the smallest true effect, in standard deviations (or, of shares, as
// Cohen's h), that the goal's power sees: (z_a + z_b)*sqrt(variance*design effect*(1/n1 - 1/N1 +
// 1/n2 - 1/N2)).
func MinimumDetectable(d Detectable, plan Plan, g Goal) (float64, error) {
	const method = "minimum detectable effect"
	if err := g.check(method); err != nil {
		return 0, err
	}
	v, err := d.variance(method, plan)
	if err != nil {
		return 0, err
	}
	za, zb := g.quantiles()
	smallest := (za + zb) * math.Sqrt(v)
	return smallest, checkResult(method, smallest)
}

// PowerOfDesign is the chance to see an effect, in standard deviations or as Cohen's h, by the
// normal approximation: the other side of MinimumDetectable. Of both sides, a large effect that is
// seen the wrong way round counts too.
func PowerOfDesign(d Detectable, effect float64, plan Plan, g Goal) (float64, error) {
	const method = "power of a design"
	if err := g.check(method); err != nil {
		return 0, err
	}
	if !finite(effect) || effect == 0 {
		return 0, refuse(method, ErrRange, "effect %v", effect)
	}
	v, err := d.variance(method, plan)
	if err != nil {
		return 0, err
	}
	power := normalPower(math.Abs(effect)/math.Sqrt(v), g)
	return power, checkResult(method, power)
}

// SampleSizeOfDesign is how many units each of two arms needs to see an effect, when each is drawn
// from a base of d.Base1 (0: infinite): n0/(1 + n0/N), n0 = 2*variance*design effect*((z_a +
// z_b)/effect)^2. Sizes and the second base in d are not looked at.
//
// Source: Cochran (1977) Sampling Techniques 4.6.
func SampleSizeOfDesign(d Detectable, effect float64, plan Plan, g Goal) (float64, error) {
	const method = "sample size of a design"
	if err := g.check(method); err != nil {
		return 0, err
	}
	if d.Effect == 0 {
		d.Effect = 1
	}
	if !finite(effect, d.Base1, d.Effect) || effect == 0 || d.Base1 < 0 || d.Effect < 0 {
		return 0, refuse(method, ErrRange, "effect %v, base %v, design effect %v", effect, d.Base1, d.Effect)
	}
	v, err := plan.variance(method, d.Correlation)
	if err != nil {
		return 0, err
	}
	za, zb := g.quantiles()
	n := 2 * v * d.Effect * math.Pow((za+zb)/effect, 2)
	if d.Base1 > 0 {
		n /= 1 + n/d.Base1
	}
	return n, checkResult(method, n)
}
