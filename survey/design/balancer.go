// Evening out sets of profiles: coordinate exchange on counts.

package design

// tally counts how often levels, and pairs of levels of two factors, were shown.
type tally struct {
	start []int // of a factor, its first level among all
	n     int
	count []int // n x n: on the diagonal levels, off it pairs
}

func newTally(levels []int) tally {
	t := tally{start: make([]int, len(levels))}
	for k, n := range levels {
		t.start[k] = t.n
		t.n += n
	}
	t.count = make([]int, t.n*t.n)
	return t
}

func (t tally) add(p Profile, by int) {
	for k, level := range p {
		i := t.start[k] + level
		for m := range k + 1 {
			t.count[i*t.n+t.start[m]+p[m]] += by
		}
	}
}

// cost is what a level of factor k costs among the other levels of the profile:
// how often it, and its pairs, were shown already. The level alone counts for
// as many pairs as there are.
func (t tally) cost(p Profile, k, level int) int {
	i := t.start[k] + level
	total := t.count[i*t.n+i] * len(p)
	for m, other := range p {
		if m == k {
			continue
		}
		j := t.start[m] + other
		total += t.count[max(i, j)*t.n+min(i, j)]
	}
	return total
}

// balancer evens out one version among those that are there.
type balancer struct {
	c       Conjoint
	all     tally // of the versions before
	own     tally
	version [][]Profile
}

// passes is how often each level is looked at; mostly the third changes nothing.
const passes = 6

// even exchanges levels one by one for ones that were shown less often: the
// coordinate exchange of Meyer & Nachtsheim (1995, Technometrics 37:60-69) with
// counts in place of the determinant.
func (b *balancer) even() {
	for _, task := range b.version {
		for _, p := range task {
			b.own.add(p, 1)
		}
	}
	for range passes {
		changed := false
		for _, task := range b.version {
			for _, p := range task {
				changed = b.evenProfile(task, p) || changed
			}
		}
		if !changed {
			break
		}
	}
	for _, task := range b.version {
		for _, p := range task {
			b.all.add(p, 1)
		}
	}
}

func (b *balancer) evenProfile(task []Profile, p Profile) bool {
	changed := false
	b.own.add(p, -1)
	for k := range p {
		was := p[k]
		best, bestCost := was, b.price(task, p, k, was)
		for level := range b.c.Levels[k] {
			if level == was {
				continue
			}
			if cost := b.price(task, p, k, level); cost < bestCost && b.fits(task, p, k, level) {
				best, bestCost = level, cost
			}
		}
		p[k] = best
		changed = changed || best != was
	}
	b.own.add(p, 1)
	return changed
}

// price weighs this version three times, then all, then what the alternatives
// of the task share.
func (b *balancer) price(task []Profile, p Profile, k, level int) int {
	shared := 0
	for i := range task {
		if &task[i][0] != &p[0] && task[i][k] == level {
			shared++
		}
	}
	return 3*b.own.cost(p, k, level) + b.all.cost(p, k, level) + 6*len(p)*shared
}

// fits tells whether the profile is allowed with the level and stands alone in
// its task.
func (b *balancer) fits(task []Profile, p Profile, k, level int) bool {
	was := p[k]
	p[k] = level
	defer func() { p[k] = was }()
	if !b.c.Allowed(p) {
		return false
	}
	for i := range task {
		if &task[i][0] != &p[0] && equal(task[i], p) {
			return false
		}
	}
	return true
}

func equal(a, b Profile) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}
