// Package codebookweb is the pages of the codebook: its themes, its editor with
// what an edit would change, its versions, and the words that may become cues.
//
// Decisions:
//   - An edit is made in two steps, both plain forms: what it would change on
//     stored answers is shown first, with the edit carried along; only then can it
//     be saved.
//   - Cells are written by analysisweb's Sheet, so that a figure reads the same here
//     as in a report.
//
// It decides nothing about answers: package analysis and those below it do.
package codebookweb
