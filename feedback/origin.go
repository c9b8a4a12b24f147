package feedback

// Where a public link hung: the outlet and product that a printed code is tied
// to. The code carries them, sealed, so that nobody votes for another outlet.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"dealervoice/survey"
	"dealervoice/survey/audience"
)

// Origin is what an answer by a printed code is counted under besides itself.
type Origin struct {
	Outlet  string // where the code hangs
	Dealer  string // who supplies the outlet
	Region  string // of the dealer, for scope
	Product string // the code is on
}

// maxOrigin is the longest value, in characters.
const maxOrigin = 60

// Zero tells a link that hangs nowhere in particular.
func (o Origin) Zero() bool { return o == Origin{} }

// Valid tells whether every value can stand on a code.
func (o Origin) Valid() bool {
	for _, v := range o.values() {
		if utf8.RuneCountInString(v) > maxOrigin || !utf8.ValidString(v) || strings.ContainsFunc(v, func(r rune) bool { return r < ' ' }) {
			return false
		}
	}
	return true
}

func (o Origin) values() []string { return []string{o.Outlet, o.Dealer, o.Region, o.Product} }

// Attributes are what the answer is counted under.
func (o Origin) Attributes() audience.Attributes {
	a := audience.Attributes{"outlet": o.Outlet, "dealer": o.Dealer, "region": o.Region, "product": o.Product}
	for name, v := range a {
		if v == "" {
			delete(a, name)
		}
	}
	return a
}

// SealOrigin signs an origin for a survey: 96 bits as 16 characters.
func (k Keys) SealOrigin(id survey.ID, o Origin) string { return sealOrigin(k.secrets[0], id, o) }

// CheckOrigin tells whether the seal is ours and of this survey and origin.
func (k Keys) CheckOrigin(id survey.ID, o Origin, seal string) bool {
	for _, secret := range k.secrets {
		if hmac.Equal([]byte(sealOrigin(secret, id, o)), []byte(seal)) {
			return !o.Zero() && o.Valid()
		}
	}
	return false
}

func sealOrigin(secret []byte, id survey.ID, o Origin) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("origin\x00" + string(id) + "\x00" + strings.Join(o.values(), "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
