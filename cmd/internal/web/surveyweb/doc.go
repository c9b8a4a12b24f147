// Package surveyweb is the pages behind the door Ask about surveys: the list,
// taking a definition in, one survey with its versions, its life (publish,
// close, reopen, next wave) and the invitations with their personal links.
//
// It is not the form that people fill (respondweb), nor the roster (audienceweb).
//
// Decisions:
//   - A personal link is shown in the answer to the post that made it, once, as
//     a list to copy or as a CSV file; nothing can show it again.
//   - How many have answered is exact only where the survey is identified. Else
//     counts go in steps of the smallest group, so that watching the page does
//     not tell when a single dealer answered (notes: temporal differencing).
//   - Findings of the linter are listed with the line of the text they are
//     about; the sentence comes from the catalogue by the finding's code, the
//     linter's own English detail stands under it.
package surveyweb
