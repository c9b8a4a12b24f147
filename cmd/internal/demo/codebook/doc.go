// Package codebook hands out the product's own codebook: the two-level, bilingual
// voice-of-dealer book that a new installation starts with. It lies with the tagger,
// which lends its cues to other books of the trade (analysis/text/trade).
package codebook

import (
	"dealervoice/analysis/text/codebook"
	"dealervoice/analysis/text/trade"
)

// Book reads the product's codebook.
func Book() (*codebook.Book, error) { return trade.Book() }
