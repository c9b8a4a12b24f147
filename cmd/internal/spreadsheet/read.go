package spreadsheet

// From bytes to text, whatever they are.

import (
	"bytes"
	"strings"

	"dealervoice/survey/fault"
)

// Table is what was read.
type Table struct {
	Text string // comma separated, lines ended by LF; line n is row n of a sheet
	Kind Kind
	// Of workbooks:
	Sheet   string   // the sheet that was read
	Further []string // visible sheets that were not read
	Broken  []Cell   // cells with an error value, at most maxBroken
	Rounded []Cell   // numbers so long that the spreadsheet rounded them
}

// Kind is how the table was written.
type Kind string

// The kinds.
const (
	UTF8    Kind = "utf-8"
	UTF16   Kind = "utf-16"
	GB18030 Kind = "gb18030"
	Big5    Kind = "big5"
	XLSX    Kind = "xlsx"
)

// Cell is a place with what stands there.
type Cell struct {
	Line   int
	Column string // A, B …
	Text   string
}

// MaxBytes bounds a file: a hundred thousand dealers are some 15 MB of CSV.
const MaxBytes = 32 << 20

// Options tell what the caller knows of the columns.
type Options struct {
	// Day tells by its header whether a column holds days.
	Day func(header string) bool
}

// Read reads a file. What cannot be read is a fault of KindInvalid with the
// reason, under the path "file".
func Read(raw []byte, o Options) (Table, error) {
	switch {
	case len(raw) > MaxBytes:
		return Table{}, refused("sheet.too_large", fault.Args{"Max": MaxBytes >> 20})
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return readWorkbook(raw, o)
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0")):
		return Table{}, refused("sheet.old_or_locked", nil)
	}
	text, kind, ok := decode(raw)
	if !ok {
		return Table{}, refused("sheet.unreadable", nil)
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return Table{}, refused("sheet.nul", fault.Args{"Line": 1 + strings.Count(text[:at], "\n")})
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return Table{Text: strings.ReplaceAll(text, "\r", "\n"), Kind: kind}, nil
}

func refused(key string, args fault.Args) error {
	return fault.Invalid(fault.Field{Path: "file", Key: key, Args: args})
}
