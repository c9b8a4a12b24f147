// Package edit changes a survey definition as a document: questions and pages
// are added, moved, copied and taken away, texts and choices written anew.
//
// It is not the engine that runs a definition (survey/definition): it reads the
// JSON as it stands, so it also edits drafts with errors, and properties that
// nobody here has heard of are carried along.
//
// Decisions:
//   - What no operation touched is written byte for byte as it came in, spaces
//     and numbers included; only the objects around a change are laid out anew,
//     with their keys in their order. An untouched document gives its source.
//   - A place is a JSON path as the linter names it ("pages[0].elements[2]"), so
//     that findings stand at what they are about.
//   - A value that is set to what it already is, is no change.
package edit
