// Package guessdb keeps rounds of guesses and the guesses of managers. It is the
// Store of package analysis/guess on SQLite and PostgreSQL, and decides nothing
// itself. Guesses are only ever added.
package guessdb
