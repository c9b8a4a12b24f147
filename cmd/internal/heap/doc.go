// Package heap gives the garbage collector of a small server room to work in.
//
// The collector runs whenever the heap has doubled. A server that holds 10 MB and
// makes 40 KB of garbage an answer doubles some twenty times a second under load,
// and each run looks through all that is held: a sixth of the processor time of
// an answer, measured. With a floor the heap is taken for larger than it is.
//
// It is not a limit: a large heap grows as it would, GOGC keeps its meaning, and
// where GOMEMLIMIT is set there is no floor.
package heap
