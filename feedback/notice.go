package feedback

// The receipt code of an unlinkable survey on its way to the page that shows it:
// in an address it is sealed, since addresses end up in histories and in the
// logs of proxies, beside a time and whoever asked.

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"dealervoice/survey"
)

// noticeTime is how long a sealed code is shown; after that it says nothing.
const noticeTime = 15 * time.Minute

// SealCode seals a receipt code for an address.
func (s *Service) SealCode(ctx context.Context, id survey.ID, code string) (string, error) {
	key, err := s.surveys.SurveyKey(ctx, id)
	if err != nil {
		return "", err
	}
	aead, err := sealerOf(key, "notice")
	if err != nil {
		return "", fmt.Errorf("seal receipt: %w", err)
	}
	plain := code + " " + s.calendar.Now().UTC().Format(time.RFC3339)
	return base64.RawURLEncoding.EncodeToString(aead.Seal(nil, nil, []byte(plain), nil)), nil
}

// UnsealCode gives the receipt code that an address carries; "" if it is too old
// or none of ours.
func (s *Service) UnsealCode(ctx context.Context, id survey.ID, text string) string {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) == 0 {
		return ""
	}
	key, err := s.surveys.SurveyKey(ctx, id)
	if err != nil {
		return ""
	}
	aead, err := sealerOf(key, "notice")
	if err != nil {
		return ""
	}
	plain, err := aead.Open(nil, nil, raw, nil)
	if err != nil {
		return ""
	}
	code, at, _ := strings.Cut(string(plain), " ")
	since, err := time.Parse(time.RFC3339, at)
	if err != nil || s.calendar.Now().Sub(since) > noticeTime {
		return ""
	}
	return code
}
