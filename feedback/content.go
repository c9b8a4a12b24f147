package feedback

// What makes two sendings the same: the answers, not the language they were
// read in nor what the program computed from them.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dealervoice/survey/answer"
)

// content is what is stored of the answers, as JSON with keys sorted at every
// level, and what makes it the same as another.
type content struct {
	json []byte
	hash string
	sent int // how many of the answers were really sent
}

// contentOf hashes the stored answers that were really sent. Calculated values
// (a date of today, a score) stay out: they may differ a day later.
func contentOf(sent, stored answer.Data) (content, error) {
	raw, err := encode(stored)
	if err != nil {
		return content{}, fmt.Errorf("write answers: %w", err)
	}
	c := content{json: raw}
	for key := range stored {
		if _, ok := sent[key]; ok {
			c.sent++
		}
	}
	if c.sent < len(stored) {
		kept := make(answer.Data, c.sent)
		for key, v := range stored {
			if _, ok := sent[key]; ok {
				kept[key] = v
			}
		}
		if raw, err = encode(kept); err != nil {
			return content{}, fmt.Errorf("hash answers: %w", err)
		}
	}
	c.hash = hashOf(raw)
	return c, nil
}

func hashOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16])
}

// carriedHash is the hash of what a form itself carried.
func carriedHash(data answer.Data) (string, error) {
	raw, err := encode(data)
	if err != nil {
		return "", fmt.Errorf("hash what was sent: %w", err)
	}
	return hashOf(raw), nil
}
