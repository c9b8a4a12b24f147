package reply

// The handle of a quote: what a page of staff carries so that somebody can reply,
// without telling which answer the quote is of.

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// told is what a handle holds.
type told struct {
	Survey   survey.ID
	Response feedback.ID
	About    string
}

// handleUse is what the secret of handles is for.
const handleUse = "reply handle"

// Handle names the answer, or one question of it, so that nobody else can read
// it; each time anew.
func Handle(keys feedback.Keys, id survey.ID, r feedback.ID, about string) (string, error) {
	plain, err := json.Marshal(told{id, r, about})
	if err != nil {
		return "", fmt.Errorf("write handle: %w", err)
	}
	sealed, err := feedback.Seal(keys.For(handleUse), handleUse, plain)
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(sealed), nil
}

// open reads a handle made for the survey.
func (s *Service) open(id survey.ID, handle string) (told, error) {
	unknown := fault.NotFound("fault.not_found")
	raw, err := base64.RawURLEncoding.DecodeString(handle)
	if err != nil {
		return told{}, unknown
	}
	plain, err := feedback.Unseal(s.Keys.For(handleUse), handleUse, raw)
	if err != nil {
		return told{}, unknown
	}
	var out told
	if err := json.Unmarshal(plain, &out); err != nil || out.Survey != id {
		return told{}, unknown
	}
	return out, nil
}
