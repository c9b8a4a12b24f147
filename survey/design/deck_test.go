package design_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"dealervoice/survey/design"
)

func TestCardsDifferByOneAtMost(t *testing.T) {
	for cards := 1; cards <= 9; cards++ {
		d := design.Deck{Seed: 1, Design: "v", Block: "east/A", Cards: cards}
		count := make([]int, cards)
		for n := range 100 {
			count[d.Card(n)]++
			if slices.Max(count)-slices.Min(count) > 1 {
				t.Fatalf("after %d of %d cards: %v", n+1, cards, count)
			}
		}
	}
}

func TestDecksAreNotAlike(t *testing.T) {
	first := map[int]int{}
	for block := range 400 {
		first[design.Deck{Seed: 9, Design: "v", Block: fmt.Sprint(block), Cards: 4}.Card(0)]++
	}
	for card, n := range first {
		if math.Abs(float64(n)-100) > 4*math.Sqrt(75) {
			t.Errorf("card %d comes first in %d of 400 blocks", card, n)
		}
	}
}

// TestDrawnCardsAreAsEvenAsChanceIs tests the claim of the imbalance of
// hash-based assignment: chi square with 3 degrees of freedom, 99.9 %.
func TestDrawnCardsAreAsEvenAsChanceIs(t *testing.T) {
	count := make([]float64, 4)
	const n = 8000
	for i := range n {
		count[design.Deck{Seed: 5, Design: "v", Cards: 4}.Drawn(fmt.Sprint("unit", i))]++
	}
	chi := 0.0
	for _, c := range count {
		chi += (c - n/4) * (c - n/4) / (n / 4)
	}
	if chi > 16.27 || chi == 0 {
		t.Errorf("chi square %.2f of counts %v", chi, count)
	}
}

// TestBelowIsTheFirstNumberOfTheStream pins the construction for numbers as
// survey/answer pins it for orders: sha256 of the documented text, first eight
// bytes, computed a second time with Python's hashlib.
func TestBelowIsTheFirstNumberOfTheStream(t *testing.T) {
	for _, c := range []struct {
		seed       int64
		unit, name string
		n, want    int
	}{{20261123, "dealer-7", "arm", 1000, 53}, {1, "u", "v/drawn", 4, 1}, {1, "u", "v", 1, 0}, {1, "u", "v", 0, 0}} {
		if got := design.Below(c.seed, c.unit, c.name, c.n); got != c.want {
			t.Errorf("%+v: %d", c, got)
		}
	}
}
