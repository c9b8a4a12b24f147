package picture

// GIF: block after block (GIF89a specification).

import "bytes"

// cleanGIF keeps the images, how they follow each other and how often.
func cleanGIF(b []byte) ([]byte, error) {
	if len(b) < 13 {
		return nil, ErrBroken
	}
	i := 13 + table(b[10])
	if i > len(b) {
		return nil, ErrBroken
	}
	out := append([]byte(nil), b[:i]...)
	for i < len(b) {
		start := i
		switch b[i] {
		case 0x3B:
			return append(out, 0x3B), nil
		case 0x2C:
			if i+10 >= len(b) {
				return nil, ErrBroken
			}
			i += 10 + table(b[i+9]) + 1 // and the size of its codes
		case 0x21:
			i += 2
		default:
			return nil, ErrBroken
		}
		if i = blocks(b, i); i < 0 {
			return nil, ErrBroken
		}
		if b[start] == 0x2C || b[start+1] == 0xF9 || b[start+1] == 0xFF && loops(b[start:i]) {
			out = append(out, b[start:i]...)
		}
	}
	return nil, ErrBroken
}

// table is the size of the colour table that flags announce.
func table(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks finds the end of a row of data blocks; -1 if there is none.
func blocks(b []byte, i int) int {
	for i < len(b) {
		n := int(b[i])
		if i += 1 + n; n == 0 {
			return i
		}
	}
	return -1
}

// loops tells the extension that says how often an animation runs.
func loops(block []byte) bool {
	return len(block) > 14 && bytes.Equal(block[3:14], []byte("NETSCAPE2.0"))
}
