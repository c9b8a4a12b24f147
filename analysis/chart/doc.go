// Package chart draws figures as SVG and PNG.
//
// The structs (Bars, Likert, Line, NPS, Forest, Scatter, Stack) carry plain data and are the same
// ones the table beside the chart is built from, so the two cannot differ. The fixed words, the
// number formats and the width come from the caller in a Look: this package knows no
// catalogue and no reader.
//
// What it is not: it computes no share and no interval (package stats does), it hides
// nothing by itself (a row is drawn as "< 5" because the disclosure guard marked it
// Suppressed; whatever else such a row carries is never looked at), and it serves nothing.
//
// Decisions
//
//   - Text in an SVG is text, not glyph outlines. Outlines would be safe on a machine
//     without any Chinese font, but such a machine cannot show the page around the chart
//     either, and a chart of five Chinese rows would grow from 6 KB to 44 KB (1.3 KB to 16 KB
//     compressed; of forty rows: 35 KB to 99 KB, 4.4 KB to 26 KB). Widths are measured
//     in the embedded font and pinned by textLength, so that labels end where the layout
//     expects them whatever font the viewer has.
//   - The SVG is written by our own renderer (svg.go) for go-chart's Renderer interface,
//     because go-chart's writes labels unescaped (stored script injection), styles as
//     style="…" (refused by a strict Content-Security-Policy) and rounds line widths away.
//   - The PNG renderer is ours on go-chart's drawing package (raster.go): its own fills by
//     the even-odd rule, which leaves holes where strokes of a character overlap. It draws
//     at twice the size for sharp screens and writes a palette (a sixth of the bytes).
//   - Ticks, ranges and label places are ours: go-chart fails on equal values, prints odd
//     ticks and overlaps labels.
//   - A label cut to two lines keeps its whole text as tooltip; a text with characters
//     outside the font is not pinned, because nobody knows its width.
//   - Figures are refused, by a named error, where a number is NaN or infinite; an empty
//     figure draws the caller's sentence instead.
//   - Narrow charts (under 520 px) set the label above its bar, so that a phone gets the
//     same text size instead of a shrunken picture: serve them with ?w=360 in a srcset.
//
// Third party: github.com/wcharczuk/go-chart/v2 (the owner's choice) draws lines, bands,
// axes and pixels; its faults are fenced here and nowhere else may import it. Our own
// layout on its Renderer interface serves all charts whose form it does not know.
// github.com/golang/freetype comes with it and reads the font. golang.org/x/text/unicode/norm
// composes accents that the font holds only in one piece.
//
// The font is a subset of Noto Sans SC (SIL Open Font License, see font/OFL.txt): all of
// GB 2312, Latin, Greek, punctuation and common characters of names. A character outside
// shows as a box in a PNG. `go generate ./analysis/chart` makes the subset anew (needs npm).
package chart

//go:generate sh font/subset.sh
