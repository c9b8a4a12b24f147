// Package answerfile reads and writes files of responses: JSON lines and CSV,
// one response a line, streaming both ways.
//
// It judges nothing: rows go to feedback.Service.Import as they are, and a row
// that cannot be read is handed on with the reason.
//
// Decisions:
//   - What a file is, is told by its content: an object at the start is JSON
//     lines, anything else CSV.
//   - CSV is UTF-8 with a byte order mark, since spreadsheets in China guess GBK
//     without it; a cell that a spreadsheet would take for a formula gets an
//     apostrophe in front, which reading takes off again.
//   - Columns of lists hold the values with ";" between them; what respondents
//     let grow (rows, panels) is one column of JSON.
//   - What no column or path of the file says, and what of the file goes
//     nowhere, is listed, never dropped silently.
package answerfile
