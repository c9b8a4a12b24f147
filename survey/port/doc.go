// Package port declares what every use case needs from the machine: a
// transaction, an audit trail, a queue of background work and a clock.
//
// The transaction travels in the context: a service opens it with Tx.InTx and
// every store, trail and queue called with the inner context joins it, so that
// a change, its audit entry and the work it starts are committed together or
// not at all. Implementations live under cmd/internal.
package port
