// Package quota keeps the places of a survey's quotas: how many answers of whom
// are taken, exactly, however many people hand in at once.
//
// What it is not: it does not decide into which cells an answer falls
// (survey/answer does) nor what becomes of an answer that finds its cell full
// (feedback keeps it, held back).
//
// # Decisions
//
//   - A cell's counts are one row, and that row is the lock: whoever takes, holds
//     or gives back a place first has the rows of all cells concerned, in one
//     order. What is counted is what is there; nobody counts answers.
//   - A place is held while somebody answers, from the page on which the answers
//     first match (Hold). It is taken in the transaction that stores the answer
//     (Book.Take). A place whose holder stopped is free when its time is over:
//     whoever needs one next gives it back first, so nothing has to run for it.
//   - An answer that falls into several cells needs a place in each, or gets none.
//     It is counted as one too many at the first full one.
//   - An answer that its respondent erases gives its places back, in the transaction
//     that removes it, and is one too many no longer where it was. So what is filled
//     is what is there. Who was turned away before stays turned away; the next who
//     comes has the place. A correction keeps the places it has.
//   - A quota that was lowered below what is taken is full; nothing is taken back.
//   - Each wave counts anew.
//   - Holders are hashes that no other table has: a row tells that somebody is
//     answering, not who. Unlinkable surveys, which may not tell even that, have
//     no quotas (package definition).
package quota
