// Kano: which features delight, which are taken for granted?
package stats

import "math"

// KanoClass is a cell of Kano's evaluation table.
type KanoClass string

// The classes, in the order in which a tie is decided (the stronger need first).
const (
	MustBe         KanoClass = "must-be"
	OneDimensional KanoClass = "one-dimensional"
	Attractive     KanoClass = "attractive"
	Indifferent    KanoClass = "indifferent"
	Reverse        KanoClass = "reverse"
	Questionable   KanoClass = "questionable"
)

// KanoOf classifies one pair of answers, 1 like it, 2 expect it, 3 neutral, 4 can live with it,
// 5 dislike it: to having the feature and to not having it.
//
// Source: Kano et al. (1984); evaluation table of Berger et al. (1993) Center for Quality
// Management Journal 2(4):3-36.
func KanoOf(having, lacking int) (KanoClass, error) {
	if having < 1 || having > 5 || lacking < 1 || lacking > 5 {
		return "", refuse("Kano", ErrRange, "answers %d and %d are not 1 to 5", having, lacking)
	}
	switch {
	case having == 1 && lacking == 1, having == 5 && lacking == 5:
		return Questionable, nil
	case having == 1 && lacking == 5:
		return OneDimensional, nil
	case having == 1:
		return Attractive, nil
	case having == 5 || lacking == 1:
		return Reverse, nil
	case lacking == 5:
		return MustBe, nil
	}
	return Indifferent, nil
}

// Kano sums the answers to one feature.
type Kano struct {
	N      int               `json:"n"`
	Counts map[KanoClass]int `json:"counts"`
	// Class is the most frequent one; Clear tells whether it leads the second by more than
	// chance (Fong's test at 90 %).
	Class KanoClass `json:"class"`
	Clear bool      `json:"clear"`
	// Better is the share that having would satisfy, Worse minus the share that lacking would
	// dissatisfy, of the answers that are attractive, one-dimensional, must-be or indifferent.
	Better float64 `json:"better"`
	Worse  float64 `json:"worse"`
}

// KanoFeature classifies a feature from the pairs of answers.
//
// Source: Berger et al. (1993), with Fong's test: a leads b if |a - b| >= 1.65*sqrt((a+b)(2n-a-b)/(2n)).
func KanoFeature(having, lacking []int) (Kano, error) {
	if len(having) != len(lacking) {
		return Kano{}, refuse("Kano", ErrShape, "%d and %d answers", len(having), len(lacking))
	}
	if len(having) == 0 {
		return Kano{}, refuse("Kano", ErrTooFew, "no answers")
	}
	out := Kano{N: len(having), Counts: map[KanoClass]int{}}
	for i := range having {
		c, err := KanoOf(having[i], lacking[i])
		if err != nil {
			return Kano{}, err
		}
		out.Counts[c]++
	}
	first, second := 0, 0
	for _, c := range []KanoClass{MustBe, OneDimensional, Attractive, Indifferent, Reverse, Questionable} {
		switch n := out.Counts[c]; {
		case n > first:
			first, second, out.Class = n, first, c
		case n > second:
			second = n
		}
	}
	a, b, n := float64(first), float64(second), float64(out.N)
	out.Clear = a > b && a-b >= 1.65*math.Sqrt((a+b)*(2*n-a-b)/(2*n))
	at, one, must := float64(out.Counts[Attractive]), float64(out.Counts[OneDimensional]), float64(out.Counts[MustBe])
	if base := at + one + must + float64(out.Counts[Indifferent]); base > 0 {
		out.Better, out.Worse = (at+one)/base, -(one+must)/base
	}
	return out, nil
}
