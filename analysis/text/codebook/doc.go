// Package codebook is the list of themes that open answers are coded with:
// schema vod-codebook/1, two levels, both languages, cues per theme.
//
// A Book is data, nothing more: reading, checking, hashing. Matching its cues
// against text is the parent package's business, storing its versions the
// database's, editing it a web page's.
//
// Decisions:
//   - Unknown JSON properties are refused by no one and kept by no one: a book
//     that goes through the product keeps the fields named here.
//   - A cue is stored as a person wrote it ("SKU太多", "back-order"); the matcher
//     normalises. A trailing "*" (English) asks for any ending.
//   - Hash covers only what decides tags, so that a corrected title does not
//     make every stored tag look out of date.
package codebook
