package survey

import "log/slog"

// Token is the secret part of a personal link's address: the survey's code and
// 130 random bits in Crockford's base 32. It prints as "[link]"; Reveal gives
// the text to put in an address.
type Token struct{ text string }

// Reveal gives the text of the token, to be shown to a person once.
func (t Token) Reveal() string { return t.text }

// String hides the token from logs and messages.
func (t Token) String() string { return "[link]" }

// LogValue hides the token from structured logs.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText hides the token from JSON.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
