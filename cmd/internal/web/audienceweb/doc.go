// Package audienceweb is the pages of the dealer roster: the list in the
// viewer's scope, one dealer with its history, and the import.
//
// It is not for invitations (surveyweb).
//
// Decisions:
//   - Import looks first and writes second: the first post shows what would
//     change and every fault with its line; the second carries the same text.
//   - Files are decoded here, at the edge: UTF-8 so far. What else spreadsheets
//     write (GBK, UTF-16, XLSX) becomes one more audience.Decoder in decoders.
package audienceweb
