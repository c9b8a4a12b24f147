package feedback

// Drafts are sealed: AES-256-GCM under a key that follows from unit and
// drawer, which the database does not hold. So nobody reads there what has not been sent.

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
)

var errSeal = errors.New("the seal does not fit")

// sealer makes the cipher of one slip's draft.
func sealer(s Slip) (cipher.AEAD, error) {
	return sealerOf([]byte(string(s.Unit)+"\x00"+string(s.Drawer)), "draft\x00"+string(s.Survey))
}

// sealerOf makes the cipher for one use of a secret.
func sealerOf(secret []byte, use string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, use, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

func seal(s Slip, plain []byte) ([]byte, error) {
	aead, err := sealer(s)
	if err != nil {
		return nil, fmt.Errorf("seal draft: %w", err)
	}
	return aead.Seal(nil, nil, plain, nil), nil
}

func unseal(s Slip, sealed []byte) ([]byte, error) {
	aead, err := sealer(s)
	if err != nil {
		return nil, fmt.Errorf("open draft: %w", err)
	}
	plain, err := aead.Open(nil, nil, sealed, nil)
	if err != nil {
		return nil, fmt.Errorf("open draft: %w", errSeal)
	}
	return plain, nil
}

// Seal seals a text under a secret, for one use of it.
func Seal(secret []byte, use string, plain []byte) ([]byte, error) {
	aead, err := sealerOf(secret, use)
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", use, err)
	}
	return aead.Seal(nil, nil, plain, nil), nil
}

// Unseal opens what Seal sealed for the same use.
func Unseal(secret []byte, use string, sealed []byte) ([]byte, error) {
	aead, err := sealerOf(secret, use)
	if err != nil {
		return nil, fmt.Errorf("unseal %s: %w", use, err)
	}
	plain, err := aead.Open(nil, nil, sealed, nil)
	if err != nil {
		return nil, fmt.Errorf("unseal %s: %w", use, errSeal)
	}
	return plain, nil
}

// For is a secret of its own for one use, which follows from the installation's.
func (k Keys) For(use string) []byte { return []byte(k.derive("for", use)) }
