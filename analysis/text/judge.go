// Good and bad, learned: where examples give themes with a polarity, a second model
// judges each theme of an answer by the clause that speaks of it.

package text

import "dealervoice/analysis/text/model"

// fewRated is how many rated themes a judge needs; with fewer the rules decide.
const fewRated = 50

// polarities are the classes of a judge: bad, neither, good.
const polarities = 3

// The hints of a judge: what the rules say about the theme and its clause.
const (
	hintNegative = iota // the rules' verdict, one of three
	hintNeutral
	hintPositive
	hintPraise // words of praise in the clause
	hintBlame
	hintStrain
	hintQuestion
	hintAlone  // no other theme in the answer
	judgeHints // and behind them the theme itself
)

// trainJudge learns polarity from rated examples; nil if there are too few.
func (t *Tagger) trainJudge(examples []Example, rows []model.Row, s *scratch) *model.Model {
	var cases []model.Row
	for i, e := range examples {
		for k, g := range e.Themes {
			if !g.Rated {
				continue
			}
			t.answer(e.Text, s)
			a := rows[i].Answer
			t.focus(s, &a, rows[i].Themes[k], Neutral)
			cases = append(cases, model.Row{Answer: a, Themes: []int{int(g.Polarity) + 1}})
		}
	}
	if len(cases) < fewRated {
		return nil
	}
	return model.Train(cases, model.Options{Themes: polarities, Seed: seed, Raw: true})
}

// judged gives the likeliest polarity of a theme in the answer just looked at.
func (t *Tagger) judged(s *scratch, a model.Answer, theme int, prior Polarity) Polarity {
	t.focus(s, &a, theme, prior)
	best := 0
	p := t.judge.Score(&a, &s.judge)
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	return Polarity(best - 1)
}

// focus turns an answer into a question about one theme: the clause that speaks of
// it, with the clauses behind it that have no theme of their own, and hints.
func (t *Tagger) focus(s *scratch, a *model.Answer, theme int, prior Polarity) {
	row := s.row(int16(theme))
	a.Topic = t.book.Themes[theme].ID
	a.From, a.Until = 0, len(a.Runes)
	first, last := t.clausesOf(s, a, row)
	h := make([]float32, judgeHints+len(t.book.Themes))
	if first >= 0 {
		a.From, a.Until = int(s.clauses[first].start), int(s.clauses[last].end)
		for _, cl := range s.clauses[first : last+1] {
			h[hintPraise] += float32(cl.pos)
			h[hintBlame] += float32(cl.neg)
			h[hintStrain] = max(h[hintStrain], float32(flag(cl.strain)))
			h[hintQuestion] = max(h[hintQuestion], float32(flag(cl.question)))
		}
	}
	h[hintNeutral+int(row.polarity(s, t.overview(s), prior))] = 1
	h[hintAlone] = float32(flag(len(s.rows) == 1))
	h[judgeHints+theme] = 1
	a.Hints = h
}

// clausesOf finds the clauses that speak of a theme: by its cues, else by the words
// that speak for it in the model. first is negative where the whole answer does.
func (t *Tagger) clausesOf(s *scratch, a *model.Answer, row *tally) (first, last int) {
	first, last = -1, -1
	if !row.wordsOnly {
		first, last = int(row.clause), int(row.clause)
	} else if why := t.learned.Why(a, int(row.theme), &s.learn); len(why) > 0 {
		for i, cl := range s.clauses {
			if int(cl.start) <= why[0].Start && why[0].Start < int(cl.end) {
				first, last = i, i
			}
		}
	}
	for first >= 0 && last+1 < len(s.clauses) {
		next := &s.clauses[last+1]
		if next.sentence != s.clauses[first].sentence || next.contrast || next.themes > 0 {
			break
		}
		last++
	}
	return first, last
}
