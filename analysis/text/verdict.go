// The verdict: good or bad, for each theme and for the whole answer.

package text

import "dealervoice/analysis/text/lexicon"

// outlook is what the whole answer says about good and bad.
type outlook struct {
	pos, neg int
	strain   bool
	irony    bool // a word of irony
	wish     bool
	contrast bool
}

// overview sums the clauses.
func (t *Tagger) overview(s *scratch) outlook {
	var o outlook
	for i := range s.clauses {
		cl := &s.clauses[i]
		o.pos += int(cl.pos)
		o.neg += int(cl.neg)
		o.strain = o.strain || cl.strain
		o.wish = o.wish || cl.wish
		o.contrast = o.contrast || cl.contrast && i > 0
	}
	for _, f := range s.found {
		switch f.entry.polarity {
		case Negative:
			o.neg++
		case Positive:
			o.pos++
		}
	}
	for _, m := range s.matches {
		o.irony = o.irony || m.isWord && t.pattern(m).is(lexicon.Sarcasm)
	}
	return o
}

// ironic tells whether praise is meant as blame: a word of irony beside plain
// trouble.
func (o outlook) ironic() bool { return o.irony && (o.neg > 0 || o.strain) }

// polarity decides about one theme: its own cues and the words about them, then
// its neighbours in the sentence, then the answer if it has no other theme,
// then the question.
func (r *tally) polarity(s *scratch, o outlook, prior Polarity) Polarity {
	switch {
	case r.value > 0 && o.ironic():
		return Negative
	case r.value != 0:
		return sign(int(r.value))
	case r.wordsOnly:
		return o.lean(prior)
	case r.last != Neutral:
		return r.last
	}
	if p := s.beside(r.clause); p != Neutral {
		return p
	}
	if len(s.rows) == 1 {
		return o.lean(prior)
	}
	if s.clauses[r.clause].wish || s.clauses[r.clause].question {
		return Neutral
	}
	return prior
}

// lean is what the whole answer says, where no part says more.
func (o outlook) lean(prior Polarity) Polarity {
	switch p := sign(o.pos - o.neg); {
	case p != Neutral:
		return p
	case o.strain:
		return Negative
	case o.wish:
		return Neutral
	}
	return prior
}

// beside looks at the clauses of the same sentence that speak of no theme of
// their own: the next ones first, up to a contrast, then the one before.
func (s *scratch) beside(c int32) Polarity {
	for i := int(c) + 1; i < len(s.clauses) && i <= int(c)+2; i++ {
		cl := &s.clauses[i]
		if cl.sentence != s.clauses[c].sentence || cl.contrast || cl.themes > 0 {
			break
		}
		if p := cl.mood(); p != Neutral {
			return p
		}
	}
	if c > 0 && !s.clauses[c].contrast {
		if cl := &s.clauses[c-1]; cl.sentence == s.clauses[c].sentence && cl.themes == 0 {
			return cl.mood()
		}
	}
	return Neutral
}

// mood is what a clause says by itself.
func (cl *clause) mood() Polarity {
	if p := sign(int(cl.pos - cl.neg)); p != Neutral || !cl.strain {
		return p
	}
	return Negative
}

// sentiment is the mood of the whole answer: of its themes, or of its words if
// it has none.
func (o outlook) sentiment(themes []Theme, prior Polarity) Sentiment {
	good, bad := false, false
	for _, th := range themes {
		good = good || th.Polarity == Positive
		bad = bad || th.Polarity == Negative
	}
	if len(themes) == 0 {
		good, bad = o.pos > 0, o.neg > 0
		if o.pos > 0 && o.neg > 0 && !o.contrast {
			good, bad = o.pos > o.neg, o.neg >= o.pos
		}
	}
	switch {
	case good && bad:
		return SentimentMixed
	case good:
		return SentimentPositive
	case bad:
		return SentimentNegative
	}
	return SentimentNeutral
}
