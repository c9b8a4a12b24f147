package surveydb_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"dealervoice/survey"
	"dealervoice/survey/answer"
	"dealervoice/survey/audience"
	"dealervoice/survey/definition"
)

const dealt = `{"dv":{"seed":20261123,"privacy":{"mode":"confidential"},"designs":[
 {"id":"v","factors":[{"id":"timing","levels":[{"id":"monthly"},{"id":"yearly"}]},{"id":"form","levels":[{"id":"cash"},{"id":"goods"}]}],"deal":{"blockBy":["region","tier"]}},
 {"id":"arm","factors":[{"id":"arm","levels":[{"id":"pilot"},{"id":"rest"}]}],"deal":{"to":"owner"}},
 {"id":"hue","factors":[{"id":"hue","levels":[{"id":"red"},{"id":"blue"}]}],"deal":{"waves":"new"}},
 {"id":"drawn","factors":[{"id":"drawn","levels":[{"id":"x"},{"id":"y"}]}],"deal":{"method":"drawn"}}]},
 "title":"T","pages":[{"elements":[{"type":"text","name":"q1","title":"Q"}]}]}`

func dealers(n int) []audience.Dealer {
	out := make([]audience.Dealer, n)
	for i := range out {
		out[i] = audience.Dealer{Code: audience.Code(fmt.Sprintf("D%03d", i)), Name: "N", Region: []string{"华东", "华南", "西南"}[i%3],
			Tier: []string{"A", "B"}[i/3%2], OwnerGroup: fmt.Sprint("G", i/4), Rep: "li@example.com"}
	}
	return out
}

// cells tells what each invited dealer gets of a design, as the form decides.
func cells(t *testing.T, def *definition.Definition, issued []survey.Issued, id string) map[audience.Code]string {
	t.Helper()
	out := map[audience.Code]string{}
	for _, is := range issued {
		on := answer.Occasion{Unit: string(is.Invitation.ID), Attributes: is.Invitation.Attributes}
		d := def.Design(id)
		out[is.Invitation.DealerCode] = fmt.Sprint(d.Value(answer.CellOf(def, d, on)))
	}
	return out
}

// spread is the greatest difference between counts of cells in any block.
func spread(issued []survey.Issued, got map[audience.Code]string, kinds int, by func(survey.Invitation) string) int {
	counts := map[string]map[string]int{}
	for _, is := range issued {
		b := by(is.Invitation)
		if counts[b] == nil {
			counts[b] = map[string]int{}
		}
		counts[b][got[is.Invitation.DealerCode]]++
	}
	worst := 0
	for _, block := range counts {
		least, most := 1<<30, 0
		for _, n := range block {
			least, most = min(least, n), max(most, n)
		}
		if len(block) < kinds {
			least = 0
		}
		worst = max(worst, most-least)
	}
	return worst
}

func block(i survey.Invitation) string { return i.Attributes["region"] + "/" + i.Attributes["tier"] }

// TestCellsAreDealtEvenlyWhoeverInvites has eight processes invite at once.
func TestCellsAreDealtEvenlyWhoeverInvites(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if _, _, err := w.Import(ctx, analyst, survey.Import{Slug: "s", Source: []byte(dealt)}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Publish(ctx, analyst, "s"); err != nil {
			t.Fatal(err)
		}
		p, err := w.Published(ctx, "s")
		if err != nil {
			t.Fatal(err)
		}
		all := dealers(104)
		var wg sync.WaitGroup
		var mu sync.Mutex
		var issued []survey.Issued
		for part := range slices.Chunk(all, 13) {
			wg.Go(func() {
				list, err := w.another().Invite(ctx, analyst, "s", part)
				if err != nil {
					t.Errorf("invite: %v", err)
				}
				mu.Lock()
				defer mu.Unlock()
				issued = append(issued, list...)
			})
		}
		wg.Wait()
		if len(issued) != len(all) {
			t.Fatalf("%d invited", len(issued))
		}
		first := cells(t, p.Definition, issued, "v")
		if d := spread(issued, first, 4, block); d > 1 {
			t.Errorf("cells differ by %d in a block", d)
		}
		arms := cells(t, p.Definition, issued, "arm")
		owner := map[audience.Code]string{}
		byOwner := map[string]string{}
		for _, d := range all {
			owner[d.Code] = d.OwnerGroup
			if had, ok := byOwner[d.OwnerGroup]; ok && had != arms[d.Code] {
				t.Errorf("dealers of %s are in %s and %s", d.OwnerGroup, had, arms[d.Code])
			}
			byOwner[d.OwnerGroup] = arms[d.Code]
		}
		pilots := 0
		for _, arm := range byOwner {
			if arm == "pilot" {
				pilots++
			}
		}
		if pilots != 13 {
			t.Errorf("%d of 26 owners are pilots", pilots)
		}

		// The same link anew and the next wave: the same cells, but for what is
		// dealt anew. Those who come later even out what is there.
		again := w.invite(t, "s", all[:20]...)
		for code, cell := range cells(t, p.Definition, again, "v") {
			if cell != first[code] {
				t.Errorf("%s: a new link changed %s to %s", code, first[code], cell)
			}
		}
		if err := w.StartWave(ctx, analyst, "s", 1); err != nil {
			t.Fatal(err)
		}
		moved := slices.Clone(all)
		for i := range moved {
			moved[i].Tier = "C" // the block is another one now; what was dealt holds
		}
		second := w.invite(t, "s", append(moved, dealers(131)[104:]...)...)
		for _, id := range []string{"v", "arm", "drawn"} {
			before, after := cells(t, p.Definition, issued, id), cells(t, p.Definition, second, id)
			for code, cell := range before {
				if after[code] != cell {
					t.Errorf("%s of %s was %s and is %s", id, code, cell, after[code])
				}
			}
		}
		changed := 0
		hue, later := cells(t, p.Definition, issued, "hue"), cells(t, p.Definition, second, "hue")
		for code, cell := range hue {
			if later[code] != cell {
				changed++
			}
		}
		if changed < 20 || spread(second, later, 2, func(survey.Invitation) string { return "" }) > 1 {
			t.Errorf("dealt anew, %d of 104 changed", changed)
		}
	})
}
