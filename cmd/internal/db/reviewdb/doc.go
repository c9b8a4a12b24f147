// Package reviewdb keeps verdicts on open answers and the rounds in which two
// people judge the same ones, on SQLite and PostgreSQL. It is the Store of package
// review and decides nothing itself.
//
// Decisions:
//   - A verdict is only ever added. Its number is taken inside the transaction
//     behind the survey's revision, so two people at once get two numbers.
//   - Settling writes the person's tags beside the machine's, which stay: readers of
//     tags leave the machine's aside where an answer is settled (analysisdb).
package reviewdb
