// Package figurefile writes the figures of a report as files: CSV and XLSX for
// spreadsheets, JSON for programs. Pages and the command line use it alike.
//
// It computes nothing: every number is a cell of the report, and what is hidden
// there is an empty field with the reason beside it.
//
// Decisions:
//   - CSV is UTF-8 with a byte order mark, so that spreadsheets in China read it,
//     and a cell that a spreadsheet would run as a formula begins with a quote
//     mark ('), as in exports of answers.
//   - Numbers carry all their digits: rounding is for readers.
package figurefile
