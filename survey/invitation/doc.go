// Package invitation is how dealers are reached: mailings (an invitation or a
// reminder to many), their messages, and what became of each.
//
//	Plan -> Mailing (planned -> gathering -> sending -> done | stopped)
//	Message (queued -> sending -> handing -> sent | failed | bounced | uncertain)
//
// It makes no links (package survey does), knows no SMTP and no HTTP (a Carrier
// does), and decides nothing about answers.
//
// # None is sent twice
//
// A message is taken under an attempt's name (sending), the dialogue with the
// other side is led up to the point of no return, then, before the last byte is
// handed over, the message is written down as handing, under the same name; and
// after the answer as sent. Each step is committed before the next begins, and
// each names its attempt: who lost a message to another cannot go on with it.
//
//   - Killed while sending: nothing was handed over, since handing was not
//     written. The message is queued again when its hold runs out.
//   - Killed while handing, or the line broke there: nobody can know whether the
//     other side has it. The message is uncertain and is never sent again by
//     itself. Staff may do so, once they have looked (Again); it keeps its
//     Message-ID, by which receiving programs drop the second one.
//   - A process that was only asleep and wakes up later still writes sent over
//     its own uncertain message.
//
// So at most as many messages are uncertain after a kill as there were
// connections. A gateway is told each message under an id that it promises to
// take once, so there handing is never written and an interrupted call is simply
// made again.
//
// # Decisions
//
//   - A message holds no link and no text: both are made when it is sent. A
//     queue that is stolen opens no form, and what is mended in a text counts
//     for all that still wait.
//   - Who gets a reminder is decided when it begins, and once more when each
//     message is taken: whoever has answered meanwhile gets none. It carries the
//     link of the invitation, so it resumes and never starts anew; a link that
//     cannot be made again (drawn by an older program) is left out, not replaced.
//   - Where staff must not know who answered, a reminder shows no person and its
//     numbers go in steps: who was not reminded has answered. An unlinkable
//     survey reminds everybody; nobody knows better.
//   - Addresses that a server refuses for good (Verdict Hard) and those of people
//     who want nothing more are stopped for all surveys. The stop is the
//     address's, so one mended in the roster is free again.
//   - Trouble with the other side as a whole (nobody answers) belongs to the
//     mailing, not to a message: it waits longer each time and uses up no
//     message's tries. Trouble with one message is the message's.
//   - A closed survey sends nothing: what waits is dropped.
//   - Whom the budget refuses can be queued (wait.go): a mailing of its own is planned
//     for the first free day, and asks the budget again when it begins.
//   - The plan is a step of its own, so that a budget of what may be asked of a
//     dealer can refuse before anything is queued (Budget).
package invitation
