package stats

import "testing"

// R: oneway.test(count ~ spray, InsectSprays) gives F = 36.065, num df = 5, denom df = 30.043,
// p-value = 7.999e-12 (its help page).
func TestWelchsAnalysisOfTheInsectSprays(t *testing.T) {
	sprays := [][]float64{
		{10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13}, {11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13},
		{0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4}, {3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4},
		{3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4}, {11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13},
	}
	var groups []Moments
	var all []float64
	for _, xs := range sprays {
		m, err := MomentsOf(xs)
		if err != nil {
			t.Fatal(err)
		}
		groups, all = append(groups, m), append(all, xs...)
	}
	f, err := WelchANOVA(groups)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "F", f.F, 36.065, 5e-4)
	near(t, "df", f.DF2, 30.043, 5e-4)
	near(t, "p", f.P/7.999e-12, 1, 1e-3)
	pooled, err := PooledMoments(groups)
	want, _ := MomentsOf(all)
	if err != nil || pooled.N != want.N {
		t.Fatal(pooled, err)
	}
	near(t, "pooled mean", pooled.Mean, want.Mean, 1e-12)
	near(t, "pooled sd", pooled.SD, want.SD, 1e-12)

	two, err := WelchANOVA(groups[:2])
	welch, _ := Welch(groups[0], groups[1], Level95)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "of two groups F is Welch's t squared", two.F, welch.T*welch.T, 1e-12)
	near(t, "and so is p", two.P, welch.P, 1e-9)

	_, err = WelchANOVA(groups[:1])
	refused(t, "one group", err, ErrOneGroup)
	_, err = WelchANOVA([]Moments{{N: 3, Mean: 1}, {N: 3, Mean: 2}})
	refused(t, "no spread", err, ErrNoSpread)
	_, err = WelchANOVA([]Moments{{N: 1, Mean: 1}, {N: 3, Mean: 2, SD: 1}})
	refused(t, "one observation", err, ErrTooFew)
	_, err = PooledMoments(nil)
	refused(t, "nobody", err, ErrTooFew)
}
