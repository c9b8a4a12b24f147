// Package feedback is what came back: responses, how one is handed in, kept
// while it is being written, imported, exported and opened.
//
// What it is not: it decides nothing about answers (survey/answer does), it
// counts nothing (analysis does), and it knows neither pages nor tables.
//
// # A response is handed in exactly once
//
// Whoever answers is a Unit: the random part of a form's submission id (public
// link), the invitation (personal link), the idempotency key (API) or the row
// (import). The id of a response is a hash of survey and unit, and the pair of
// survey and id is the primary key. So a double click, a retry after a time-out,
// two tabs and a server killed after its commit all meet the same row: the same
// content gets the same receipt again, other content is a conflict, and nothing
// has to be looked up before.
//
// # Decisions
//
//   - The version stored with a response is the one its form was opened on, not
//     the newest: the submission slip (Slip) carries it, signed.
//   - A draft is sealed with a key made from the unit. The database alone cannot
//     read what somebody has not sent; whoever holds the link or the open form
//     can. It carries a day, no time.
//   - In a survey whose mode is unlinkable nothing but the answers is written: no
//     time, no participation, and a second sending is thanked like the first.
//   - An imported row keeps the id it has in its file: people join exports with
//     their own tables, and an export can be imported again.
//   - What the form itself carried is hashed beside what was stored where a draft
//     added to it: the draft is gone with the first sending, and a retry of the
//     same form still gets its receipt.
//   - In a confidential survey only the link that answered is told so. Staff make
//     the links: one made anew looks and answers the same whether or not the
//     dealer has answered, and what comes by it then is set aside, unread. Who
//     kept the very link that was handed out can still see what it says.
//   - Response ids are the unit of every random order, so that an export alone
//     tells what was shown in which order.
package feedback
