// Do the items of a battery measure one thing? Cronbach's alpha in its variants.
package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Gaps says what becomes of a respondent who left an item out. It changes the second digit of
// alpha, so it is named beside the figure.
type Gaps int

// Listwise uses respondents with all items; Pairwise the covariance of each pair of items from
// those who gave both; MedianFilled puts an item's median in its gaps.
const (
	Listwise Gaps = iota
	Pairwise
	MedianFilled
)

// Alpha is the reliability of a battery of items.
type Alpha struct {
	// Raw is from covariances, Standard from correlations.
	Raw      float64 `json:"raw"`
	Standard float64 `json:"standard"`
	// MeanR is the mean correlation between items.
	MeanR float64 `json:"mean_r"`
	// ImpliedR is the mean correlation that Raw would need: alpha/(k-(k-1)*alpha).
	ImpliedR float64 `json:"implied_r"`
	N        int     `json:"n"`
	Items    []Item  `json:"items"`
}

// Item is what one item adds: alpha without it, and its correlation with the sum of the others.
type Item struct {
	AlphaWithout float64 `json:"alpha_without"`
	RestR        float64 `json:"rest_r"`
}

// CronbachAlpha takes the items as columns of equal length, already reversed where they are
// asked the other way round; NaN is an item left out. N is the number of complete respondents
// (of all, for MedianFilled). Items are judged on complete respondents, for at least 3 items.
//
// Source: Cronbach (1951) Psychometrika 16:297-334; R's psych::alpha for the variants.
func CronbachAlpha(items [][]float64, gaps Gaps) (Alpha, error) {
	if err := checkItems(items); err != nil {
		return Alpha{}, err
	}
	full := complete(items)
	out := Alpha{N: len(full[0])}
	cov, err := itemCovariance(items, full, gaps)
	if err != nil {
		return Alpha{}, err
	}
	if gaps == MedianFilled {
		out.N = len(items[0])
	}
	if out.Raw, err = alphaOf(cov); err != nil {
		return Alpha{}, err
	}
	k := float64(len(items))
	out.ImpliedR = out.Raw / (k - (k-1)*out.Raw)
	corr := correlationOf(cov)
	for i := range items {
		for j := range i {
			out.MeanR += corr.At(i, j) / (k * (k - 1) / 2)
		}
	}
	out.Standard = k * out.MeanR / (1 + (k-1)*out.MeanR)
	if !finite(out.Raw, out.Standard, out.ImpliedR) {
		return Alpha{}, refuse("alpha", ErrNotFinite, "items that cancel each other")
	}
	if len(items) > 2 && len(full[0]) > 2 {
		out.Items, err = itemStatistics(full)
	}
	return out, err
}

func checkItems(items [][]float64) error {
	if len(items) < 2 {
		return refuse("alpha", ErrTooFew, "%d items", len(items))
	}
	for _, item := range items {
		if len(item) != len(items[0]) {
			return refuse("alpha", ErrShape, "items of %d and %d respondents", len(item), len(items[0]))
		}
		for _, x := range item {
			if math.IsInf(x, 0) {
				return refuse("alpha", ErrNotFinite, "an answer")
			}
		}
	}
	return nil
}

// complete keeps the respondents who gave every item.
func complete(items [][]float64) [][]float64 {
	out := make([][]float64, len(items))
	for r := range items[0] {
		whole := true
		for _, item := range items {
			whole = whole && !math.IsNaN(item[r])
		}
		if whole {
			for i, item := range items {
				out[i] = append(out[i], item[r])
			}
		}
	}
	return out
}

func itemCovariance(items, full [][]float64, gaps Gaps) (*mat.SymDense, error) {
	k := len(items)
	cov := mat.NewSymDense(k, nil)
	if gaps == MedianFilled {
		filled, err := fillMedians(items)
		if err != nil {
			return nil, err
		}
		full = filled
	}
	for i := range k {
		for j := range i + 1 {
			x, y := full[i], full[j]
			if gaps == Pairwise {
				pair := complete([][]float64{items[i], items[j]})
				x, y = pair[0], pair[1]
			}
			if len(x) < 2 {
				return nil, refuse("alpha", ErrTooFew, "%d respondents gave items %d and %d", len(x), i+1, j+1)
			}
			cov.SetSym(i, j, stat.Covariance(x, y, nil))
		}
		if !(cov.At(i, i) > 0) {
			return nil, refuse("alpha", ErrNoSpread, "item %d", i+1)
		}
	}
	return cov, nil
}

func fillMedians(items [][]float64) ([][]float64, error) {
	out := make([][]float64, len(items))
	for i, item := range items {
		m, err := Median(complete([][]float64{item})[0])
		if err != nil {
			return nil, err
		}
		out[i] = make([]float64, len(item))
		for r, x := range item {
			if math.IsNaN(x) {
				x = m
			}
			out[i][r] = x
		}
	}
	return out, nil
}

// alphaOf is k/(k-1) * (1 - trace/sum) of a covariance matrix.
func alphaOf(cov mat.Symmetric) (float64, error) {
	k, trace, sum := cov.SymmetricDim(), 0.0, 0.0
	for i := range k {
		trace += cov.At(i, i)
		for j := range k {
			sum += cov.At(i, j)
		}
	}
	if !(sum > 0) {
		return 0, refuse("alpha", ErrNoSpread, "the items cancel each other")
	}
	return float64(k) / float64(k-1) * (1 - trace/sum), nil
}

func correlationOf(cov mat.Symmetric) *mat.SymDense {
	k := cov.SymmetricDim()
	out := mat.NewSymDense(k, nil)
	for i := range k {
		for j := range i + 1 {
			out.SetSym(i, j, cov.At(i, j)/math.Sqrt(cov.At(i, i)*cov.At(j, j)))
		}
	}
	return out
}

func itemStatistics(full [][]float64) ([]Item, error) {
	out := make([]Item, len(full))
	for i := range full {
		var rest [][]float64
		sum := make([]float64, len(full[i]))
		for j, other := range full {
			if j == i {
				continue
			}
			rest = append(rest, other)
			for r, x := range other {
				sum[r] += x
			}
		}
		cov, err := itemCovariance(rest, rest, Listwise)
		if err != nil {
			return nil, err
		}
		if out[i].AlphaWithout, err = alphaOf(cov); err != nil {
			return nil, err
		}
		out[i].RestR = stat.Correlation(full[i], sum, nil)
		if !finite(out[i].RestR) {
			return nil, refuse("alpha", ErrNoSpread, "item %d, or all others together", i+1)
		}
	}
	return out, nil
}

// PersonMeans is each respondent's mean over the items answered; who answered none is left out.
func PersonMeans(items [][]float64) ([]float64, error) {
	if err := checkItems(items); err != nil {
		return nil, err
	}
	var out []float64
	for r := range items[0] {
		sum, n := 0.0, 0
		for _, item := range items {
			if !math.IsNaN(item[r]) {
				sum += item[r]
				n++
			}
		}
		if n > 0 {
			out = append(out, sum/float64(n))
		}
	}
	return out, nil
}
