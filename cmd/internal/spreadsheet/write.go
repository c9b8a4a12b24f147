package spreadsheet

// Writing a workbook: one sheet, the head in bold and kept in sight.

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Write makes a workbook of one sheet. Texts are written as texts, so that none
// runs as a formula; numbers as numbers; nil is an empty cell.
func Write(w io.Writer, head []string, rows [][]any) error {
	book := excelize.NewFile()
	defer book.Close() //nolint:errcheck // it holds nothing but memory
	const sheet = "Sheet1"
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return fmt.Errorf("begin workbook: %w", err)
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err == nil {
		err = out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	}
	first := make([]any, len(head))
	for i, name := range head {
		first[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	for i, row := range append([][]any{first}, rows...) {
		if err == nil {
			err = out.SetRow(fmt.Sprint("A", i+1), row)
		}
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := book.Write(w); err != nil {
		return fmt.Errorf("send workbook: %w", err)
	}
	return nil
}
