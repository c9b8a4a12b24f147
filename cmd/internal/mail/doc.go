// Package mail takes letters to a mail server (SMTP), writes them in the reader's
// language as text and as HTML, and reads the reports that servers send back.
//
// It decides nothing about who gets a letter and keeps nothing; that is
// survey/invitation.
//
// Decisions:
//   - The dialogue is led step by step, because the sender must know how far it
//     got: before the last byte of a letter is sent, the caller writes down that
//     it is being handed over. What fails before that was not handed over; what
//     fails after it, without an answer, is unknown.
//   - TLS is required: smtps:// speaks it from the start, smtp:// after STARTTLS.
//     Only a server on this very machine, or one that the configuration says so
//     of (?tls=none), is spoken to in the clear. A server that has no STARTTLS,
//     or a certificate that does not fit, is unreachable; nothing is sent.
//   - Every message has a return path of its own (VERP): bounce+TAG@host. A report
//     that comes back is known by it, whatever it says inside.
//   - Headers are written by the library from single lines: line ends, control
//     characters and marks that turn the direction of writing are taken out
//     before (invitation.OneLine), addresses have one narrow grammar.
//   - No picture, no counting of openings, no link but the personal one and the way
//     out. Auto-Submitted keeps other programs from answering.
//
// wneessen/go-mail writes MIME (encoded words, quoted-printable, boundaries) and
// opens the connection (TLS, STARTTLS, authentication), which are easy to get
// wrong; its own Send is not used, since it does not stop at the point of no
// return. golang.org/x/time/rate spaces messages.
package mail
