package survey

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"log/slog"
	"strings"
	"unicode"
)

// Token is the secret part of a personal link's address: the survey's code and
// 130 random bits in Crockford's base 32. It prints as "[link]"; Reveal gives
// the text to put in an address.
type Token struct{ text string }

// The shape of a token: code and secret, 5 bits a symbol.
const (
	codeSymbols   = 4
	secretSymbols = 26
	tokenSymbols  = codeSymbols + secretSymbols
	maxTokenInput = 300 // longer text is no link, whatever it begins with
)

// alphabet is Crockford's: no I, L, O (read as 1, 1, 0) and no U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var crockford = base32.NewEncoding(alphabet).WithPadding(base32.NoPadding)

// symbols gives n random symbols.
func symbols(n int) string {
	raw := make([]byte, (n*5+7)/8)
	rand.Read(raw) // never fails: the program ends instead
	return crockford.EncodeToString(raw)[:n]
}

// newToken mints a token of the survey with the code.
func newToken(code string) Token { return Token{text: code + symbols(secretSymbols)} }

// derivedToken is the token that follows from a key, an invitation and a salt:
// the same link can be sent again, and whoever has the database without the key
// has no link.
func derivedToken(code string, key []byte, l Link) Token {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("link\x00" + string(l.SurveyID) + "\x00" + string(l.InvitationID) + "\x00" + l.Salt))
	return Token{text: code + crockford.EncodeToString(mac.Sum(nil))[:secretSymbols]}
}

// ParseToken reads a token as people and mail programs hand it on: in any case,
// with look-alikes, full-width letters, hyphens or line breaks inside, brackets
// around it, and punctuation or parameters behind it.
func ParseToken(s string) (t Token, ok bool) {
	if len(s) > maxTokenInput {
		return Token{}, false
	}
	var b strings.Builder
	for _, r := range s {
		r = fold(r)
		if b.Len() == tokenSymbols {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return Token{}, false
			}
			break
		}
		switch {
		case r < unicode.MaxASCII && strings.ContainsRune(alphabet, r):
			b.WriteRune(r)
		case !between(r, b.Len() == 0):
			return Token{}, false
		}
	}
	return Token{text: b.String()}, b.Len() == tokenSymbols
}

// fold maps full-width forms, small letters and look-alikes to the alphabet.
func fold(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	switch r = unicode.ToUpper(r); r {
	case 'O':
		return '0'
	case 'I', 'L':
		return '1'
	}
	return r
}

// between tells what may stand between two symbols, and before the first.
func between(r rune, first bool) bool {
	if unicode.IsSpace(r) || r == '-' || r == '\u00AD' || unicode.Is(unicode.Cf, r) {
		return true
	}
	return first && strings.ContainsRune("<(（[【\"“'", r)
}

// code is the survey's public code.
func (t Token) code() string { return t.text[:codeSymbols] }

// hash is what is stored of the token.
func (t Token) hash() string {
	sum := sha256.Sum256([]byte(t.text))
	return hex.EncodeToString(sum[:])
}

// Reveal gives the text of the token, to be shown to a person once.
func (t Token) Reveal() string { return t.text }

// String hides the token from logs and messages.
func (t Token) String() string { return "[link]" }

// GoString hides the token from %#v.
func (t Token) GoString() string { return t.String() }

// LogValue hides the token from structured logs.
func (t Token) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText hides the token from JSON.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }
