// How good a MaxDiff design is: the product checks what it made.

package design

import "slices"

// pairs counts how often two items met in a task.
type pairs struct {
	n     int
	count []int
}

func newPairs(items int) pairs { return pairs{items, make([]int, items*items)} }

// at is where the count of a pair stands: below the diagonal.
func (p pairs) at(i, j int) int { return max(i, j)*p.n + min(i, j) }

// change counts a pair and returns by how much the square of its count grows.
func (p pairs) change(i, j, by int) int {
	c := &p.count[p.at(i, j)]
	before := *c
	*c += by
	return *c**c - before*before
}

// add counts all pairs of a task.
func (p pairs) add(task []int, by int) {
	for k, i := range task {
		for _, j := range task[:k] {
			p.count[p.at(i, j)] += by
		}
	}
}

// with is how often an item met those of a task.
func (p pairs) with(i int, task []int) int {
	total := 0
	for _, j := range task {
		total += p.count[p.at(i, j)]
	}
	return total
}

func (p pairs) squares() int {
	total := 0
	for _, c := range p.count {
		total += c * c
	}
	return total
}

// span is the least and the greatest count of a pair.
func (p pairs) span() (least, most int) {
	least = -1
	for i := 1; i < p.n; i++ {
		for j := range i {
			c := p.count[p.at(i, j)]
			if least < 0 || c < least {
				least = c
			}
			most = max(most, c)
		}
	}
	return least, most
}

// evenSquares is the least sum of squares of so many counts with that sum.
func evenSquares(sum, counts int) int {
	each, more := sum/counts, sum%counts
	return more*(each+1)*(each+1) + (counts-more)*each*each
}

// Span is a least and a greatest count.
type Span struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

func (s *Span) take(n int) {
	if s.Least < 0 || n < s.Least {
		s.Least = n
	}
	s.Most = max(s.Most, n)
}

// Balance says how even a MaxDiff design is.
type Balance struct {
	Items    int `json:"items"`
	PerTask  int `json:"perTask"`
	Tasks    int `json:"tasks"` // of one version
	Versions int `json:"versions"`
	// Shown is how often an item is shown, Met how often two items meet in a
	// task, in any one version; AllShown and AllMet the same over all versions.
	Shown    Span `json:"shown"`
	Met      Span `json:"met"`
	AllShown Span `json:"allShown"`
	AllMet   Span `json:"allMet"`
	// Placed is how often an item stands at a place of its task, over all
	// versions.
	Placed Span `json:"placed"`
	// Connected tells that in every version a way leads from each item to each
	// other over tasks, without which they cannot be compared.
	Connected bool `json:"connected"`
}

// BIBD tells whether each version is a balanced incomplete block design: items
// equally often, pairs equally often.
func (b Balance) BIBD() bool { return b.Shown.Least == b.Shown.Most && b.Met.Least == b.Met.Most }

// Even tells whether the design is as even as it can be: in each version items
// and pairs differ by one at most, and all items can be compared.
func (b Balance) Even() bool {
	return b.Shown.Most-b.Shown.Least <= 1 && b.Met.Most-b.Met.Least <= 1 && b.Connected
}

// Balance counts through a design of so many items.
func (blocks Blocks) Balance(items int) Balance {
	b := Balance{Items: items, Versions: len(blocks), Shown: Span{Least: -1}, Met: Span{Least: -1}, AllShown: Span{Least: -1}, AllMet: Span{Least: -1},
		Placed: Span{Least: -1}, Connected: true}
	all, allPairs := make([]int, items), newPairs(items)
	placed := map[[2]int]int{}
	for _, version := range blocks {
		b.Tasks = len(version)
		one, onePairs := make([]int, items), newPairs(items)
		for _, task := range version {
			b.PerTask = len(task)
			onePairs.add(task, 1)
			allPairs.add(task, 1)
			for place, i := range task {
				one[i]++
				all[i]++
				placed[[2]int{i, place}]++
			}
		}
		for _, n := range one {
			b.Shown.take(n)
		}
		least, most := onePairs.span()
		b.Met.take(least)
		b.Met.take(most)
		b.Connected = b.Connected && connected(version, items)
	}
	for i, n := range all {
		b.AllShown.take(n)
		for place := range b.PerTask {
			b.Placed.take(placed[[2]int{i, place}])
		}
	}
	b.AllMet.Least, b.AllMet.Most = allPairs.span()
	return b
}

// connected tells whether tasks tie all items together.
func connected(version [][]int, items int) bool {
	group := make([]int, items)
	for i := range group {
		group[i] = i
	}
	for _, task := range version {
		for _, i := range task[1:] {
			from, to := group[i], group[task[0]]
			for k := range group {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	return !slices.ContainsFunc(group, func(g int) bool { return g != group[0] })
}
