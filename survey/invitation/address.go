package invitation

// One grammar of addresses, narrower than that of mail: what nobody has and what
// only attacks use is refused (comments, quotes, literals, spaces, line ends).

import (
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/text/width"
)

// maxAddress is the longest address that mail can carry.
const maxAddress = 254

// ParseAddress gives an e-mail address as it is written to: in small letters, its
// domain in the form that servers look up. ok is false for what is none.
func ParseAddress(s string) (address string, ok bool) {
	if len(s) > maxAddress*2 {
		return "", false
	}
	local, domain, found := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "@")
	if !found || local == "" || len(local) > 64 || strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(local, "..") {
		return "", false
	}
	if strings.Trim(local, "abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-") != "" {
		return "", false
	}
	domain, err := idna.Lookup.ToASCII(domain)
	if err != nil || !strings.Contains(domain, ".") || strings.Trim(domain, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" || len(domain) > 253 {
		return "", false
	}
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 {
			return "", false
		}
	}
	address = local + "@" + domain
	return address, len(address) <= maxAddress
}

// ParsePhone gives a telephone number as gateways take it: digits, with a plus in
// front where it has one.
func ParsePhone(s string) (phone string, ok bool) {
	var b strings.Builder
	for i, r := range width.Narrow.String(strings.TrimSpace(s)) {
		switch {
		case r >= '0' && r <= '9', r == '+' && i == 0:
			b.WriteRune(r)
		case !strings.ContainsRune("-() /", r):
			return "", false
		}
	}
	phone = b.String()
	digits := len(strings.TrimPrefix(phone, "+"))
	return phone, digits >= 5 && digits <= 15
}

// parse reads an address of the channel.
func (c Channel) parse(email, phone string) (string, bool) {
	if c == Gateway {
		return ParsePhone(phone)
	}
	return ParseAddress(email)
}
