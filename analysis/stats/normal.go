// The standard normal distribution. gonum's Survival is 0.5*(1-Erf) and loses its digits
// beyond z = 5; the complementary error function keeps them.
package stats

import "math"

// normalSurvival is P(Z > z).
func normalSurvival(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }

// normalCDF is P(Z <= z).
func normalCDF(z float64) float64 { return 0.5 * math.Erfc(-z/math.Sqrt2) }

// normalTwoSided is P(|Z| > |z|).
func normalTwoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// normalQuantile is the z with P(Z <= z) = p, for p in (0, 1).
func normalQuantile(p float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*p) }

// zOf is the two-sided critical value of a confidence level (1.959964 for 0.95).
func zOf(level float64) float64 { return normalQuantile(1 - (1-level)/2) }

// NormalP is the two-sided p of a normal statistic.
func NormalP(z float64) float64 { return normalTwoSided(z) }
