package account

import (
	"crypto/rand"
	"fmt"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"dealervoice/survey/fault"
)

// The length a password may have, in characters after NFC.
const (
	MinPassword = 10
	MaxPassword = 128
)

// hashing bounds how many hashes are reckoned at once: 19 MiB each.
var hashing = make(chan struct{}, 2)

// params are OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
func params() *argon2id.Params {
	return &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// hash checks the length of a password and hashes it.
func hash(password string) (string, error) {
	password = norm.NFC.String(password)
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword {
		return "", fault.Invalid(fault.Field{Path: "password", Key: "account.password_length",
			Args: fault.Args{"Min": MinPassword, "Max": MaxPassword}})
	}
	hashing <- struct{}{}
	defer func() { <-hashing }()
	h, err := argon2id.CreateHash(password, params())
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return h, nil
}

// matches tells whether the password belongs to the hash. A password longer
// than any stored one could be is refused before it costs anything.
func matches(password, hashed string) (bool, error) {
	password = norm.NFC.String(password)
	if utf8.RuneCountInString(password) > MaxPassword {
		return false, nil
	}
	hashing <- struct{}{}
	defer func() { <-hashing }()
	ok, err := argon2id.ComparePasswordAndHash(password, hashed)
	if err != nil {
		return false, fmt.Errorf("compare password: %w", err)
	}
	return ok, nil
}

// NewPassword makes a random one: 20 characters of 32 without look-alikes, 100 bits.
func NewPassword() string {
	const alphabet = "abcdefghjkmnpqrstuvwxyz23456789z"
	raw := make([]byte, 20)
	rand.Read(raw) // never fails (crypto/rand)
	for i, b := range raw {
		raw[i] = alphabet[b&31]
	}
	return string(raw)
}
