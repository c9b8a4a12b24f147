// Package usage tells what the information system itself achieves: how soon closed
// surveys are read, how much of what was written is read for themes without hand
// work, and how many proposals are decided in time.
//
// It counts the house, not the dealers: nobody who answered stands in it, and of the
// readers only how many there are.
//
// Decisions:
//   - A report is read when somebody of the staff opens it after the survey closed;
//     the first time of each person counts. A survey that is opened again and closed
//     again is a new one in this respect.
//   - A proposal is in time if it was accepted, rejected or deferred at most
//     DecideWithin after it was put forward. One that waits longer is late already;
//     younger ones and withdrawn ones are left out.
//   - An answer is read without hand work unless somebody judged it, whatever they
//     said: a correct theme that a person had to confirm was hand work too.
package usage
