package respondweb_test

// What a phone far from its mast waits for the dealer questionnaire, and what
// is loaded: nothing passes or fails by a time, it is printed.

import (
	"slices"
	"testing"

	"dealervoice/cmd/internal/apptest"
	"dealervoice/cmd/internal/browsertest"
	"dealervoice/cmd/internal/db/dbtest"
)

// BenchmarkSlow4G opens the questionnaire with an empty cache over a slow
// network and prints medians: first paint, loaded (milliseconds), requests and
// compressed bytes of the load, and those once the form was touched and can go
// on without a connection.
func BenchmarkSlow4G(b *testing.B) {
	a := apptest.Start(b, dbtest.SQLite(b))
	dealers(b, a)
	browser := browsertest.Start(b)
	browser.Open(browsertest.Phone, a.URL+"/s/dealer-quarterly") // the server's first page is nobody's measure
	for name, path := range map[string]string{"public": "/s/dealer-quarterly", "personal": invite(b, a, "dealer-quarterly", "D-1")} {
		b.Run(name, func(b *testing.B) {
			const visits = 7
			var paint, loaded []float64
			var first, all browsertest.Traffic
			for range visits {
				p := browser.Open(browsertest.Phone, a.URL+"/healthz").Slow4G()
				p.Traffic()
				p.Visit(a.URL + path)
				p.Until(`performance.getEntriesByType("navigation")[0].loadEventEnd > 0 && performance.getEntriesByName("first-contentful-paint").length`)
				first = p.Traffic()
				paint = append(paint, browsertest.Tell[float64](p, `performance.getEntriesByName("first-contentful-paint")[0].startTime`))
				loaded = append(loaded, browsertest.Tell[float64](p, `performance.getEntriesByType("navigation")[0].loadEventEnd`))
				packed(p.Click("[name=d1][value=owner]"))
				all = p.Traffic()
			}
			for b.Loop() { // the work is done; nothing here is per iteration
			}
			b.ReportMetric(middle(paint), "paint-ms")
			b.ReportMetric(middle(loaded), "loaded-ms")
			b.ReportMetric(float64(first.Requests), "requests")
			b.ReportMetric(float64(first.Bytes), "bytes")
			b.ReportMetric(float64(all.Requests), "later-requests")
			b.ReportMetric(float64(all.Bytes), "later-bytes")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func middle(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
