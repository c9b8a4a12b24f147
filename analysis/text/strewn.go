// Looking for bags in the clauses of an answer.

package text

import "dealervoice/analysis/text/english"

// place is where a word of a bag was last seen.
type place struct {
	clause     int32 // number of the clause, counted over all answers
	start, end int32
}

// sight is the working memory for the bags of one language.
type sight struct {
	seen []place
	bags []int32 // clause in which a bag was already looked at
	ids  []int32 // words seen in this clause
}

func (v *sight) reset(b *bags) {
	v.seen = append(v.seen[:0], make([]place, len(b.anchored))...)
	v.bags = append(v.bags[:0], make([]int32, len(b.list))...)
}

// see notes a word of a clause.
func (v *sight) see(id, c, start, end int32) {
	if v.seen[id].clause != c {
		v.ids = append(v.ids, id)
	}
	v.seen[id] = place{c, start, end}
}

// strew finds the bags that stand strewn in the clauses and appends them to
// s.loose, in the order of the clauses.
func (t *Tagger) strew(s *scratch) {
	s.loose = s.loose[:0]
	if len(s.clauses) == 0 {
		return
	}
	zw, ew, b := 0, 0, 0
	for c := range s.clauses {
		cl := s.clauses[c]
		s.gen++
		gen := s.gen
		s.chinese.ids, s.english.ids = s.chinese.ids[:0], s.english.ids[:0]
		for ; zw < len(s.zh) && int32(s.zh[zw].Start) < cl.end; zw++ {
			if w := s.zh[zw]; int32(w.Start) >= cl.start {
				t.seeChinese(s, gen, w.Start, w.End)
			}
		}
		for ; ew < len(s.tokens) && int32(s.tokens[ew].Start) < cl.end; ew++ {
			if tok := s.tokens[ew]; int32(tok.Start) >= cl.start {
				t.seeEnglish(s, gen, tok)
			}
		}
		for ; b < len(s.bridged) && s.bridged[b].end <= cl.end; b++ {
			s.loose = append(s.loose, s.bridged[b])
			s.loose[len(s.loose)-1].clause = int32(c)
		}
		first := len(s.loose)
		s.loose = s.chinese.collect(t.zhBags, gen, s.loose)
		zh := len(s.loose)
		s.loose = s.english.collect(t.enBags, gen, s.loose)
		for ; first < len(s.loose); first++ {
			s.loose[first].clause = int32(c)
			s.loose[first].han = first < zh
		}
	}
}

func (t *Tagger) seeChinese(s *scratch, gen int32, start, end int) {
	runes := s.text.Runes[start:end]
	if id, ok := t.zhBags.ids[string(runes)]; ok {
		s.chinese.see(id, gen, int32(start), int32(end))
	}
	if len(runes) != 2 {
		return
	}
	if splitsFirst(runes[0]) {
		if id, ok := t.zhBags.ids[string(runes[1:])]; ok {
			s.chinese.see(id, gen, int32(start+1), int32(end))
		}
	}
	if negates(runes[0]) {
		if id, ok := t.zhBags.ids[string(runes[:1])]; ok {
			s.chinese.see(id, gen, int32(start), int32(start+1))
		}
	}
}

func negates(r rune) bool { return r == '不' || r == '没' || r == '无' || r == '未' }

// splitsFirst tells whether a first character only strengthens or negates.
func splitsFirst(r rune) bool {
	if negates(r) {
		return true
	}
	for _, d := range degrees {
		if r == d {
			return true
		}
	}
	return false
}

func (t *Tagger) seeEnglish(s *scratch, gen int32, tok english.Token) {
	s.forms = english.Forms(tok.Word, s.forms[:0])
	for _, f := range s.forms {
		switch f {
		case "no", "never", "none", "without", "hardly", "nothing", "nobody":
			f = "not"
		}
		if id, ok := t.enBags.ids[f]; ok {
			s.english.see(id, gen, int32(tok.Start), int32(tok.End))
		}
	}
}

// loose is a bag met in a clause.
type loose struct {
	pattern    int32
	clause     int32
	start, end int32
	parts      [maxBag]place
	n          int8
	han        bool
	authored   bool // a cue written with gaps
}

// collect appends the bags whose words were all seen in the clause.
func (v *sight) collect(b *bags, gen int32, into []loose) []loose {
	for _, id := range v.ids {
	next:
		for _, i := range b.anchored[id] {
			if v.bags[i] == gen {
				continue
			}
			v.bags[i] = gen
			found := loose{pattern: b.list[i].pattern, start: 1 << 30}
			for _, w := range b.list[i].words {
				p := v.seen[w]
				if p.clause != gen {
					continue next
				}
				found.parts[found.n] = p
				found.n++
				found.start, found.end = min(found.start, p.start), max(found.end, p.end)
			}
			if found.end-found.start <= b.list[i].window && found.close(b.list[i].near) {
				into = append(into, found)
			}
		}
	}
	return into
}

// close tells whether every negation of the bag stands right before its word.
func (l *loose) close(near int32) bool {
	for j := int8(0); j+1 < l.n; j++ {
		if near&(1<<j) == 0 {
			continue
		}
		gap := l.parts[j+1].start - l.parts[j].end
		if gap < 0 || gap > negationGap {
			return false
		}
	}
	return true
}

// negationGap is how far (runes) a bag's negation may stand from its word.
const negationGap = 6
