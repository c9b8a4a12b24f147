// Demand that comes now and then: Croston's method and its corrections, and the classes that say
// which one to use.
package stats

// Intermittent are the forecasts of demand per period.
type Intermittent struct {
	Croston float64 `json:"croston"`
	// SBA takes out Croston's bias: times 1 - alpha/2.
	SBA float64 `json:"sba"`
	// TSB lets the chance of demand fall while there is none.
	TSB float64 `json:"tsb"`
	// Interval is the mean number of periods between demands, CV2 the squared coefficient of
	// variation of their sizes, Class smooth, erratic, intermittent or lumpy by the limits
	// 1.32 and 0.49.
	Interval float64 `json:"interval"`
	CV2      float64 `json:"cv2"`
	Class    string  `json:"class"`
}

// IntermittentDemand smooths sizes and intervals with alpha, and the chance of demand with beta.
// Without any demand all forecasts are 0 and the class is "none".
//
// Source: Croston (1972) Oper. Res. Q. 23:289-303; Syntetos & Boylan (2005) Int. J. Forecasting
// 21:303-314; Teunter, Syntetos & Babai (2011) Eur. J. Oper. Res. 214:606-615; classes of
// Syntetos, Boylan & Croston (2005) J. Oper. Res. Soc. 56:495-503.
func IntermittentDemand(x []float64, alpha, beta float64) (Intermittent, error) {
	const method = "intermittent demand"
	if err := checkSeries(method, x, 1, 1); err != nil {
		return Intermittent{}, err
	}
	if !(alpha > 0 && alpha <= 1) || !(beta > 0 && beta <= 1) {
		return Intermittent{}, refuse(method, ErrRange, "alpha %v, beta %v", alpha, beta)
	}
	var sizes []float64
	var at []int
	for t, v := range x {
		if v < 0 {
			return Intermittent{}, refuse(method, ErrRange, "demand %v", v)
		}
		if v > 0 {
			sizes, at = append(sizes, v), append(at, t+1)
		}
	}
	if len(sizes) == 0 {
		return Intermittent{Class: "none"}, nil
	}
	size, gap := sizes[0], float64(at[0])
	for k := 1; k < len(sizes); k++ {
		size += alpha * (sizes[k] - size)
		gap += alpha * (float64(at[k]-at[k-1]) - gap)
	}
	out := Intermittent{Croston: size / gap, SBA: (1 - alpha/2) * size / gap, TSB: tsb(x, at[0], alpha, beta)}
	out.Interval = float64(len(x)) / float64(len(sizes))
	if cv, err := CV(sizes); err == nil {
		out.CV2 = cv * cv
	}
	out.Class = demandClass(out.Interval, out.CV2)
	return out, nil
}

func tsb(x []float64, first int, alpha, beta float64) float64 {
	size, chance := x[first-1], 1/float64(first)
	for _, v := range x[first:] {
		if v > 0 {
			size += alpha * (v - size)
			chance += beta * (1 - chance)
		} else {
			chance -= beta * chance
		}
	}
	return chance * size
}

func demandClass(interval, cv2 float64) string {
	switch {
	case interval < 1.32 && cv2 < 0.49:
		return "smooth"
	case interval < 1.32:
		return "erratic"
	case cv2 < 0.49:
		return "intermittent"
	}
	return "lumpy"
}
