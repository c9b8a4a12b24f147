// Package faulttest kills the program in the middle of its work and looks
// whether anything was lost, doubled or halved.
//
// The program runs as a process of its own (this test binary, told by an
// environment variable to be the server), on a real database; respondents post
// the real form and keep a ledger of what was acknowledged to them; a killer
// sends SIGKILL at random moments, drawn from a seed that is printed. Then the
// books are audited:
//
//   - what was acknowledged is stored exactly once, as it was sent;
//   - what was not acknowledged is stored once or not at all, and once after the
//     same post was sent again;
//   - every stored answer was read by the background worker: no job was lost.
//
// It holds tests alone. What it is not: power loss, which a process cannot
// suffer alone; the settings that matter there are checked when the database
// is opened (package db).
package faulttest
