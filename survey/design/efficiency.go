// How good sets of profiles are.

package design

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Quality says how even and how efficient sets are.
type Quality struct {
	Profiles int `json:"profiles"`
	// Level is, over all versions, the least and greatest share of what each
	// level would have if those of its factor were shown equally often: 1 and 1
	// are perfect. Pair likewise for two levels of two factors, forbidden pairs
	// left out.
	Level [2]float64 `json:"level"`
	Pair  [2]float64 `json:"pair"`
	// Rating is the D-efficiency for one judgement a profile, in percent of an
	// orthogonal design (Kuhfeld, Tobias & Garratt 1994, J. Mark. Res.
	// 31:545-557); Choice that for choices within tasks when no level is liked
	// better (Huber & Zwerina 1996, J. Mark. Res. 33:307-317), in percent of an
	// orthogonal design that repeats levels in a task as little as so many
	// alternatives can. With forbidden pairs 100 cannot be reached; 0: some
	// effects cannot be told apart, or there is nothing to choose between.
	Rating float64 `json:"rating"`
	Choice float64 `json:"choice"`
	// Shared is how many levels two alternatives of a task have in common on
	// average.
	Shared float64 `json:"shared"`
}

// Quality checks sets over these factors.
func (f Factors) Quality(sets Sets) Quality {
	all := newTally(f.Levels)
	var rows, contrasts [][]float64
	q := Quality{}
	compared := 0
	for _, version := range sets {
		for _, task := range version {
			mean := make([]float64, f.parameters())
			var own [][]float64
			for a, p := range task {
				all.add(p, 1)
				x := f.coded(p)
				own = append(own, x)
				for j, v := range x {
					mean[j] += v / float64(len(task))
				}
				for _, other := range task[:a] {
					compared++
					q.Shared += float64(common(p, other))
				}
			}
			for _, x := range own {
				rows = append(rows, append([]float64{1}, x...))
				contrast := make([]float64, len(x))
				for j := range x {
					contrast[j] = x[j] - mean[j]
				}
				contrasts = append(contrasts, contrast)
			}
		}
	}
	q.Profiles = len(rows)
	q.Shared /= math.Max(1, float64(compared))
	q.Level, q.Pair = f.shares(all, len(rows))
	q.Rating = efficiency(rows)
	if len(sets) > 0 && len(sets[0]) > 0 && len(sets[0][0]) > 1 {
		q.Choice = efficiency(contrasts) / f.leastOverlap(len(sets[0][0]))
	}
	return q
}

// leastOverlap is what |X'X/n|^(1/p) of choices can be at best: of each factor
// the levels stand as evenly in every task as its alternatives allow.
func (f Factors) leastOverlap(alternatives int) float64 {
	log, j := 0.0, float64(alternatives)
	for _, n := range f.Levels {
		squares := float64(evenSquares(alternatives, n))
		each := float64(n) * (1 - squares/(j*j)) / float64(n-1)
		log += float64(n-1) * math.Log(each)
	}
	return math.Exp(log / float64(f.parameters()))
}

func common(a, b Profile) int {
	n := 0
	for k := range a {
		if a[k] == b[k] {
			n++
		}
	}
	return n
}

func (f Factors) parameters() int {
	n := 0
	for _, levels := range f.Levels {
		n += levels - 1
	}
	return n
}

// coded writes a profile in orthonormal contrasts (Helmert's, scaled), in which
// an orthogonal design has the unit matrix for its information.
func (f Factors) coded(p Profile) []float64 {
	out := make([]float64, 0, f.parameters())
	for k, n := range f.Levels {
		for j := 1; j < n; j++ {
			scale := math.Sqrt(float64(n) / float64(j*(j+1)))
			switch {
			case p[k] < j:
				out = append(out, -scale)
			case p[k] == j:
				out = append(out, scale*float64(j))
			default:
				out = append(out, 0)
			}
		}
	}
	return out
}

// efficiency is 100 |X'X/n|^(1/p).
func efficiency(rows [][]float64) float64 {
	if len(rows) == 0 || len(rows[0]) == 0 || len(rows) < len(rows[0]) {
		return 0
	}
	n, p := len(rows), len(rows[0])
	x := mat.NewDense(n, p, nil)
	for i, row := range rows {
		x.SetRow(i, row)
	}
	var info mat.SymDense
	info.SymOuterK(1/float64(n), x.T())
	var c mat.Cholesky
	if !c.Factorize(&info) {
		return 0
	}
	return 100 * math.Exp(c.LogDet()/float64(p))
}

// shares are the least and greatest counts of levels and of allowed pairs,
// relative to equal ones.
func (f Factors) shares(t tally, n int) (level, pair [2]float64) {
	level, pair = [2]float64{math.Inf(1), 0}, [2]float64{math.Inf(1), 0}
	take := func(into *[2]float64, count int, equal float64) {
		into[0], into[1] = math.Min(into[0], float64(count)/equal), math.Max(into[1], float64(count)/equal)
	}
	for k, levels := range f.Levels {
		for a := range levels {
			i := t.start[k] + a
			take(&level, t.count[i*t.n+i], float64(n)/float64(levels))
			for m := range k {
				for b := range f.Levels[m] {
					if !f.forbids(Pair{k, a, m, b}) {
						take(&pair, t.count[i*t.n+t.start[m]+b], float64(n)/float64(levels*f.Levels[m]))
					}
				}
			}
		}
	}
	return level, pair
}

func (f Factors) forbids(p Pair) bool {
	for _, b := range f.Forbidden {
		if b == p || b == (Pair{p.OtherFactor, p.OtherLevel, p.Factor, p.Level}) {
			return true
		}
	}
	return false
}
