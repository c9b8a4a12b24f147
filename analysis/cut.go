package analysis

// Cutting an answer into plain, marked and blanked words.

import (
	"slices"

	"dealervoice/analysis/text"
)

// span is a stretch of an answer in bytes.
type span struct {
	start, end int
	marked     bool // else blanked
}

// cut marks the evidence in an answer and blanks the stretches that would tell
// too much. Evidence that does not fit the answer, or lies in what is blanked, is
// passed over.
func cut(answer string, because []text.Evidence, blanks []span) []Part {
	spans := merged(blanks)
	for _, e := range because {
		fits := 0 <= e.Start && e.Start < e.End && e.End <= len(answer) && answer[e.Start:e.End] == e.Words
		if fits && !slices.ContainsFunc(spans, func(s span) bool { return e.Start < s.end && s.start < e.End }) {
			spans = append(spans, span{start: e.Start, end: e.End, marked: true})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var out []Part
	at := 0
	for _, s := range spans {
		if s.end <= at {
			continue // two themes by the same words
		}
		s.start = max(s.start, at)
		if s.start > at {
			out = append(out, Part{Text: answer[at:s.start]})
		}
		p := Part{Text: blank}
		if s.marked {
			p = Part{Text: answer[s.start:s.end], Marked: true}
		}
		out = append(out, p)
		at = s.end
	}
	if at < len(answer) {
		out = append(out, Part{Text: answer[at:]})
	}
	return out
}

// merged joins stretches that overlap.
func merged(spans []span) []span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && s.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}
