package batch

import "sync"

// Group does work for its callers. The zero value cannot be used; see New.
type Group[In, Out any] struct {
	do    func([]In) []Out
	most  int
	lanes int

	mu      sync.Mutex
	working int // lanes in which work is under way
	queue   []*ticket[In, Out]
}

// ticket is one caller.
type ticket[In, Out any] struct {
	in    In
	out   Out
	crowd []*ticket[In, Out] // of one who is to do the work: for whom
	wake  chan bool          // true: do the work; false: it is done
}

// New makes a group. do gets what the callers brought, at most so many at once,
// and returns as many results in the same order. It runs in at most so many lanes
// side by side.
func New[In, Out any](most, lanes int, do func([]In) []Out) *Group[In, Out] {
	return &Group[In, Out]{do: do, most: most, lanes: lanes}
}

// Do brings in to the work and returns its result.
func (g *Group[In, Out]) Do(in In) Out {
	t := &ticket[In, Out]{in: in}
	g.mu.Lock()
	g.queue = append(g.queue, t)
	if g.working < g.lanes {
		g.working++
		t.crowd = g.take()
		g.mu.Unlock()
		g.serve(t)
		return t.out
	}
	t.wake = make(chan bool, 1)
	g.mu.Unlock()
	if lead := <-t.wake; lead {
		g.serve(t)
	}
	return t.out
}

// take takes a crowd from the queue.
func (g *Group[In, Out]) take() []*ticket[In, Out] {
	n := min(len(g.queue), g.most)
	crowd := g.queue[:n:n]
	g.queue = g.queue[n:]
	return crowd
}

// serve does the work for the crowd of the one who leads it and hands the lane
// over to the next in the queue, also when the work panics: the others must not
// wait for ever.
func (g *Group[In, Out]) serve(lead *ticket[In, Out]) {
	defer func() {
		g.next() // first, so that the work goes on while the others are told
		for _, t := range lead.crowd {
			if t != lead {
				t.wake <- false
			}
		}
	}()
	ins := make([]In, len(lead.crowd))
	for i, t := range lead.crowd {
		ins[i] = t.in
	}
	for i, out := range g.do(ins) {
		lead.crowd[i].out = out
	}
}

// next lets the first in the queue do the next work, for all who wait by now.
func (g *Group[In, Out]) next() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.queue) == 0 {
		g.working--
		return
	}
	lead := g.queue[0]
	lead.crowd = g.take()
	lead.wake <- true
}
