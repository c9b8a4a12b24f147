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
//   - In a survey whose mode is unlinkable an answer is a keyed ballot (ballot.go):
//     no invitation is written, no time, no job; the answer is sealed and padded
//     under a key outside the database until at least k that are alike can be
//     mixed in at once (mix.go). A second sending is thanked like the first and
//     changes nothing. The ballot's tag follows from link and key, so it counts
//     once; after the key is destroyed it follows from nothing. With the key go
//     the tags and the unfinished answers, which nobody could open any more: who
//     is under way has the time of survey.Grace. Package forensic attacks it.
//   - A pool of k stays behind at every mixing, so figures of such a survey lag
//     and the last answers come with its end. Groups too small to stand alone
//     then give up language, channel, tier and region, in this order. What is
//     left: a wave or version with fewer than k answers in all.
//   - Until its end, whoever holds the key folder and the database can link. The
//     links of its dealers follow from the same key (survey/ask.go), since a
//     reminder has to resume what was begun.
//   - Receipts (own.go) find an answer to look at, correct or erase: half of the
//     code is the head of the response's id, half is signed. So nothing more is
//     stored, and ids in an export open nothing. An erased answer leaves the
//     account of what was shown as it is; a corrected one counts again with the
//     next release. In unlinkable surveys a correction goes through the pool
//     again; after the end an answer can only be erased.
//   - Answers go when the months that their survey promised after its end are
//     over (retain.go), with invitations, messages and files. The survey, frozen
//     figures and the trail stay.
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
