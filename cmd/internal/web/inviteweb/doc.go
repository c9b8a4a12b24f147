// Package inviteweb is the pages about reaching dealers: mailings with their plan,
// progress and people, the words of letters, the gateway, and the way out for
// those who want nothing more.
//
// It is not the list of personal links (surveyweb) and not the form behind them
// (respondweb).
//
// Decisions:
//   - A mailing is planned in two steps: what it would do is shown first, with
//     the numbers of those left out and why; only then it can be sent.
//   - Where staff must not know who answered, pages show what the service lets
//     out: no people of reminders, and numbers in steps.
//   - The way out (/u/…) changes nothing on GET and HEAD: mail programs open
//     links. A POST is enough, without cookies and tokens, as RFC 8058 wants it
//     of one click; who knows the address of it has the letter.
//   - A letter's HTML is shown as it goes out, in a document of its own that
//     may use its inline styles and nothing else (sandbox).
package inviteweb
