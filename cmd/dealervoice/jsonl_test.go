package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestALineIsAnsweredBeforeTheNextIsAskedFor(t *testing.T) {
	inR, inW := io.Pipe()
	outR, outW := io.Pipe()
	done := make(chan error)
	go func() {
		done <- newJSONLines(inR, outW).each(func(line []byte) (any, error) { return string(line), nil })
	}()
	buf := make([]byte, 64)
	for _, line := range []string{`{"a":1}`, `{"a":2}`} {
		if _, err := inW.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
		n, err := outR.Read(buf) // blocks for ever if nothing was flushed
		if err != nil || !strings.Contains(string(buf[:n]), `"a\"`) {
			t.Fatalf("%q, %v", buf[:n], err)
		}
	}
	if err := inW.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// long is one line of the size given, made as it is read.
type long struct{ left int }

func (l *long) Read(p []byte) (int, error) {
	if l.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), l.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	l.left -= n
	return n, nil
}

func TestAnEndlessLineIsRefused(t *testing.T) {
	j := newJSONLines(&long{left: maxLine + 1}, io.Discard)
	_, err := j.next()
	var c coded
	if !errors.As(err, &c) || c.code != exitInput {
		t.Errorf("%v", err)
	}
}
