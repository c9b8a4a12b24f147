// Small questions about texts.

package answer

import (
	"strings"
	"unicode"
)

// isBlank tells whether a character is white space.
func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }

// blank tells whether a text is empty but for white space.
func blank(s string) bool { return strings.TrimFunc(s, isBlank) == "" }
