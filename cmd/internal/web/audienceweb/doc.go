// Package audienceweb is the pages of the dealer roster: the list in the
// viewer's scope, one dealer with its history, and the import.
//
// It is not for invitations (surveyweb).
//
// Decisions:
//   - Import looks first and writes second: the first post shows what would
//     change and every fault with its line; the second carries the same text.
//   - Files become text at the edge (cmd/internal/spreadsheet). What is too large
//     to travel with the page is kept in the database and entered in the
//     background; the page of progress comes back by itself, without script.
package audienceweb
