package app_test

// What was dealt, computed by hand: from nothing but the questionnaire as it is
// written, an export as it is read, and the rule as it is described (the words at
// design.Order and design.Deck). None of the product's own code takes part.

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	questionnaire "dealervoice/cmd/internal/demo/surveys"
	"dealervoice/feedback"
)

// written are the designs as they stand in the questionnaire.
type written struct {
	DV struct {
		Seed    int64
		Designs []struct {
			ID      string
			Factors []struct {
				ID     string
				Levels []struct{ ID string }
			}
		}
	}
}

// exported is a line of an export.
type exported struct {
	Wave       int
	Attributes map[string]string
	Data       map[string]any
}

// hand is what was dealt of one design: the number-th unit of the block.
type hand struct {
	D, B string
	N    int
}

// byHand wants each cell of the first wave to be the one that seed, block and
// number make.
func byHand(t *testing.T, records []feedback.Record) {
	t.Helper()
	raw, err := questionnaire.Definition(questionnaire.PolicyTest)
	if err != nil {
		t.Fatal(err)
	}
	var w written
	if err := json.Unmarshal(raw, &w); err != nil {
		t.Fatal(err)
	}
	checked, cells := 0, map[string]bool{}
	for _, r := range records {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var e exported
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		if e.Wave != 1 {
			continue
		}
		var hands []hand
		if err := json.Unmarshal([]byte(e.Attributes["dealt"]), &hands); err != nil || len(hands) != len(w.DV.Designs) {
			t.Fatalf("%s: %v", e.Attributes["dealt"], err)
		}
		for _, d := range w.DV.Designs {
			h := hands[slices.IndexFunc(hands, func(x hand) bool { return x.D == d.ID })]
			want, counts := map[string]any{}, 1
			for _, f := range d.Factors {
				counts *= len(f.Levels)
			}
			card := shuffledByHand(w.DV.Seed, h.B, fmt.Sprintf("%s/deck/%d", d.ID, h.N/counts), counts)[h.N%counts]
			for k := len(d.Factors) - 1; k >= 0; k-- { // the last factor changes fastest
				f := d.Factors[k]
				want[f.ID] = f.Levels[card%len(f.Levels)].ID
				card /= len(f.Levels)
			}
			got := e.Data[d.ID]
			if len(d.Factors) == 1 {
				got = map[string]any{d.ID: got}
			}
			if !reflect.DeepEqual(got, any(want)) {
				t.Errorf("%s, number %d of block %q: %v is stored, %v is computed", d.ID, h.N, h.B, got, want)
			}
			checked++
			cells[fmt.Sprint(d.ID, want)] = true
		}
	}
	if checked != 44*4 || len(cells) != 3*4+2 {
		t.Errorf("%d assignments of %d cells were computed", checked, len(cells))
	}
}

// shuffledByHand deals the places 0 to n-1 by SHA-256 in counter mode over
// "dealervoice/order/1", seed, unit and name, each followed by a zero byte, and a
// counter of eight bytes; from the last place down each is exchanged with one at
// or before it.
func shuffledByHand(seed int64, unit, name string, n int) []int {
	var numbers []uint64
	for counter := range uint64(8) {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(fmt.Appendf(nil, "dealervoice/order/1\x00%d\x00%s\x00%s\x00", seed, unit, name), counter))
		for i := 0; i < len(sum); i += 8 {
			numbers = append(numbers, binary.BigEndian.Uint64(sum[i:]))
		}
	}
	places := make([]int, n)
	for i := range places {
		places[i] = i
	}
	for i := n - 1; i > 0; i-- {
		within := uint64(i + 1)
		uneven := (1 << 63 % within * 2) % within // 2^64 mod within: numbers below it are passed over
		for numbers[0] < uneven {
			numbers = numbers[1:]
		}
		j := numbers[0] % within
		numbers = numbers[1:]
		places[i], places[j] = places[j], places[i]
	}
	return places
}
