package port

import "errors"

// ErrNoKey says that there is no key of the name: never made, or destroyed.
var ErrNoKey = errors.New("there is no such key")

// Keyring keeps named keys outside the database and its backups, so that they
// can be forgotten for good. No transaction reaches it.
type Keyring interface {
	// Create gives the key of the name, a new one where there is none.
	Create(name string) ([]byte, error)
	// Read gives the key of the name; ErrNoKey where there is none.
	Read(name string) ([]byte, error)
	// Destroy makes an end of the key. One that is gone already is no error.
	Destroy(name string) error
}
