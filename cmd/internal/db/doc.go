// Package db opens the one database of an installation, SQLite or PostgreSQL,
// and lends it to the storage packages below it (surveydb, feedbackdb, ...).
//
// What it is: connection pools with settings that never lose an acknowledged
// commit, transactions that travel in the context, numbered migrations for
// both databases, a page type and a counter of statements. What it is not: it
// knows no table but goose's own, and no rule of the business.
//
// # How a store uses it
//
//	func (s Store) Put(ctx context.Context, r *feedback.Response) error {
//		return s.db.Write(ctx).Create(r).Error
//	}
//
// Write and Read return the transaction found in ctx, or the pool. Services
// open the transaction with InTx; a nested InTx joins the outer one, and an
// error that an inner one returned makes the outer one roll back even if it was
// swallowed on the way. Inside InTx always pass the inner context on: SQLite
// has one write connection, and a call with the outer context would wait for
// itself (it gives up after Options.Wait).
//
// # Conventions for tables, the same on both databases
//
//   - Migrations stand in migrations/sqlite and migrations/postgres under the
//     same number and name and make the same tables, columns, nullability and
//     unique keys; a test compares them.
//   - Types, SQLite | PostgreSQL: text | text, integer | bigint,
//     real | double precision, boolean | boolean, blob | bytea,
//     datetime | timestamptz, date as text 'YYYY-MM-DD' | text (a calendar day
//     is no instant), JSON as text | jsonb (text where the bytes must stay as
//     they were sent).
//   - Instants are UTC, truncated to microseconds (Now): PostgreSQL keeps no
//     more, and SQLite would. SQLite keeps them as text that sorts like time;
//     an aggregate such as max(created_at) comes back as text there: order and
//     limit instead.
//   - Text columns have no length limit in the schema: SQLite would not enforce
//     it. Limits belong to the gate. LIKE folds ASCII case on SQLite only: fold
//     both sides.
//   - A statement runs at most Options.StatementTimeout: exports read page by
//     page (Page), never one endless cursor.
//
// # Decisions, with figures (two shared cores, +-40 %)
//
//   - SQLite: libtnb/sqlite on modernc.org/sqlite, pure Go. One write connection
//     and a read pool that cannot write (query_only); every transaction begins
//     IMMEDIATE, since a deferred one that reads and then writes fails with
//     SQLITE_BUSY under load (299 of 320). WAL with synchronous=FULL: NORMAL is
//     about 4.7 times faster and may lose acknowledged commits at power loss.
//   - PostgreSQL: one pgxpool, lent to database/sql and so to GORM
//     (stdlib.OpenDBFromPool), bounded, with statement, lock and idle timeouts.
//   - GORM's implicit transaction around single statements is off: a third of
//     the throughput of single inserts, and InTx says where transactions are.
//   - GORM's PrepareStmt is off. Reading one row by key took 52 us without and
//     233 us with it on PostgreSQL (pgx keeps prepared statements itself, and
//     database/sql over its pool keeps no connection to have more on), 25 and
//     17 us on SQLite (BenchmarkPrepareStmt).
//   - One durable commit at a time: 4,800 a second on SQLite, 4,100 on
//     PostgreSQL; with eight writers 5,400 and 6,200 (BenchmarkCommit).
//   - Servers that may lose acknowledged commits are refused (safety.go).
//
// # Third-party packages and why
//
// gorm: the ORM the product's owner chose. gorm.io/driver/postgres and pgx: the
// maintained driver pair; pgx's pool is shared. libtnb/sqlite and modernc: no C
// compiler needed, honours context cancellation, translates duplicate keys.
// goose: one transaction per migration on both databases, no dirty state, a
// session lock on PostgreSQL.
package db
