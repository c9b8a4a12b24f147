package keyfile

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"dealervoice/survey/port"
)

// Size is the length of a key in bytes.
const Size = 32

// ErrNone says that there is no key of the name: never made, or destroyed.
var ErrNone = port.ErrNoKey

// Store is a folder of keys.
type Store struct{ dir string }

var _ port.Keyring = (*Store)(nil)

// Open makes the folder where it is missing and closes it to others.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make folder of keys: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil { // it may have been there before
		return nil, fmt.Errorf("close folder of keys to others: %w", err)
	}
	return &Store{dir: dir}, nil
}

// Folder is where the keys of a data folder lie.
func Folder(dataDir string) string { return filepath.Join(dataDir, "keys") }

// names are those that stay inside the folder on every file system.
var names = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$`)

func (s *Store) path(name string) (string, error) {
	if !names.MatchString(name) {
		return "", fmt.Errorf("key %q: want letters, digits, - and _", name)
	}
	return filepath.Join(s.dir, name+".key"), nil
}

// Create gives the key of the name, a new one where there is none. It is safe
// against other processes that do the same at the same time.
func (s *Store) Create(name string) ([]byte, error) {
	key, err := s.Read(name)
	if !errors.Is(err, ErrNone) {
		return key, err
	}
	if err := s.write(name); err != nil {
		return nil, fmt.Errorf("create key %s: %w", name, err)
	}
	return s.Read(name)
}

// write puts a new key under the name unless another is there.
func (s *Store) write(name string) error {
	path, err := s.path(name)
	if err != nil {
		return err
	}
	key := make([]byte, Size)
	rand.Read(key)                           // never fails: the program ends instead
	f, err := os.CreateTemp(s.dir, ".new-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err = f.Write(key); err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return s.flush()
}

// Read gives the key of the name; ErrNone where there is none.
func (s *Store) Read(name string) ([]byte, error) {
	path, err := s.path(name)
	if err != nil {
		return nil, err
	}
	key, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("key %s: %w", name, ErrNone)
	case err != nil:
		return nil, fmt.Errorf("read key %s: %w", name, err)
	case len(key) != Size:
		return nil, fmt.Errorf("key %s: %d bytes, want %d", name, len(key), Size)
	}
	return key, nil
}

// Destroy makes an end of the key: its bytes are written over, then its file
// is removed. One that is gone already is no error.
func (s *Store) Destroy(name string) error {
	path, err := s.path(name)
	if err != nil {
		return err
	}
	if err := overwrite(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return fmt.Errorf("destroy key %s: %w", name, err)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("destroy key %s: %w", name, err)
	}
	return s.flush()
}

// overwrite replaces a file's bytes in place.
func overwrite(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	noise := make([]byte, Size)
	rand.Read(noise)
	if _, err = f.WriteAt(noise, 0); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// flush brings the folder's names to the disk.
func (s *Store) flush() error {
	d, err := os.Open(s.dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
