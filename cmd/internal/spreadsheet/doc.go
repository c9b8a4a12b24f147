// Package spreadsheet reads the tables that people send: CSV in the encodings
// that spreadsheets in China write, and XLSX, both as one text of comma
// separated values.
//
// It knows nothing of dealers or sales: which columns there are, and which of
// them hold days, is the caller's business.
//
// Decisions:
//   - The encoding is told by content: a byte order mark, NUL at every other
//     byte (UTF-16), valid UTF-8, else GB18030 (of which GBK and GB2312 are
//     parts) or Big5, by which of them gives common characters. What was assumed
//     is told, so that a person can look before anything is written.
//   - Nothing is guessed about a cell: numbers stay as they are written, days
//     that a workbook counts from its epoch become 2026-11-23 only in columns
//     that the caller names.
//   - A workbook is a zip: its sizes are read before it is unpacked. Macros,
//     passwords and the old .xls are refused; formulas count with the values
//     that were saved with them; error values (#REF!) are reported.
//
// excelize reads workbooks of every office program and streams their rows;
// golang.org/x/text knows the encodings.
package spreadsheet
