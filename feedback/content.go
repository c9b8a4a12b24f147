package feedback

// What makes two sendings the same: the answers, not the language they were
// read in nor what the program computed from them.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"dealervoice/survey/answer"
)

// contentHash hashes the stored answers that were really sent. Calculated
// values (a date of today, a score) stay out: they may differ a day later.
//
// n is how many answers that is.
func contentHash(sent, stored answer.Data) (hash string, n int, err error) {
	kept := make(map[string]any, len(stored))
	for key, v := range stored {
		if _, ok := sent[key]; ok {
			kept[key] = v
		}
	}
	raw, err := json.Marshal(kept) // keys sorted at every level
	if err != nil {
		return "", 0, fmt.Errorf("hash answers: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16]), len(kept), nil
}
