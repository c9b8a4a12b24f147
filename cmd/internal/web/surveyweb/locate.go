package surveyweb

// Where in the text a JSON path stands: the linter names paths, people look for
// lines.

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// lines gives the line of every path of a JSON text: "", "pages",
// "pages[0].elements[2].visibleIf". A text that breaks off gives what was there.
func lines(source string) map[string]int {
	l := locator{dec: json.NewDecoder(strings.NewReader(source)), text: []byte(source), at: map[string]int{}, line: 1}
	l.dec.UseNumber()
	l.value("")
	return l.at
}

// lineOf finds the path or the nearest one around it.
func lineOf(at map[string]int, path string) int {
	for {
		if n, ok := at[path]; ok {
			return n
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return at[""]
		}
		path = path[:cut]
	}
}

type locator struct {
	dec  *json.Decoder
	text []byte
	at   map[string]int
	line int // of the offset seen
	seen int
}

// here is the line at which the token just read ends; tokens hold no line ends.
func (l *locator) here() int {
	off := min(int(l.dec.InputOffset()), len(l.text))
	l.line += bytes.Count(l.text[l.seen:off], []byte("\n"))
	l.seen = off
	return l.line
}

// value reads one value at the path; false when the text broke off.
func (l *locator) value(path string) bool {
	tok, err := l.dec.Token()
	if err != nil {
		return false
	}
	if _, known := l.at[path]; !known { // an object's entry stands at its key
		l.at[path] = l.here()
	}
	switch tok {
	case json.Delim('{'):
		return l.object(path)
	case json.Delim('['):
		return l.list(path)
	}
	return true
}

func (l *locator) object(path string) bool {
	for l.dec.More() {
		key, err := l.dec.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			return false
		}
		inner := name
		if path != "" {
			inner = path + "." + name
		}
		l.at[inner] = l.here()
		if !l.value(inner) {
			return false
		}
	}
	_, err := l.dec.Token()
	return err == nil
}

func (l *locator) list(path string) bool {
	for i := 0; l.dec.More(); i++ {
		if !l.value(path + "[" + strconv.Itoa(i) + "]") {
			return false
		}
	}
	_, err := l.dec.Token()
	return err == nil
}
