// MaxDiff: balanced incomplete blocks.

package design

import (
	"fmt"
	"slices"
)

// MaxDiff asks for a design: of Items items each task shows PerTask; a version
// is Tasks tasks, and there are Versions of them.
type MaxDiff struct {
	Items, PerTask, Tasks, Versions int
	Seed                            int64
	Name                            string
}

// Blocks are the items of each task of each version, in the order to show them.
type Blocks [][][]int

// Limits of a MaxDiff design.
const (
	MaxItems    = 60
	MaxPerTask  = 8
	MaxTasks    = 60
	MaxVersions = 100
)

// Valid says what is wrong with the numbers.
func (m MaxDiff) Valid() error {
	switch {
	case m.Items < 4 || m.Items > MaxItems:
		return fmt.Errorf("%d items; a MaxDiff has 4 to %d", m.Items, MaxItems)
	case m.PerTask < 3 || m.PerTask > MaxPerTask || m.PerTask >= m.Items:
		return fmt.Errorf("%d of %d items a task; 3 to %d, and fewer than there are", m.PerTask, m.Items, MaxPerTask)
	case m.Tasks < 1 || m.Tasks > MaxTasks:
		return fmt.Errorf("%d tasks; 1 to %d", m.Tasks, MaxTasks)
	case m.Tasks*m.PerTask < m.Items:
		return fmt.Errorf("%d tasks of %d do not show all %d items", m.Tasks, m.PerTask, m.Items)
	case m.Versions < 1 || m.Versions > MaxVersions:
		return fmt.Errorf("%d versions; 1 to %d", m.Versions, MaxVersions)
	}
	return nil
}

// Recommended is the least number of tasks that shows every item equally often
// and at least three times.
func Recommended(items, perTask int) int {
	for tasks := (3*items + perTask - 1) / perTask; ; tasks++ {
		if tasks*perTask%items == 0 {
			return tasks
		}
	}
}

// Make makes the design. The first version is searched for: every item as often
// as the other, then pairs as even as they can be, by threshold accepting (Dueck
// & Scheuer 1990, J. Comput. Phys. 90:161-175) over exchanges that leave the
// counts of items alone. Where a balanced incomplete block design of these
// numbers exists and is small it is mostly found. Further versions rename items
// so that pairs even out over all versions. The order of tasks, and of items in
// a task, is random, places of items evened out.
func (m MaxDiff) Make() (Blocks, error) {
	if err := m.Valid(); err != nil {
		return nil, err
	}
	s := streamOf(m.Seed, "", m.Name+"/maxdiff")
	base := m.search(s)
	seen := newPairs(m.Items)
	places := make([][]int, m.Items)
	for i := range places {
		places[i] = make([]int, m.PerTask)
	}
	out := make(Blocks, m.Versions)
	for v := range out {
		version := m.renamed(s, base, seen, v)
		for _, task := range version {
			seen.add(task, 1)
			s.shuffle(task)
			arrange(task, places)
		}
		out[v] = version
	}
	return out, nil
}

// restarts is how often the search begins anew when it has not reached the
// bound.
const restarts = 6

// search finds the first version.
func (m MaxDiff) search(s *stream) [][]int {
	var best [][]int
	bestCost := -1
	for range restarts {
		w := m.start(s)
		w.improve(s)
		if bestCost < 0 || w.bestCost < bestCost {
			best, bestCost = w.best, w.bestCost
		}
		if bestCost <= w.bound {
			break
		}
	}
	return best
}

// start fills the tasks with the items seen least, of those the one that met the
// others in the task least.
func (m MaxDiff) start(s *stream) *walk {
	w := &walk{pairs: newPairs(m.Items), bound: evenSquares(m.Tasks*m.PerTask*(m.PerTask-1)/2, m.Items*(m.Items-1)/2)}
	count := make([]int, m.Items)
	order := make([]int, m.Items)
	for i := range order {
		order[i] = i
	}
	for range m.Tasks {
		var task []int
		for len(task) < m.PerTask {
			s.shuffle(order)
			pick := -1
			for _, i := range order {
				if slices.Contains(task, i) {
					continue
				}
				if pick < 0 || count[i] < count[pick] || count[i] == count[pick] && w.pairs.with(i, task) < w.pairs.with(pick, task) {
					pick = i
				}
			}
			count[pick]++
			task = append(task, pick)
		}
		w.pairs.add(task, 1)
		w.tasks = append(w.tasks, task)
	}
	w.cost = w.pairs.squares()
	w.keep()
	return w
}

// walk is a search under way.
type walk struct {
	tasks    [][]int
	pairs    pairs
	cost     int // sum of squares of the pairs' counts
	bound    int // what no design goes below
	best     [][]int
	bestCost int
}

func (w *walk) keep() {
	w.best, w.bestCost = cloneTasks(w.tasks), w.cost
}

func cloneTasks(tasks [][]int) [][]int {
	out := make([][]int, len(tasks))
	for i, t := range tasks {
		out[i] = slices.Clone(t)
	}
	return out
}

// improve exchanges items between tasks. What an exchange may make worse falls
// step by step to nothing.
func (w *walk) improve(s *stream) {
	const steps = 4000
	for _, allowed := range []int{8, 6, 4, 4, 2, 2, 2, 0, 0} {
		for range steps {
			if w.bestCost <= w.bound {
				return
			}
			w.try(s, allowed)
		}
	}
}

// try exchanges one item of a task for one of another if that makes it worse by
// no more than allowed.
func (w *walk) try(s *stream, allowed int) {
	n := uint64(len(w.tasks))
	if n < 2 {
		return
	}
	a, b := w.tasks[s.below(n)], w.tasks[s.below(n)]
	i, j := s.below(uint64(len(a))), s.below(uint64(len(b)))
	x, y := a[i], b[j]
	if slices.Contains(a, y) || slices.Contains(b, x) {
		return
	}
	delta := w.exchange(a, int(i), y) + w.exchange(b, int(j), x)
	if delta > allowed {
		w.exchange(a, int(i), x)
		w.exchange(b, int(j), y)
		return
	}
	if w.cost += delta; w.cost < w.bestCost {
		w.keep()
	}
}

// exchange puts an item in the place of another and returns by how much the
// squares grow.
func (w *walk) exchange(task []int, place, item int) int {
	delta := 0
	for k, other := range task {
		if k == place {
			continue
		}
		delta += w.pairs.change(task[place], other, -1) + w.pairs.change(item, other, 1)
	}
	task[place] = item
	return delta
}

// renames is how many exchanges of two names are tried for a version.
const renames = 2500

// renamed is a version with its items renamed so that pairs that met rarely so
// far meet now. The first version keeps its names. Names are exchanged two by
// two as long as that helps; what counts is the sum, over the version's pairs,
// of how often they met before, since the squares of the version alone are the
// same under all names.
func (m MaxDiff) renamed(s *stream, base [][]int, seen pairs, version int) [][]int {
	name := make([]int, m.Items)
	for i := range name {
		name[i] = i
	}
	if version > 0 {
		s.shuffle(name)
		cost := met(base, name, seen)
		for range renames {
			i, j := s.below(uint64(m.Items)), s.below(uint64(m.Items))
			name[i], name[j] = name[j], name[i]
			if now := met(base, name, seen); now <= cost {
				cost = now
			} else {
				name[i], name[j] = name[j], name[i]
			}
		}
	}
	order := make([]int, len(base))
	for i := range order {
		order[i] = i
	}
	s.shuffle(order)
	out := make([][]int, len(base))
	for i, at := range order {
		out[i] = slices.Clone(base[at])
		for k := range out[i] {
			out[i][k] = name[out[i][k]]
		}
	}
	return out
}

// met sums, over all pairs of a version under its names, how often they met.
func met(base [][]int, name []int, seen pairs) int {
	total := 0
	for _, task := range base {
		for k, i := range task {
			for _, j := range task[:k] {
				total += seen.count[seen.at(name[i], name[j])]
			}
		}
	}
	return total
}

// arrange puts each item of a task where it stood least so far.
func arrange(task []int, places [][]int) {
	left := slices.Clone(task)
	for place := range task {
		at := 0
		for k := 1; k < len(left); k++ {
			if behind(places[left[k]], place) > behind(places[left[at]], place) {
				at = k
			}
		}
		task[place] = left[at]
		places[left[at]][place]++
		left = slices.Delete(left, at, at+1)
	}
}

// behind is by how much an item has stood elsewhere more often than in a place.
func behind(counts []int, place int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total - len(counts)*counts[place]
}
