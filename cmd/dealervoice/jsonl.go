package main

// One JSON object a line in, one out, in order, without keeping any.

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds one line of input.
const maxLine = 32 << 20

// jsonLines reads and writes objects, one a line.
type jsonLines struct {
	in   *bufio.Reader
	out  *bufio.Writer
	enc  *json.Encoder
	line int // number of the line last read, from 1
}

func newJSONLines(in io.Reader, out io.Writer) *jsonLines {
	w := bufio.NewWriterSize(out, 1<<16)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return &jsonLines{in: bufio.NewReaderSize(in, 1<<16), out: w, enc: enc}
}

// next gives the next line that is not blank; io.EOF at the end. Whoever waits
// at the other end gets what was written before this waits for input.
func (j *jsonLines) next() ([]byte, error) {
	for {
		if j.in.Buffered() == 0 {
			if err := j.out.Flush(); err != nil {
				return nil, fmt.Errorf("write: %w", err)
			}
		}
		line, err := j.read()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(line) > 0 {
			j.line++
		}
		if j.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return nil, io.EOF
		}
	}
}

// read reads up to the end of the line, within the bound.
func (j *jsonLines) read() ([]byte, error) {
	var line []byte
	for {
		part, err := j.in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			return nil, atFault(fmt.Errorf("line %d: longer than %d MB", j.line+1, maxLine>>20))
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// write writes one object.
func (j *jsonLines) write(v any) error {
	if err := j.enc.Encode(v); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// each reads line by line, writes what do makes of each, and flushes. A line
// that do finds faulty is answered by {"error": …} and the rest goes on; at the
// end the input is reported to be at fault.
func (j *jsonLines) each(do func(line []byte) (any, error)) error {
	bad := 0
	for {
		line, err := j.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errors.Join(err, j.out.Flush())
		}
		answer, err := do(line)
		if err != nil {
			bad++
			answer = map[string]string{"error": err.Error()}
		}
		if err := j.write(answer); err != nil {
			return err
		}
	}
	if err := j.out.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if bad > 0 {
		return atFault(fmt.Errorf("lines that could not be read: %d", bad))
	}
	return nil
}
