package ledger

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dealervoice/analysis/internal/column"
)

// BenchmarkMargins is a new survey's planned tables: every one-way margin of
// eight dimensions, of many people or few.
func BenchmarkMargins(b *testing.B) {
	for _, people := range []int{120, 5000, 100_000} {
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			margins := []column.Bits{column.First(people)}
			for _, values := range []int{5, 15, 3, 2, 5, 4, 4, 2} {
				groups := make([]column.Bits, values)
				for i := range people {
					v := r.IntN(values)
					groups[v] = groups[v].Set(i)
				}
				margins = append(margins, groups...)
			}
			for b.Loop() {
				l, refused := New(5, Crowd{}), 0
				for _, m := range margins {
					if !l.Admit("x", m) {
						refused++
					}
				}
				b.ReportMetric(float64(refused), "refused")
				b.ReportMetric(float64(len(l.bases["x"].free)), "rows")
			}
		})
	}
}
