package sense_test

import (
	"testing"

	"dealervoice/analysis/text/sense"
)

// The numbers are those of WordNet's lexicographer files.
func TestWordsBelongToTheirFields(t *testing.T) {
	const food, person, artifact = 13, 18, 6
	for word, want := range map[string]uint8{"pasta": food, "gnocchi": food, "waiter": person, "doctor": person, "ambulance": artifact} {
		got := sense.Of(word)
		if len(got) == 0 || got[0].ID != want || got[0].Weight < 0.5 {
			t.Errorf("%s: %v, want field %d first", word, got, want)
		}
	}
}

func TestTheFirstFormThatIsListedCounts(t *testing.T) {
	if got, want := sense.Of("waiterses", "waiter"), sense.Of("waiter"); len(got) == 0 || &got[0] != &want[0] {
		t.Errorf("%v, want those of waiter", got)
	}
	if got := sense.Of("", "xyzzyx"); got != nil {
		t.Errorf("fields of no word: %v", got)
	}
}

// Every word has fields that add up to about one, and no field without weight.
func TestWeightsAreShares(t *testing.T) {
	for _, word := range []string{"bill", "menu", "nurse", "parking", "phone", "wait", "serve"} {
		sum := float32(0)
		for _, f := range sense.Of(word) {
			if f.Weight <= 0 || f.ID > 44 {
				t.Errorf("%s: %+v", word, f)
			}
			sum += f.Weight
		}
		if sum < 0.25 || sum > 1.5 {
			t.Errorf("%s: shares add up to %.2f", word, sum)
		}
	}
}
