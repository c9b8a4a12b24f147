// Package digest tells a member of the staff what is new, once a week or once a
// day, as they chose: answers that came in, what moved, what waits for them, what
// stands still.
//
//	Preview(viewer)            the newest complete period, for its page
//	Send                       the job: a letter to whoever is due one
//	Choose, Leave              off | weekly | daily
//
// It counts nothing: every figure is analysis.News, which is made of the cells that
// pages show and passed the same guard for the same reader.
//
// # Never twice
//
// A person and a period have one row. It is written at the point of no return:
// before the last byte of the letter is handed over, and committed. Whoever finds
// it there hands nothing over, so two workers, or a worker after a kill, cannot both
// send. A letter whose fate is unknown (killed, or the line broke, at that very
// point) is not sent again: a digest that is missing is a smaller harm than two.
//
// # Decisions
//
//   - Nobody gets one who has not chosen it: the page is there for all, the letter
//     for those who want it.
//   - A week is Monday to Sunday, a day is a day of the installation's time zone. A
//     letter is due from seven o'clock after its period, and until the next period
//     is over: a worker that was down sends late, not never. Who chooses
//     in the middle gets the next one, not the last.
//   - A digest with nothing in it is not sent.
//   - Everybody's periods are the same, so that the account of what was shown holds
//     few groups.
//   - What stands still is a proposal that has stood in one state for fourteen days.
//
// It is no mail program (an Outbox is) and knows no language (a Writer does).
package digest
