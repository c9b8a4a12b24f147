package feedback

// The submission slip: the text in _sid that a form carries from its first page
// to its last. It binds a unit to a survey and to the version that was opened.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"dealervoice/survey"
	"dealervoice/survey/fault"
)

// Slip says who fills which version of which survey.
type Slip struct {
	Survey  survey.ID
	Version survey.Number
	Unit    Unit
	Drawer  Drawer // of a personal link; no part of what is signed
	Fixed   ID     // of the answer that is corrected by it; no part either
}

// Drawer is where a unit's draft lies and what it is sealed with: behind a
// personal link its token, so that a link that was sent anew, which somebody
// else may hold, does not open what was written by the old one. Empty behind a
// public link, whose unit is as secret itself.
type Drawer string

// Personal tells whether the slip belongs to a personal link.
func (s Slip) Personal() bool { return s.Unit[0] == 'i' || s.Unit[0] == 'b' }

// ID is the id of the response that the slip is for.
func (s Slip) ID() ID {
	if s.Fixed != "" {
		return s.Fixed
	}
	return ResponseID(s.Survey, s.Unit)
}

// Keys are the installation's secrets: the first one signs, all of them check,
// so that forms opened before a change of the secret can still be sent.
type Keys struct{ secrets [][]byte }

// NewKeys takes the newest secret first.
func NewKeys(newest []byte, older ...[]byte) Keys {
	return Keys{secrets: append([][]byte{newest}, older...)}
}

// macChars is the length of the signature in the slip: 128 bits.
const macChars = 22

// Sign writes the slip with characters that a form carries unchanged:
// version.unit.signature.
func (k Keys) Sign(s Slip) string {
	return strconv.Itoa(int(s.Version)) + "." + string(s.Unit) + "." + signature(k.secrets[0], s)
}

// Check reads a slip back; one of another survey, another version or nobody's
// making is refused.
func (k Keys) Check(id survey.ID, text string) (Slip, error) {
	refused := fault.New(fault.KindBadRequest, "respond.slip", nil)
	parts := strings.Split(text, ".")
	if len(parts) != 3 || len(parts[1]) != unitChars+1 || len(parts[2]) != macChars {
		return Slip{}, refused
	}
	version, err := strconv.Atoi(parts[0])
	if err != nil || version < 1 || strconv.Itoa(version) != parts[0] {
		return Slip{}, refused
	}
	s := Slip{Survey: id, Version: survey.Number(version), Unit: Unit(parts[1])}
	for _, secret := range k.secrets {
		if hmac.Equal([]byte(signature(secret, s)), []byte(parts[2])) {
			return s, nil
		}
	}
	return Slip{}, refused
}

func signature(secret []byte, s Slip) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("slip\x00" + string(s.Survey) + "\x00" + strconv.Itoa(int(s.Version)) + "\x00" + string(s.Unit)))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))[:macChars]
}
