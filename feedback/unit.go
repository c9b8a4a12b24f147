package feedback

// Who answers, and the ids that follow from it.

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"dealervoice/survey"
)

// Unit is one respondent in one survey: whatever is sent twice under the same
// unit is the same response. The first letter tells where it comes from, so
// that no source can imitate another.
type Unit string

// ID names a response within its survey.
type ID string

// crockford is base32 without the letters that look like digits, in lower case.
var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// unitChars is the length of what follows the first letter: 130 bits.
const unitChars = 26

// NewUnit makes the unit of somebody who opens a public link: random.
func NewUnit() Unit { return "p" + Unit(random()) }

// derive makes a unit's text that only this installation can make.
func (k Keys) derive(parts ...string) Unit {
	mac := hmac.New(sha256.New, k.secrets[0])
	for _, part := range parts {
		mac.Write([]byte(part))
		mac.Write([]byte{0})
	}
	return Unit(short(mac.Sum(nil)))
}

// UnitOfKey is the unit of an API call with an idempotency key.
func UnitOfKey(key string) Unit { return "a" + Unit(short(digest("key", key))) }

// ResponseID is the id that the unit's response has in the survey.
func ResponseID(id survey.ID, u Unit) ID { return ID(short(digest("response", string(id), string(u)))) }

// draftKey is where the unit's draft is kept; it tells neither the unit nor the
// link nor the id of the response that comes of it.
func draftKey(s Slip) string {
	return short(digest("draft", string(s.Survey), string(s.Unit), string(s.Drawer)))
}

// LinkTag tells a personal link from others of the same invitation without
// telling its token.
type LinkTag string

// noLink is the tag of no link: none is told of the answer.
const noLink LinkTag = "unknown"

// linkTag is the tag of the slip's link; "" where there is none.
func linkTag(s Slip) LinkTag {
	if s.Drawer == "" {
		return ""
	}
	return LinkTag(short(digest("link", string(s.Survey), string(s.Drawer))))
}

// The receipt code: so many characters of the response's id, and as many that
// only this installation can make to them.
const (
	receiptHalf  = 8
	receiptChars = 2*receiptHalf + 3 // with hyphens
)

// receipt is what the respondent gets in return: four groups of four. It begins
// as the response's id does, so that the answer is found by it, and ends with
// what nobody makes up who reads ids in an export.
func (k Keys) receipt(id survey.ID, r ID) string {
	head := (string(r) + "00000000")[:receiptHalf]
	s := strings.ToUpper(head + k.seal(id, head))
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

// ReceiptOf is the receipt code of an answer, for programs that hand it on.
func (k Keys) ReceiptOf(id survey.ID, r ID) string { return k.receipt(id, r) }

// seal is the second half of a receipt code.
func (k Keys) seal(id survey.ID, head string) string {
	return string(k.derive("receipt", string(id), head))[:receiptHalf]
}

// normal is a receipt code as it was given out, whatever came between.
func normal(code string) string { return strings.ToLower(strings.ReplaceAll(code, "-", "")) }

// IsReceiptCode tells whether s has the shape of a receipt code, of today or of
// those of three groups that older versions gave.
func IsReceiptCode(s string) bool {
	if len(s) != receiptChars && len(s) != receiptChars-5 {
		return false
	}
	for i, c := range strings.ToLower(s) {
		if i%5 == 4 && c != '-' || i%5 != 4 && !strings.ContainsRune("0123456789abcdefghjkmnpqrstvwxyz", c) {
			return false
		}
	}
	return true
}

// digest hashes parts that cannot run into each other.
func digest(parts ...string) []byte {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(part))
		h.Write([]byte{0})
	}
	return h.Sum(nil)
}

func short(sum []byte) string { return crockford.EncodeToString(sum)[:unitChars] }

func random() string {
	raw := make([]byte, 17)
	rand.Read(raw) // never fails: it ends the program rather than give weak bytes
	return short(raw)
}
