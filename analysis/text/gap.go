// Cues with a gap: "要…只给" asks for its parts in this order, close together in
// one sentence. A person writes them for what is said with something in between.

package text

import (
	"strings"
)

// gapMark separates the parts of a cue; three plain dots do as well.
const gapMark = "…"

// gapParts cuts a cue at its gaps; nil if it has none.
func gapParts(cue string) []string {
	cue = strings.ReplaceAll(cue, "...", gapMark)
	if !strings.Contains(cue, gapMark) {
		return nil
	}
	var parts []string
	for _, part := range strings.Split(cue, gapMark) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) < 2 || len(parts) > maxBag {
		return nil
	}
	return parts
}

// How far (runes) the next part may be away.
const (
	gapChinese = 10
	gapEnglish = 30
)

// gapCue is a cue with gaps: its whole pattern and how many parts it has.
type gapCue struct {
	pattern int32
	parts   int8
}

// partOf is a part of a gap cue, met as a pattern of its own.
type partOf struct {
	cue  int32
	part int8
}

// addGap files a cue with gaps. The whole becomes a pattern that no matcher
// finds, each part one that only serves it.
func (p *patterns) addGap(parts []string, form func(string) string, e entry) {
	formed := make([]string, len(parts))
	for i, part := range parts {
		if formed[i] = form(part); formed[i] == "" {
			return
		}
	}
	whole := strings.Join(formed, gapMark)
	known := len(p.list)
	p.add(whole, e)
	if len(p.list) == known {
		return // the same cue twice: its meanings are joined
	}
	p.list[known].whole = true
	p.gaps = append(p.gaps, gapCue{int32(known), int8(len(parts))})
	for i, part := range formed {
		id := p.pattern(part)
		p.list[id].parts = append(p.list[id].parts, partOf{int32(len(p.gaps) - 1), int8(i)})
	}
}

// progress is how far a gap cue has been met.
type progress struct {
	met   int8
	touch int32 // answer in which it was last moved
	at    [maxBag]place
}

// bridge finds the gap cues among the raw matches and appends them to s.bridged,
// by their ends.
func (t *Tagger) bridge(s *scratch) {
	s.bridged = s.bridged[:0]
	s.gen++
	for _, m := range s.matches {
		p := t.pattern(m)
		if len(p.parts) == 0 || m.heard {
			continue
		}
		gaps, at, reach := t.en.gaps, s.enGaps, int32(gapEnglish)
		if m.han {
			gaps, at, reach = t.zh.gaps, s.zhGaps, gapChinese
		}
		for _, part := range p.parts {
			g := &at[part.cue]
			if g.touch != s.gen {
				g.met, g.touch = 0, s.gen
			}
			here := place{start: m.start, end: m.end}
			switch {
			case part.part == 0:
				g.met = 1
				g.at[0] = here
			case g.met == part.part && m.start >= g.at[part.part-1].end && m.start-g.at[part.part-1].end <= reach && !s.stopBetween(g.at[part.part-1].end, m.start):
				g.at[part.part] = here
				g.met++
			default:
				continue
			}
			if g.met == gaps[part.cue].parts {
				s.bridged = append(s.bridged, loose{
					pattern: gaps[part.cue].pattern, start: g.at[0].start, end: m.end,
					parts: g.at, n: g.met, han: m.han, authored: true,
				})
				g.met = 0
			}
		}
	}
}

// stopBetween tells whether a sentence ends between two runes.
func (s *scratch) stopBetween(from, to int32) bool {
	for i := from; i < to; i++ {
		if _, full := border(s.text.Runes, int(i)); full {
			return true
		}
	}
	return false
}
