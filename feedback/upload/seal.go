package upload

// References, and what is sealed with them: AES-256-GCM under a key that follows
// from the reference, which this table does not hold.

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"fmt"

	"dealervoice/feedback"
	"dealervoice/survey"
)

var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// short is a hash of parts that cannot run into each other, with 130 bits.
func short(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return crockford.EncodeToString(h.Sum(nil))[:26]
}

// refOf names a file sent with a form. The unit is as secret as the form.
func refOf(s feedback.Slip, name string, body []byte) Ref {
	sum := sha256.Sum256(body)
	return Ref(short("upload", string(s.Survey), string(s.Unit), string(s.Drawer), name, string(sum[:])))
}

// idOf is where a file lies.
func idOf(id survey.ID, r Ref) string { return short("upload id", string(id), string(r)) }

// ownerOf is the form's name on files that wait with it.
func ownerOf(s feedback.Slip) string {
	return short("upload owner", string(s.Survey), string(s.Unit), string(s.Drawer))
}

func sealer(id survey.ID, r Ref) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, []byte(r), nil, "upload\x00"+string(id), 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// seal closes content; part keeps the file and its small copy apart.
func seal(id survey.ID, r Ref, part string, plain []byte) ([]byte, error) {
	aead, err := sealer(id, r)
	if err != nil {
		return nil, fmt.Errorf("seal upload: %w", err)
	}
	return aead.Seal(nil, nil, plain, []byte(part)), nil
}

func unseal(id survey.ID, r Ref, part string, sealed []byte) ([]byte, error) {
	aead, err := sealer(id, r)
	if err != nil {
		return nil, fmt.Errorf("open upload: %w", err)
	}
	plain, err := aead.Open(nil, nil, sealed, []byte(part))
	if err != nil {
		return nil, fmt.Errorf("open upload: %w", err)
	}
	return plain, nil
}
