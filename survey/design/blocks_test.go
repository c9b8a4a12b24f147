package design_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dealervoice/survey/design"
)

// TestKnownBlockDesignsAreFound takes parameters for which balanced incomplete
// block designs are known (Cochran & Cox 1957, plans 11.1 to 11.30).
func TestKnownBlockDesignsAreFound(t *testing.T) {
	for _, c := range []struct{ items, perTask, tasks, shown, met int }{
		{7, 3, 7, 3, 1}, {7, 4, 7, 4, 2}, {9, 3, 12, 4, 1}, {13, 4, 13, 4, 1}, {6, 3, 10, 5, 2}, {5, 4, 5, 4, 3}, {11, 5, 11, 5, 2}, {9, 4, 18, 8, 3}, {10, 4, 15, 6, 2},
	} {
		t.Run(fmt.Sprintf("%d items, %d tasks of %d", c.items, c.tasks, c.perTask), func(t *testing.T) {
			m := design.MaxDiff{Items: c.items, PerTask: c.perTask, Tasks: c.tasks, Versions: 3, Seed: 7, Name: "t"}
			blocks, err := m.Make()
			if err != nil {
				t.Fatal(err)
			}
			b := blocks.Balance(c.items)
			if !b.BIBD() || b.Shown.Most != c.shown || b.Met.Most != c.met || !b.Connected {
				t.Errorf("%+v is no balanced incomplete block design", b)
			}
		})
	}
}

// TestUsualSizesAreAsEvenAsTheyCanBe: items equally often in every version, pairs
// within one or two of each other in a version and close over all versions, the
// places evened out. For 8 items in 6 tasks and 15 in 9 the search finds none with
// pairs within one.
func TestUsualSizesAreAsEvenAsTheyCanBe(t *testing.T) {
	for _, c := range []struct{ items, perTask, met int }{{8, 4, 2}, {10, 4, 1}, {12, 4, 1}, {15, 5, 2}, {16, 4, 1}, {20, 5, 1}, {24, 4, 1}, {30, 5, 1}} {
		m := design.MaxDiff{Items: c.items, PerTask: c.perTask, Tasks: design.Recommended(c.items, c.perTask), Versions: 10, Seed: 20261123, Name: "usual"}
		blocks, err := m.Make()
		if err != nil {
			t.Fatal(err)
		}
		b := blocks.Balance(c.items)
		t.Logf("%d items, %d tasks of %d: %+v", c.items, m.Tasks, c.perTask, b)
		if b.Shown.Least != b.Shown.Most || b.AllShown.Least != b.AllShown.Most || b.Met.Most-b.Met.Least > c.met || !b.Connected {
			t.Errorf("%d items: not even: %+v", c.items, b)
		}
		if b.AllMet.Most-b.AllMet.Least > 3 || b.Placed.Most-b.Placed.Least > 3 {
			t.Errorf("%d items: over all versions pairs %+v, places %+v", c.items, b.AllMet, b.Placed)
		}
	}
}

// TestAnyBlocksHoldWhatTheyPromise draws sizes and checks what must hold for
// all of them, not only for those that come out well.
func TestAnyBlocksHoldWhatTheyPromise(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := design.MaxDiff{Items: rapid.IntRange(4, 16).Draw(rt, "items"), Versions: rapid.IntRange(1, 3).Draw(rt, "versions"),
			Seed: rapid.Int64().Draw(rt, "seed"), Name: "any"}
		m.PerTask = rapid.IntRange(3, min(6, m.Items-1)).Draw(rt, "perTask")
		m.Tasks = rapid.IntRange((m.Items+m.PerTask-1)/m.PerTask, 14).Draw(rt, "tasks")
		blocks, err := m.Make()
		if err != nil {
			rt.Fatal(err)
		}
		again, _ := m.Make()
		if !reflect.DeepEqual(blocks, again) {
			rt.Fatal("made twice, it is another one")
		}
		shown := make([]int, m.Items)
		for _, version := range blocks {
			if len(version) != m.Tasks {
				rt.Fatalf("%d tasks", len(version))
			}
			for _, task := range version {
				sorted := slices.Clone(task)
				slices.Sort(sorted)
				if len(task) != m.PerTask || len(slices.Compact(sorted)) != m.PerTask || sorted[0] < 0 || sorted[len(sorted)-1] >= m.Items {
					rt.Fatalf("task %v", task)
				}
				for _, i := range task {
					shown[i]++
				}
			}
		}
		b := blocks.Balance(m.Items)
		if b.Shown.Most-b.Shown.Least > 1 {
			rt.Fatalf("items are shown unequally: %+v", b)
		}
		if b.AllShown.Least != slices.Min(shown) || b.AllShown.Most != slices.Max(shown) {
			rt.Fatalf("the check counts %+v, by hand %v", b.AllShown, shown)
		}
	})
}

func TestTheCheckSeesWhatIsWrong(t *testing.T) {
	even := design.Blocks{{{0, 1, 2}, {0, 3, 4}, {0, 5, 6}, {1, 3, 5}, {1, 4, 6}, {2, 3, 6}, {2, 4, 5}}} // Fano's plane
	if b := even.Balance(7); !b.BIBD() || !b.Even() || !b.Connected {
		t.Errorf("Fano's plane: %+v", b)
	}
	apart := design.Blocks{{{0, 1, 2}, {0, 1, 2}, {3, 4, 5}, {3, 4, 5}}}
	if b := apart.Balance(6); b.Connected || b.BIBD() || b.Even() {
		t.Errorf("two groups that never meet: %+v", b)
	}
	unequal := design.Blocks{{{0, 1, 2}, {0, 1, 3}, {0, 2, 3}}}
	if b := unequal.Balance(4); b.Shown != (design.Span{Least: 2, Most: 3}) || b.Met != (design.Span{Least: 1, Most: 2}) || b.BIBD() {
		t.Errorf("%+v", b)
	}
}

func TestSizesThatMakeNoBlocksAreRefused(t *testing.T) {
	for name, m := range map[string]design.MaxDiff{
		"three items":      {Items: 3, PerTask: 3, Tasks: 4, Versions: 1},
		"all items a task": {Items: 5, PerTask: 5, Tasks: 4, Versions: 1},
		"pairs":            {Items: 5, PerTask: 2, Tasks: 4, Versions: 1},
		"items left out":   {Items: 20, PerTask: 4, Tasks: 4, Versions: 1},
		"no version":       {Items: 8, PerTask: 4, Tasks: 4},
		"a thousand items": {Items: 1000, PerTask: 4, Tasks: 50, Versions: 1},
	} {
		if _, err := m.Make(); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}
