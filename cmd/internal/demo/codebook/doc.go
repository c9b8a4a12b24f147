// Package codebook embeds the product's own codebook: the two-level, bilingual
// voice-of-dealer book that a new installation starts with.
//
// It is content, not code: themes and cues may be edited here as in any other
// codebook, and analysis/text/codebook checks them. Cues come from the themes'
// definitions and the trade's vocabulary, never from answers that the tagger is
// measured on.
package codebook

import (
	"bytes"
	_ "embed"

	"dealervoice/analysis/text/codebook"
)

//go:embed codebook.json
var file []byte

// Book reads the embedded codebook.
func Book() (*codebook.Book, error) { return codebook.Read(bytes.NewReader(file)) }
