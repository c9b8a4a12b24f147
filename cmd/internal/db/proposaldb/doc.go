// Package proposaldb keeps proposals and what hangs on them (package
// feedback/proposal) in the database.
//
// Lock is a SELECT … FOR UPDATE on PostgreSQL; on SQLite every transaction holds
// the one write lock from its beginning. Lists read each table once, whatever the
// number of proposals. Moves are append-only and frozen evidence never changes:
// the database itself sees to both.
package proposaldb
