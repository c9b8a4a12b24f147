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
	// dissatisfy, of the answers that are attractive, one-dimensional, must-be or indifferent
	// (Base of them), with Wilson intervals at 95 %.
	Better         float64  `json:"better"`
	Worse          float64  `json:"worse"`
	Base           int      `json:"base"`
	BetterInterval Interval `json:"better_interval"`
	WorseInterval  Interval `json:"worse_interval"`
}

// KanoClasses lists the classes in the order in which a tie is decided.
func KanoClasses() []KanoClass {
	return []KanoClass{MustBe, OneDimensional, Attractive, Indifferent, Reverse, Questionable}
}

// KanoFeature classifies a feature from the pairs of answers; see KanoCounted.
func KanoFeature(having, lacking []int) (Kano, error) {
	if len(having) != len(lacking) {
		return Kano{}, refuse("Kano", ErrShape, "%d and %d answers", len(having), len(lacking))
	}
	counts := map[KanoClass]int{}
	for i := range having {
		c, err := KanoOf(having[i], lacking[i])
		if err != nil {
			return Kano{}, err
		}
		counts[c]++
	}
	return KanoCounted(counts)
}

// KanoCounted classifies a feature from how often each class was answered.
//
// Source: Berger et al. (1993), with Fong's test: a leads b if |a - b| >= 1.65*sqrt((a+b)(2n-a-b)/(2n)).
func KanoCounted(counts map[KanoClass]int) (Kano, error) {
	out := Kano{Counts: counts}
	first, second := 0, 0
	for _, c := range KanoClasses() {
		n := counts[c]
		if n < 0 {
			return Kano{}, refuse("Kano", ErrRange, "%d answers %s", n, c)
		}
		out.N += n
		switch {
		case n > first:
			first, second, out.Class = n, first, c
		case n > second:
			second = n
		}
	}
	if out.N == 0 {
		return Kano{}, refuse("Kano", ErrTooFew, "no answers")
	}
	a, b, n := float64(first), float64(second), float64(out.N)
	out.Clear = a > b && a-b >= 1.65*math.Sqrt((a+b)*(2*n-a-b)/(2*n))
	return out, out.coefficients()
}

// coefficients adds what having and lacking would do.
func (k *Kano) coefficients() error {
	at, one, must := k.Counts[Attractive], k.Counts[OneDimensional], k.Counts[MustBe]
	if k.Base = at + one + must + k.Counts[Indifferent]; k.Base == 0 {
		return nil
	}
	better, err := Wilson(at+one, k.Base, Level95)
	if err != nil {
		return err
	}
	worse, err := Wilson(one+must, k.Base, Level95)
	if err != nil {
		return err
	}
	k.Better, k.BetterInterval = float64(at+one)/float64(k.Base), better
	k.Worse, k.WorseInterval = -float64(one+must)/float64(k.Base), Interval{Low: -worse.High, High: -worse.Low, Level: worse.Level}
	return nil
}
