// Conditional logit: one alternative chosen out of each set.
package stats

import "math"

// ChoiceSets are alternatives in rows: Set names the set of each, Chosen the one taken, Cluster
// (may be nil) the respondent.
type ChoiceSets struct {
	Set     []string
	Chosen  []bool
	Cluster []string
	X       Columns
}

// ConditionalLogit estimates utilities from choices. Robust are sandwich standard errors over
// clusters without a small-sample factor.
//
// Source: McFadden (1974) in Zarembka (ed.) Frontiers in Econometrics 105-142; R's
// survival::clogit (one chosen in each set, where its ways to treat ties agree).
func ConditionalLogit(c ChoiceSets, level float64) (Choice, error) {
	const method = "conditional logit"
	n := len(c.Set)
	if len(c.Chosen) != n || c.Cluster != nil && len(c.Cluster) != n {
		return Choice{}, refuse(method, ErrShape, "%d sets, %d choices, %d clusters", n, len(c.Chosen), len(c.Cluster))
	}
	if err := c.X.check(method, n); err != nil {
		return Choice{}, err
	}
	sets, null, err := c.sets(method)
	if err != nil {
		return Choice{}, err
	}
	k := len(c.X.Values)
	f := func(b []float64) (float64, []float64, [][]float64) {
		value, gradient, information := 0.0, make([]float64, k), square(k)
		for _, s := range sets {
			value += s.add(b, gradient, information)
		}
		return value, gradient, information
	}
	b, value, v, err := maximise(method, make([]float64, k), f)
	if err != nil {
		return Choice{}, err
	}
	out := Choice{LogLik: value, N: len(sets)}
	if out.Coefficients, err = (fitted{c.X.Names, b, v}).table(method, level); err != nil {
		return Choice{}, err
	}
	if err := out.compareNull(null, k); err != nil {
		return Choice{}, err
	}
	if c.Cluster != nil {
		out.Robust = robustChoice(sets, b, v)
	}
	return out, nil
}

// choiceSet is the rows of one set and the place of the chosen one.
type choiceSet struct {
	rows    [][]float64
	chosen  int
	cluster string
}

func (c ChoiceSets) sets(method string) (out []choiceSet, null float64, err error) {
	g := groupsOf(c.Set)
	out = make([]choiceSet, g.count)
	for s := range out {
		out[s].chosen = -1
	}
	for i, s := range g.of {
		row := make([]float64, len(c.X.Values))
		for j, col := range c.X.Values {
			row[j] = col[i]
		}
		if c.Chosen[i] {
			if out[s].chosen >= 0 {
				return nil, 0, refuse(method, ErrShape, "set %s has two chosen", c.Set[i])
			}
			out[s].chosen = len(out[s].rows)
		}
		out[s].rows = append(out[s].rows, row)
		if c.Cluster != nil {
			out[s].cluster = c.Cluster[i]
		}
	}
	for s, set := range out {
		if set.chosen < 0 {
			return nil, 0, refuse(method, ErrEmptyCell, "set %d has none chosen", s+1)
		}
		null -= math.Log(float64(len(set.rows)))
	}
	return out, null, nil
}

// add adds a set's part of the likelihood, gradient and information.
func (s choiceSet) add(b, gradient []float64, information [][]float64) float64 {
	eta, largest := make([]float64, len(s.rows)), math.Inf(-1)
	for i, row := range s.rows {
		eta[i] = dot(row, b)
		largest = math.Max(largest, eta[i])
	}
	total := 0.0
	for i := range eta {
		eta[i] = math.Exp(eta[i] - largest)
		total += eta[i]
	}
	mean := make([]float64, len(b))
	for i, row := range s.rows {
		p := eta[i] / total
		axpy(mean, p, row)
		addOuter(information, p, row)
	}
	addOuter(information, -1, mean)
	axpy(gradient, 1, s.rows[s.chosen])
	axpy(gradient, -1, mean)
	return math.Log(eta[s.chosen] / total)
}

func robustChoice(sets []choiceSet, b []float64, v [][]float64) []float64 {
	scores := map[string][]float64{}
	var order []string
	spare := square(len(b))
	for _, s := range sets {
		if scores[s.cluster] == nil {
			scores[s.cluster] = make([]float64, len(b))
			order = append(order, s.cluster)
		}
		s.add(b, scores[s.cluster], spare)
	}
	meat := square(len(b))
	for _, c := range order {
		addOuter(meat, 1, scores[c])
	}
	robust := sandwich(v, meat)
	out := make([]float64, len(b))
	for j := range out {
		out[j] = math.Sqrt(robust[j][j])
	}
	return out
}
