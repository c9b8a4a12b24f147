// Package quotadb keeps the places of quotas on SQLite and PostgreSQL. It is the
// Store of package feedback/quota and decides nothing itself.
//
// Decisions:
//   - Cells are locked by writing them (INSERT … ON CONFLICT DO UPDATE), which
//     makes the row, locks it and reads it by one statement on both databases.
//     All lock in the order of the keys, so that two who need the same cells wait
//     for each other and not in a ring.
//   - Holds of a cell change only while its row is locked, so the count of them
//     that stands there is exact.
package quotadb
