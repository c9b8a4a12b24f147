// Package analysisweb are the pages of the door "Understand": reports, themes
// and quotes, single answers for the voice officer; and the matrix of policies and
// reactions.
//
// Decisions:
//   - The address bar holds what is seen: every filter is a query parameter, the
//     form over the figures is a GET form, and a chart has the same query.
//   - A chart and the table beside it are made from the same analysis.Figure
//     (draw.go, table.go); neither computes anything.
//   - Charts are images of their own (SVG for pages, PNG for documents), sandboxed
//     by their own Content-Security-Policy.
//   - A hidden cell says "< 8" and, opened, why.
package analysisweb
