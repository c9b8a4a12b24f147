package invitation

import (
	"crypto/rand"
	"strings"
)

// Tag names a message to the outside: in its Message-ID, its return path and its
// way out. Small letters and digits, so that no mail program changes it: the
// survey's code and 120 random bits.
type Tag string

// tagChars is its length.
const tagChars = 4 + 24

// newTag makes a tag in the survey with the code.
func newTag(code string) Tag { return Tag(strings.ToLower(code + rand.Text()[:tagChars-4])) }

// ParseTag reads a tag in any case.
func ParseTag(s string) (Tag, bool) {
	s = strings.ToLower(s)
	if len(s) != tagChars || strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyz") != "" {
		return "", false
	}
	return Tag(s), true
}

// Code is that of the survey.
func (t Tag) Code() string { return strings.ToUpper(string(t[:4])) }
