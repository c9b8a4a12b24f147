// From values to pixels, with ticks at round numbers. Made for any finite input: equal
// values, a single one, 1e308 beside -1e308.
package chart

import "math"

// scale maps values between low and high onto pixels.
type scale struct {
	low, high float64
	ticks     []float64
}

// niceScale widens low..high to round ticks, about count of them.
func niceScale(low, high float64, count int) scale {
	if low == high {
		low, high = widen(low)
	}
	count = max(count, 1)
	mantissa, exponent := niceStep(high/float64(count) - low/float64(count))
	at := func(i float64) float64 {
		if exponent < 0 { // dividing by a power of ten rounds 3 x 0.1 to 0.3
			return i * mantissa / math.Pow(10, -exponent)
		}
		return i * mantissa * math.Pow(10, exponent)
	}
	step := at(1)
	first, last := math.Floor(low/step), math.Ceil(high/step)
	n := last - first
	exact := math.Max(math.Abs(first), math.Abs(last)) < 1<<52 // else first+1 may equal first
	if !exact || !(step > 0 && n >= 1 && n <= 100) || math.IsInf(at(first), 0) || math.IsInf(at(last), 0) {
		return scale{low: low, high: high, ticks: []float64{low, high}}
	}
	out := scale{low: at(first), high: at(last)}
	for i := range int(n) + 1 {
		out.ticks = append(out.ticks, at(first+float64(i))+0) // +0 turns -0 into 0
	}
	return out
}

// widen makes room around a single value.
func widen(v float64) (low, high float64) {
	if v == 0 {
		return 0, 1
	}
	room := math.Abs(v) / 10
	return math.Max(v-room, -math.MaxFloat64), math.Min(v+room, math.MaxFloat64)
}

// niceStep rounds a raw step up to 1, 2 or 5 times a power of ten.
func niceStep(raw float64) (mantissa, exponent float64) {
	exponent = math.Floor(math.Log10(raw))
	switch f := raw / math.Pow(10, exponent); {
	case f <= 1.0000001:
		return 1, exponent
	case f <= 2.0000001:
		return 2, exponent
	case f <= 5.0000001:
		return 5, exponent
	}
	return 1, exponent + 1
}

// share is the place of v between low (0) and high (1), without overflow.
func (s scale) share(v float64) float64 {
	m := math.Max(math.Abs(s.low), math.Abs(s.high))
	if m == 0 || s.low == s.high {
		return 0
	}
	return math.Min(1, math.Max(0, (v/m-s.low/m)/(s.high/m-s.low/m)))
}

// at is the pixel of v between from and to.
func (s scale) at(v float64, from, to int) int {
	return from + int(math.Round(s.share(v)*float64(to-from)))
}

// extent collects the smallest and the largest of the values it is shown.
type extent struct {
	low, high float64
	any       bool
}

func (e *extent) add(values ...float64) {
	for _, v := range values {
		if !e.any {
			e.low, e.high, e.any = v, v, true
		}
		e.low, e.high = math.Min(e.low, v), math.Max(e.high, v)
	}
}

func (e *extent) addInterval(i *Interval) {
	if i != nil {
		e.add(i.Low, i.High)
	}
}
