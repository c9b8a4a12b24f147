// The net promoter score, in points from -100 to 100, never without its interval.
package stats

import "math"

// Recommend counts the answers to "how likely are you to recommend" (0..10): detractors
// 0-6, passives 7-8, promoters 9-10.
type Recommend struct {
	Promoters  int `json:"promoters"`
	Passives   int `json:"passives"`
	Detractors int `json:"detractors"`
}

// CountRecommend sorts scores 0..10 into the three classes and refuses any other number.
func CountRecommend(scores []float64) (Recommend, error) {
	var r Recommend
	for _, s := range scores {
		switch {
		case !finite(s):
			return Recommend{}, refuse("NPS classes", ErrNotFinite, "score %v", s)
		case s < 0 || s > 10 || s != math.Trunc(s):
			return Recommend{}, refuse("NPS classes", ErrRange, "score %v is not a whole number 0..10", s)
		case s >= 9:
			r.Promoters++
		case s >= 7:
			r.Passives++
		default:
			r.Detractors++
		}
	}
	return r, nil
}

// N is the number of answers.
func (r Recommend) N() int { return r.Promoters + r.Passives + r.Detractors }

// NPS is 100(p - d) with var = (p + d - (p-d)^2)/n and a normal interval cut at +-100.
//
// Where all answers fall into one class that variance is 0 and would pretend certainty; the
// error then wraps ErrNoSpread and the estimate still carries Value and N, no interval.
//
// Source: variance of a difference of multinomial shares; Rocks (2016) The American
// Statistician 70:365-372 (Wald). Worked: 18/12/10 of 40 -> 20, -5 to 45.
func NPS(promoters, passives, detractors int, level float64) (Estimate, error) {
	if promoters < 0 || passives < 0 || detractors < 0 {
		return Estimate{}, refuse("NPS", ErrRange, "negative count")
	}
	if err := checkLevel("NPS", level); err != nil {
		return Estimate{}, err
	}
	n := promoters + passives + detractors
	if n == 0 {
		return Estimate{}, refuse("NPS", ErrTooFew, "no answers")
	}
	p, d := float64(promoters)/float64(n), float64(detractors)/float64(n)
	out := Estimate{Value: 100 * (p - d), N: n}
	if promoters == n || passives == n || detractors == n {
		return out, refuse("NPS", ErrNoSpread, "%d answers in one class", n)
	}
	out.SE = 100 * math.Sqrt((p+d-(p-d)*(p-d))/float64(n))
	half := zOf(level) * out.SE
	out.Interval = Interval{
		Low:   math.Max(-100, out.Value-half),
		High:  math.Min(100, out.Value+half),
		Level: level,
	}
	return out, nil
}

// NPSDifference is the change a - b of two independent groups or waves, in points, with the
// normal interval of the two variances added. N = both.
func NPSDifference(a, b Recommend, level float64) (Estimate, error) {
	x, err := NPS(a.Promoters, a.Passives, a.Detractors, level)
	if err != nil {
		return Estimate{}, err
	}
	y, err := NPS(b.Promoters, b.Passives, b.Detractors, level)
	if err != nil {
		return Estimate{}, err
	}
	out := Estimate{Value: x.Value - y.Value, SE: math.Hypot(x.SE, y.SE), N: x.N + y.N}
	half := zOf(level) * out.SE
	out.Interval = Interval{
		Low:   math.Max(-200, out.Value-half),
		High:  math.Min(200, out.Value+half),
		Level: level,
	}
	return out, nil
}
