// Words of a normalised text.

package english

// Token is one word. Contractions give two tokens over the same runes.
type Token struct {
	Start, End int    // runes
	Word       string // lower case, straight from the text or the expanded part
}

// IsWord tells whether a rune belongs to a word.
func IsWord(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// Tokens appends the words of runes to into. Decimal points and thousands
// separators stay inside numbers.
func Tokens(runes []rune, into []Token) []Token {
	for i := 0; i < len(runes); {
		if !IsWord(runes[i]) {
			i++
			continue
		}
		j := i + 1
		for j < len(runes) && (IsWord(runes[j]) || joins(runes, j)) {
			j++
		}
		into = appendWord(into, runes[i:j], i)
		i = j
	}
	return into
}

// joins tells whether the rune at j holds a word or a number together.
func joins(runes []rune, j int) bool {
	if j+1 >= len(runes) || !IsWord(runes[j+1]) {
		return false
	}
	switch runes[j] {
	case '\'':
		return true
	case '.', ',':
		return isDigit(runes[j-1]) && isDigit(runes[j+1])
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// maxWord bounds a word; longer runs are no words, and their tail is cut off.
const maxWord = 40

func appendWord(into []Token, word []rune, at int) []Token {
	end := at + len(word)
	if len(word) > maxWord {
		word = word[:maxWord]
	}
	text := string(word)
	first, second := expand(text)
	into = append(into, Token{at, end, first})
	if second != "" {
		into = append(into, Token{at, end, second})
	}
	return into
}

// expand takes a contraction apart.
func expand(word string) (first, second string) {
	if base, ok := bare()[word]; ok {
		return base, "not"
	}
	n := len(word)
	switch {
	case n > 3 && word[n-3:] == "n't":
		base := word[:n-3]
		switch base {
		case "ca":
			base = "can"
		case "wo":
			base = "will"
		case "sha":
			base = "shall"
		}
		return base, "not"
	case n > 2 && (word[n-2:] == "'s" || word[n-2:] == "'d" || word[n-2:] == "'m"):
		return word[:n-2], ""
	case n > 3 && (word[n-3:] == "'re" || word[n-3:] == "'ve" || word[n-3:] == "'ll"):
		return word[:n-3], ""
	}
	return word, ""
}
