package feedback

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/calendar"
)

// castsOf draws ballots of a few regions, tiers, waves and languages.
func castsOf(t *rapid.T) []cast {
	n := rapid.IntRange(0, 120).Draw(t, "ballots")
	list := make([]cast, n)
	for i := range list {
		r := Response{ID: ID(fmt.Sprint("r", i)), Version: 1, Channel: ByForm, Wave: rapid.IntRange(1, 2).Draw(t, "wave"), Language: "zh-CN", Attributes: audience.Attributes{}}
		if rapid.IntRange(0, 9).Draw(t, "english") == 0 {
			r.Language = "en"
		}
		r.attribute(audience.Attributes{
			"region": rapid.SampledFrom([]string{"a", "a", "a", "b", "c"}).Draw(t, "region"),
			"tier":   rapid.SampledFrom([]string{"1", "1", "2"}).Draw(t, "tier"),
		})
		list[i] = cast{Response: r, Cell: 5}
	}
	return list
}

func idsOf(list []cast) map[ID]cast {
	out := map[ID]cast{}
	for _, c := range list {
		out[c.Response.ID] = c
	}
	return out
}

// truthful fails where a ballot came out with something it did not bring.
func truthful(t *rapid.T, before, after []cast) {
	was := idsOf(before)
	for _, c := range after {
		w, ok := was[c.Response.ID]
		if !ok || c.Response.Wave != w.Response.Wave || c.Response.Language != "" && c.Response.Language != w.Response.Language {
			t.Fatalf("%+v came of %+v", c, w)
		}
		for name, v := range c.Response.Attributes {
			if w.Response.Attributes[name] != v {
				t.Fatalf("%s=%s came of %v", name, v, w.Response.Attributes)
			}
		}
		if c.Response.Region != c.Response.Attributes["region"] {
			t.Fatalf("place %q beside %v", c.Response.Region, c.Response.Attributes)
		}
	}
}

func TestWhatIsMixedInNeverStandsWithFewerThanK(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := castsOf(t)
		batch := drawSome(list)
		truthful(t, list, batch)
		in := idsOf(batch)
		if len(in) != len(batch) {
			t.Fatal("a ballot went in twice")
		}
		for _, group := range grouped(batch, levels()[0]) {
			if len(group) < 5 {
				t.Fatalf("a batch holds %d that are alike", len(group))
			}
		}
		if rest := len(list) - len(batch); len(batch) > 0 && rest < 5 {
			t.Fatalf("a pool of %d is left", rest)
		}
	})
}

func TestAtTheEndEverythingIsMixedInAndTheFewGiveUpWhatTellsThemApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := castsOf(t)
		batch := drawAll(list)
		truthful(t, list, batch)
		if len(idsOf(batch)) != len(list) {
			t.Fatalf("%d of %d", len(idsOf(batch)), len(list))
		}
		waves := map[int]int{}
		for _, c := range list {
			waves[c.Response.Wave]++
		}
		for _, group := range grouped(batch, levels()[0]) {
			r := group[0].Response
			if least := min(5, waves[r.Wave]); len(group) < least {
				t.Fatalf("%d of wave %d are alike in %v %q", len(group), r.Wave, r.Attributes, r.Language)
			}
		}
	})
}

func TestBallotsKeepWhatTheyCanAndAreMixedAtRandom(t *testing.T) {
	var list []cast
	for i := range 40 {
		r := Response{ID: ID(fmt.Sprintf("r%02d", i)), Language: "zh-CN", Attributes: audience.Attributes{}}
		r.attribute(audience.Attributes{"region": "a", "tier": "1"})
		list = append(list, cast{Response: r, Cell: 8})
	}
	first, second := drawSome(list), drawSome(list)
	if len(first) != 32 || len(second) != 32 {
		t.Fatalf("%d and %d of 40 went in beside a pool of 8", len(first), len(second))
	}
	same := slices.EqualFunc(first, second, func(a, b cast) bool { return a.Response.ID == b.Response.ID })
	if same || slices.IsSortedFunc(first, func(a, b cast) int { return bytes.Compare([]byte(a.Response.ID), []byte(b.Response.ID)) }) {
		t.Error("the order is not drawn")
	}
	if maps.EqualFunc(idsOf(first), idsOf(second), func(cast, cast) bool { return true }) {
		t.Error("the same ballots stay in the pool each time")
	}
	for _, c := range first {
		if c.Response.Attributes["tier"] != "1" || c.Response.Language != "zh-CN" {
			t.Fatalf("went in as %+v", c.Response)
		}
	}
	if got := drawSome(list[:15]); len(got) != 0 {
		t.Errorf("%d of 15 went in, which leaves fewer than 8 or lets fewer than 8 go", len(got))
	}
}

func TestASealedBallotTellsNotEvenItsLength(t *testing.T) {
	key := bytes.Repeat([]byte{7}, 32)
	sizes := map[int]bool{}
	for _, text := range []string{"", "返利太慢", string(bytes.Repeat([]byte("x"), 2000))} {
		data, err := json.Marshal(answer.Data{"why": text})
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := cast{Response: Response{ID: "r"}, Data: data, Cell: 5}.seal(key)
		if err != nil {
			t.Fatal(err)
		}
		sizes[len(sealed)] = true
		if text != "" && bytes.Contains(sealed, []byte(text)) {
			t.Error("the answer can be read")
		}
		c, err := Ballot{Sealed: sealed}.open(key)
		if err != nil || c.Response.Data["why"] != text || c.Response.ID != "r" || c.Cell != 5 {
			t.Errorf("came back as %+v, %v", c, err)
		}
		if _, err := (Ballot{Sealed: sealed}).open(bytes.Repeat([]byte{8}, 32)); err == nil {
			t.Error("another key opens it")
		}
	}
	if len(sizes) != 1 {
		t.Errorf("lengths %v tell answers apart", sizes)
	}
}

func TestAPaddedDraftOpensAndHasTheLengthOfOthers(t *testing.T) {
	slip := Slip{Survey: "s", Unit: NewUnit()}
	lengths := map[int]bool{}
	for _, text := range []string{"a", string(bytes.Repeat([]byte("b"), 900))} {
		kept := &keeper{}
		s := New(Needs{Store: kept, Calendar: calendar.Calendar{Clock: time.Now, Zone: time.UTC}})
		if _, err := s.Keep(context.Background(), slip, Progress{Data: answer.Data{"q": text}, Padded: true}); err != nil {
			t.Fatal(err)
		}
		lengths[len(kept.last.Sealed)] = true
		p, err := open(&kept.last, slip)
		if err != nil || p.Data["q"] != text {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if len(lengths) != 1 {
		t.Errorf("lengths %v", lengths)
	}
}

// keeper keeps the last draft.
type keeper struct {
	Store
	last Draft
}

func (k *keeper) SaveDraft(_ context.Context, d Draft) (int, error) {
	k.last = d
	return 1, nil
}
