// Asking what nobody would admit: the item-count technique (list experiment).
package stats

import "math"

// ItemCount is the estimated share that holds the sensitive item.
type ItemCount struct {
	TTest
	// DesignP tests that nobody changes the other answers because the item is there: the
	// smallest p of the shares that must not be negative, Bonferroni-corrected. Small: do not
	// trust the estimate.
	DesignP float64 `json:"design_p"`
}

// ItemCountShare compares counts with the sensitive item among them (long list) and without
// (short list of items things): the difference of means is the share.
//
// Source: Miller (1984); design test of Blair & Imai (2012) Political Analysis 20:47-77, with a
// Bonferroni bound over its inequalities.
func ItemCountShare(long, short []float64, items int, level float64) (ItemCount, error) {
	const method = "item count"
	if items < 1 {
		return ItemCount{}, refuse(method, ErrRange, "%d items", items)
	}
	if err := checkCounts(method, long, items+1); err != nil {
		return ItemCount{}, err
	}
	if err := checkCounts(method, short, items); err != nil {
		return ItemCount{}, err
	}
	a, err := MomentsOf(long)
	if err != nil {
		return ItemCount{}, err
	}
	b, err := MomentsOf(short)
	if err != nil {
		return ItemCount{}, err
	}
	w, err := Welch(a, b, level)
	if err != nil {
		return ItemCount{}, err
	}
	return ItemCount{TTest: w, DesignP: itemCountDesign(long, short, items)}, nil
}

func checkCounts(method string, xs []float64, most int) error {
	for _, x := range xs {
		if x != math.Trunc(x) || x < 0 || x > float64(most) {
			return refuse(method, ErrRange, "count %v is not 0 to %d", x, most)
		}
	}
	return nil
}

// itemCountDesign looks at P(short <= y) - P(long <= y) and P(long <= y) - P(short <= y-1), the
// shares of those with and without the item who hold y others: none may be negative.
func itemCountDesign(long, short []float64, items int) float64 {
	upTo := func(xs []float64, y int) float64 {
		n := 0.0
		for _, x := range xs {
			if x <= float64(y) {
				n++
			}
		}
		return n / float64(len(xs))
	}
	smallest, tests := 1.0, 0.0
	test := func(p, q float64) { // is p - q below zero?
		se := math.Sqrt(p*(1-p)/float64(len(long)) + q*(1-q)/float64(len(short)))
		tests++
		if d := p - q; d < 0 && se > 0 {
			smallest = math.Min(smallest, normalCDF(d/se))
		}
	}
	for y := range items + 1 {
		test(upTo(short, y), upTo(long, y))
		test(upTo(long, y), upTo(short, y-1))
	}
	return math.Min(1, smallest*tests)
}
