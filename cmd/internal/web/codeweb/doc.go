// Package codeweb is links as pictures: the QR code of a public survey, and the
// printable sheet of codes that are tied to outlets and products.
//
// It is not for personal links: whoever photographs a code on a shelf is
// nobody's dealer.
//
// Decisions:
//   - A code carries what it is tied to, sealed (feedback.Origin): nothing is
//     stored when it is printed, and nobody can vote for another outlet.
//   - SVG for print, PNG for messages; both are made at each request, which
//     costs about a millisecond, and are the same for the same address.
//
// skip2/go-qrcode encodes: old and finished, 1 ms a code; its bitmap is drawn as
// SVG here.
package codeweb
