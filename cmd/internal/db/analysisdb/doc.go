// Package analysisdb keeps codebooks, readings, tags and cue candidates, and
// hands package analysis what figures are made of. It is the Store of packages
// analysis and coding on SQLite and PostgreSQL, and decides nothing itself.
//
// Decisions:
//   - It reads the table of responses, which belongs to feedbackdb, but never
//     writes it.
//   - Where a person settled an answer (table settled, of reviewdb) the machine's tags
//     of it are left aside by whatever reads tags; they stay stored beside.
//   - A survey's stamp is a count by primary key and one row: cheap enough to be
//     asked every second.
//   - Every list by ids is cut into statements below the databases' limits.
package analysisdb
