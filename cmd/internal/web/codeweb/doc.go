// Package codeweb is links as pictures: the QR code of a public survey, and the
// printable sheet of codes that are tied to outlets and products.
//
// A sheet of personal links is for handing over on paper, one card a dealer; a
// sheet of codes from a bag is for unlinkable surveys, whose links staff never
// see dealer by dealer: everybody draws one.
//
// Decisions:
//
//   - A code carries what it is tied to, sealed (feedback.Origin): nothing is
//     stored when it is printed, and nobody can vote for another outlet.
//
//   - SVG for print, PNG for messages; both are made at each request, which
//     costs about a millisecond, and are the same for the same address.
//
//   - Personal codes are drawn into the page itself: a picture would carry the
//     link in an address.
//
// skip2/go-qrcode encodes: old and finished, 1 ms a code; its bitmap is drawn as
// SVG here.
package codeweb
