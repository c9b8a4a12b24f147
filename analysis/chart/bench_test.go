package chart

import (
	"bytes"
	"testing"
)

func BenchmarkCharts(b *testing.B) {
	for _, set := range []struct {
		name   string
		labels []string
	}{{"five", names("zh-CN", 5)}, {"forty", names("zh-CN", 40)}} {
		for _, s := range samples(set.labels, false) {
			for kind, draw := range map[string]func(*bytes.Buffer) error{
				"svg": func(w *bytes.Buffer) error { return SVG(w, s.figure, look("zh-CN", Wide)) },
				"png": func(w *bytes.Buffer) error { return PNG(w, s.figure, look("zh-CN", Wide)) },
			} {
				b.Run(s.name+"/"+set.name+"/"+kind, func(b *testing.B) {
					b.ReportAllocs()
					var w bytes.Buffer
					for b.Loop() {
						w.Reset()
						if err := draw(&w); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(w.Len()), "bytes/chart")
				})
			}
		}
	}
}
