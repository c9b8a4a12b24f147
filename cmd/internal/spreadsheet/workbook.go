package spreadsheet

// Workbooks (XLSX).

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"dealervoice/survey/fault"
)

// The limits of a workbook.
const (
	maxEntries  = 2000
	maxUnpacked = 512 << 20
	maxInMemory = 16 << 20 // a larger sheet is unpacked to a temporary file
	maxColumns  = 500
	maxRows     = 300_000
	maxBroken   = 50
)

func readWorkbook(raw []byte, o Options) (Table, error) {
	if err := inspect(raw); err != nil {
		return Table{}, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory,
	})
	if err != nil {
		return Table{}, unreadable(err)
	}
	defer book.Close()
	t := Table{Kind: XLSX}
	for _, name := range book.GetSheetList() {
		if visible, err := book.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		if t.Sheet == "" {
			t.Sheet = name
		} else {
			t.Further = append(t.Further, name)
		}
	}
	if t.Sheet == "" {
		return Table{}, refused("sheet.no_sheet", nil)
	}
	props, err := book.GetWorkbookProps()
	if err != nil {
		return Table{}, unreadable(err)
	}
	s := sheet{table: &t, day: o.Day, epoch: 0}
	if props.Date1904 != nil && *props.Date1904 {
		s.epoch = 1462 // days that the Macintosh's count begins later
	}
	if err := s.read(book); err != nil {
		return Table{}, err
	}
	t.Text = s.out.String()
	return t, nil
}

// inspect looks at the directory of the zip before anything is unpacked.
func inspect(raw []byte) error {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return unreadable(err)
	}
	if len(z.File) > maxEntries {
		return refused("sheet.too_large_inside", nil)
	}
	var size uint64
	workbook := false
	for _, f := range z.File {
		size += f.UncompressedSize64
		workbook = workbook || f.Name == "xl/workbook.xml"
		if strings.HasSuffix(f.Name, "vbaProject.bin") {
			return refused("sheet.macros", nil)
		}
	}
	if size > maxUnpacked {
		return refused("sheet.too_large_inside", nil)
	}
	if !workbook {
		return refused("sheet.unreadable", nil)
	}
	return nil
}

func unreadable(err error) error {
	var f *fault.Error
	if errors.As(err, &f) {
		return err
	}
	return fault.Invalid(fault.Field{Path: "file", Key: "sheet.unreadable"}).Because(err)
}

// sheet writes the rows of a sheet as text.
type sheet struct {
	table *Table
	out   bytes.Buffer
	day   func(string) bool
	epoch float64
	days  []bool // by column
	width int
}

func (s *sheet) read(book *excelize.File) error {
	rows, err := book.Rows(s.table.Sheet)
	if err != nil {
		return unreadable(err)
	}
	defer rows.Close()
	w := csv.NewWriter(&s.out)
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		switch {
		case err != nil:
			return unreadable(err)
		case line > maxRows || len(cells) > maxColumns:
			return refused("sheet.too_many_cells", fault.Args{"Rows": maxRows, "Columns": maxColumns})
		}
		if err := w.Write(s.row(line, cells)); err != nil {
			return unreadable(err)
		}
	}
	if err := rows.Error(); err != nil && !errors.Is(err, io.EOF) {
		return unreadable(err)
	}
	w.Flush()
	return w.Error()
}

// row cleans the cells of a row and makes all rows as wide as the header.
func (s *sheet) row(line int, cells []string) []string {
	for i, c := range cells {
		c = strings.Map(oneLine, c)
		if i < len(s.days) && s.days[i] {
			c = s.dayOf(c)
		}
		place := Cell{Line: line, Text: c}
		switch {
		case broken(c) && len(s.table.Broken) < maxBroken:
			place.Column, _ = excelize.ColumnNumberToName(i + 1)
			s.table.Broken = append(s.table.Broken, place)
		case rounded(c) && len(s.table.Rounded) < maxBroken:
			place.Column, _ = excelize.ColumnNumberToName(i + 1)
			s.table.Rounded = append(s.table.Rounded, place)
		}
		cells[i] = c
	}
	if s.width == 0 && len(cells) > 0 {
		s.width = len(cells)
		s.days = make([]bool, len(cells))
		for i, c := range cells {
			s.days[i] = s.day != nil && s.day(c)
		}
	}
	for len(cells) > s.width && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return slices.Concat(cells, make([]string, max(0, s.width-len(cells))))
}

// oneLine keeps a cell on its line, so that lines stay rows.
func oneLine(r rune) rune {
	if r == '\n' || r == '\r' {
		return ' '
	}
	return r
}

// dayOf writes a day that the workbook counts as the day it is. The count's
// 60 is a 29th of February 1900 that never was.
func (s *sheet) dayOf(c string) string {
	n, err := strconv.ParseFloat(c, 64)
	if err != nil || n < 61 || n > 2_958_465 || math.IsNaN(n) {
		return c
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n+s.epoch)).Format(time.DateOnly)
}

// broken tells the error values of formulas.
func broken(c string) bool {
	return slices.Contains([]string{"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}, c)
}

// rounded tells numbers of more digits than a spreadsheet keeps, which end in
// zeros nobody wrote or in a power of ten.
func rounded(c string) bool {
	mantissa, power, scientific := strings.Cut(c, "E+")
	if scientific {
		n, err := strconv.Atoi(power)
		_, err2 := strconv.ParseFloat(mantissa, 64)
		return err == nil && err2 == nil && n >= 15
	}
	return len(c) > 15 && strings.Trim(c, "0123456789") == "" && strings.HasSuffix(c, "000")
}
