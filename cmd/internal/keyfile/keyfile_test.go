package keyfile

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func open(t *testing.T) (*Store, string) {
	t.Helper()
	dir := Folder(t.TempDir())
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

func TestAKeyIsMadeOnceAndReadByEverybodyAfter(t *testing.T) {
	s, dir := open(t)
	if _, err := s.Read("a"); !errors.Is(err, ErrNone) {
		t.Fatalf("a key that nobody made: %v", err)
	}
	first, err := s.Create("a")
	if err != nil || len(first) != Size {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	other, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	again, err := other.Create("a")
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("another process made another key: %v", err)
	}
	if b, err := s.Create("b"); err != nil || bytes.Equal(first, b) {
		t.Errorf("two names, one key: %v", err)
	}
}

func TestManyWhoCreateAtOnceGetTheSameKey(t *testing.T) {
	_, dir := open(t)
	var wg sync.WaitGroup
	keys := make([][]byte, 24)
	for i := range keys {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s, err := Open(dir)
			if err != nil {
				t.Error(err)
				return
			}
			if keys[i], err = s.Create("one"); err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
	for _, k := range keys {
		if !bytes.Equal(k, keys[0]) {
			t.Fatal("two keys under one name")
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".new-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOthersCannotReadKeys(t *testing.T) {
	s, dir := open(t)
	if _, err := s.Create("a"); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "a.key"): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode().Perm(), err)
		}
	}
}

func TestADestroyedKeyIsGoneFromItsFileToo(t *testing.T) {
	s, dir := open(t)
	key, err := s.Create("a")
	if err != nil {
		t.Fatal(err)
	}
	held := filepath.Join(t.TempDir(), "held") // a second name shows what became of the bytes
	if err := os.Link(filepath.Join(dir, "a.key"), held); err != nil {
		t.Fatal(err)
	}
	if err := s.Destroy("a"); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadFile(held); err != nil || bytes.Contains(left, key[:8]) {
		t.Errorf("the bytes are still there: %v", err)
	}
	if _, err := s.Read("a"); !errors.Is(err, ErrNone) {
		t.Errorf("after the end: %v", err)
	}
	if err := s.Destroy("a"); err != nil {
		t.Errorf("a second time: %v", err)
	}
}

func TestAKeyThatWasCutOffIsAnErrorAndNoNewKey(t *testing.T) {
	s, dir := open(t)
	if err := os.WriteFile(filepath.Join(dir, "a.key"), []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Create("a"); err == nil || errors.Is(err, ErrNone) {
		t.Errorf("got %v", err)
	}
}

func TestNamesStayInTheFolder(t *testing.T) {
	s, _ := open(t)
	for _, name := range []string{"", "../a", "a/b", ".new-1", "a.key", "a\x00"} {
		if _, err := s.Create(name); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
}
