package batch

import "sync"

// Group does work for its callers. The zero value cannot be used; see New.
type Group[In, Out any] struct {
	do   func([]In) []Out
	most int

	mu      sync.Mutex
	working bool
	queue   []*ticket[In, Out]
}

// ticket is one caller.
type ticket[In, Out any] struct {
	in   In
	out  Out
	wake chan bool // true: do the work; false: it is done
}

// New makes a group. do gets what the callers brought, at most so many at once,
// and returns as many results in the same order.
func New[In, Out any](most int, do func([]In) []Out) *Group[In, Out] {
	return &Group[In, Out]{do: do, most: most}
}

// Do brings in to the work and returns its result.
func (g *Group[In, Out]) Do(in In) Out {
	t := &ticket[In, Out]{in: in}
	g.mu.Lock()
	g.queue = append(g.queue, t)
	if g.working {
		t.wake = make(chan bool, 1)
		g.mu.Unlock()
		if lead := <-t.wake; !lead {
			return t.out
		}
		g.mu.Lock()
	}
	g.working = true
	n := min(len(g.queue), g.most)
	mine := g.queue[:n:n]
	g.queue = g.queue[n:]
	g.mu.Unlock()
	g.serve(mine, t)
	return t.out
}

// serve does the work for the tickets and hands over to the next in the queue,
// also when the work panics: the others must not wait for ever.
func (g *Group[In, Out]) serve(mine []*ticket[In, Out], self *ticket[In, Out]) {
	defer func() {
		g.next() // first, so that the work goes on while the others are told
		for _, t := range mine {
			if t != self && t.wake != nil {
				t.wake <- false
			}
		}
	}()
	ins := make([]In, len(mine))
	for i, t := range mine {
		ins[i] = t.in
	}
	for i, out := range g.do(ins) {
		mine[i].out = out
	}
}

// next lets the first in the queue do the next work.
func (g *Group[In, Out]) next() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.queue) == 0 {
		g.working = false
		return
	}
	g.queue[0].wake <- true
}
