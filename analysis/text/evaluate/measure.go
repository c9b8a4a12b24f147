// From counts to figures, and their intervals by resampling answers.

package evaluate

import (
	"math/rand/v2"
	"slices"
)

// draws is the number of bootstrap samples.
const draws = 1000

// Seed is the seed of a report that nobody chose another for.
const Seed = 20240229

// Measure scores the rows on their unique texts.
func Measure(rows []Row, seed uint64) Report {
	unique := Unique(rows)
	tallies, names, rated := compare(unique)
	whole := sum(tallies, nil, len(names))
	rep := Report{Rows: len(rows), Unique: len(unique), Draws: draws, Seed: seed, Themes: []Theme{}}
	point := whole.figures()
	samples := resample(tallies, len(names), seed)

	rep.Micro = scores(point, samples, func(f figures) prf { return f.micro })
	rep.Macro = scores(point, samples, func(f figures) prf { return f.macro })
	rep.Exact = figure(point, samples, func(f figures) float64 { return f.exact })
	if rated {
		rep.Polarity = &Polarity{
			Pairs:    whole.all.rated,
			Accuracy: figure(point, samples, func(f figures) float64 { return f.accuracy }),
			Pair:     scores(point, samples, func(f figures) prf { return f.pair }),
		}
	}
	for i, name := range names {
		c := whole.themes[i]
		th := Theme{ID: name, Support: c.hit + c.missed, Predicted: c.hit + c.extra,
			Scores: scores(point, samples, func(f figures) prf { return f.themes[i] })}
		if c.rated > 0 {
			a := figure(point, samples, func(f figures) float64 { return f.accuracies[i] })
			th.PolarityAccuracy = &a
		}
		rep.Themes = append(rep.Themes, th)
	}
	slices.SortStableFunc(rep.Themes, func(a, b Theme) int {
		if a.Support != b.Support {
			return b.Support - a.Support
		}
		return b.Predicted - a.Predicted
	})
	return rep
}

// total sums the answers of one sample.
type total struct {
	themes []count
	all    count
	exact  int
	n      int
}

// sum adds up the tallies at the places given, all of them if none are.
func sum(tallies []tally, places []int, themes int) total {
	t := total{themes: make([]count, themes)}
	add := func(x tally) {
		t.n++
		if x.exact {
			t.exact++
		}
		for _, c := range x.cells {
			t.themes[c.theme].plus(c.count)
			t.all.plus(c.count)
		}
	}
	if places == nil {
		for _, x := range tallies {
			add(x)
		}
		return t
	}
	for _, p := range places {
		add(tallies[p])
	}
	return t
}

// prf is precision, recall and F1.
type prf struct{ precision, recall, f1 float64 }

// figures are all figures of one sample.
type figures struct {
	micro, macro, pair prf
	exact, accuracy    float64
	themes             []prf
	accuracies         []float64
}

func (t total) figures() figures {
	f := figures{
		micro:    score(t.all.hit, t.all.extra, t.all.missed),
		pair:     score(t.all.pairHit, t.all.pairGuess-t.all.pairHit, t.all.pairGold-t.all.pairHit),
		exact:    share(t.exact, t.n),
		accuracy: share(t.all.right, t.all.rated),
	}
	carried := 0
	for _, c := range t.themes {
		p := score(c.hit, c.extra, c.missed)
		f.themes = append(f.themes, p)
		f.accuracies = append(f.accuracies, share(c.right, c.rated))
		if c.hit+c.missed == 0 {
			continue
		}
		carried++
		f.macro.precision += p.precision
		f.macro.recall += p.recall
		f.macro.f1 += p.f1
	}
	if carried > 0 {
		f.macro.precision /= float64(carried)
		f.macro.recall /= float64(carried)
		f.macro.f1 /= float64(carried)
	}
	return f
}

func score(hit, extra, missed int) prf {
	return prf{share(hit, hit+extra), share(hit, hit+missed), share(2*hit, 2*hit+extra+missed)}
}

// share is a/b, and 0 where there is nothing.
func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// resample draws answers with replacement.
func resample(tallies []tally, themes int, seed uint64) []figures {
	if len(tallies) == 0 {
		return nil
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	out := make([]figures, draws)
	places := make([]int, len(tallies))
	for i := range out {
		for j := range places {
			places[j] = rng.IntN(len(tallies))
		}
		out[i] = sum(tallies, places, themes).figures()
	}
	return out
}

func scores(point figures, samples []figures, of func(figures) prf) Scores {
	p := of(point)
	s := Scores{Precision: p.precision, Recall: p.recall, F1: p.f1}
	s.Interval.Precision = interval(samples, func(f figures) float64 { return of(f).precision })
	s.Interval.Recall = interval(samples, func(f figures) float64 { return of(f).recall })
	s.Interval.F1 = interval(samples, func(f figures) float64 { return of(f).f1 })
	return s
}

func figure(point figures, samples []figures, of func(figures) float64) Figure {
	between := interval(samples, of)
	return Figure{Value: of(point), Low: between[0], High: between[1]}
}

// interval is the middle 95 % of a figure over the samples.
func interval(samples []figures, of func(figures) float64) [2]float64 {
	if len(samples) == 0 {
		return [2]float64{}
	}
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	n := len(values)
	return [2]float64{values[n*25/1000], values[n-1-n*25/1000]}
}
