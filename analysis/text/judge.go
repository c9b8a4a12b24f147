// Good and bad, learned: where examples give themes with a polarity, a second model
// judges each theme of an answer by the clause that speaks of it.

package text

import (
	"slices"

	"dealervoice/analysis/text/model"
	"dealervoice/analysis/text/normal"
)

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

// question asks about one of the themes of an answer: the at-th of them.
type question struct {
	at, theme int
	prior     Polarity
}

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
			a.Read(&s.learn)
			t.attend(s, &a, rows[i].Themes)
			t.focus(s, &a, question{at: k, theme: rows[i].Themes[k]})
			cases = append(cases, model.Row{Answer: a, Themes: []int{int(g.Polarity) + 1}})
		}
	}
	if len(cases) < fewRated {
		return nil
	}
	return model.Train(cases, model.Options{Themes: polarities, Seed: seed, Raw: true})
}

// judged gives the likeliest polarity of a theme in the answer just looked at.
func (t *Tagger) judged(s *scratch, a model.Answer, q question) Polarity {
	t.focus(s, &a, q)
	best := 0
	p := t.judge.ScoreTopic(&a, &s.learn)
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
	}
	return Polarity(best - 1)
}

// focus turns an answer into a question about one theme.
func (t *Tagger) focus(s *scratch, a *model.Answer, q question) {
	row := s.row(int16(q.theme))
	a.Topic = t.book.Themes[q.theme].ID
	n := len(a.Runes)
	a.Focus = slices.Clone(s.focus[q.at*n : (q.at+1)*n])
	h := make([]float32, judgeHints+len(t.book.Themes))
	for c := range s.clauses {
		cl := &s.clauses[c]
		w := float32(0)
		for i := cl.start; i < cl.end; i++ {
			w += a.Focus[i]
		}
		w /= float32(cl.end - cl.start)
		h[hintPraise] += w * float32(cl.pos)
		h[hintBlame] += w * float32(cl.neg)
		if cl.strain {
			h[hintStrain] = max(h[hintStrain], w)
		}
		if cl.question {
			h[hintQuestion] = max(h[hintQuestion], w)
		}
	}
	h[hintNeutral+int(row.polarity(s, t.overview(s), q.prior))] = 1
	h[hintAlone] = float32(flag(len(s.rows) == 1))
	h[judgeHints+q.theme] = 1
	a.Hints = h
}

// attend fills s.focus: for each theme and rune how much the rune speaks of that
// theme rather than of the others.
func (t *Tagger) attend(s *scratch, a *model.Answer, themes []int) {
	n := len(a.Runes)
	s.focus = append(s.focus[:0], make([]float32, n*len(themes))...)
	if len(themes) == 1 {
		for i := range s.focus {
			s.focus[i] = 1
		}
		return
	}
	step := s.decay(a.Runes)
	for k, theme := range themes {
		f := s.focus[k*n : (k+1)*n]
		t.sources(s, a, theme, f)
		for i := 1; i < n; i++ {
			f[i] = max(f[i], f[i-1]*step[i])
		}
		for i := n - 2; i >= 0; i-- {
			f[i] = max(f[i], f[i+1]*step[i+1])
		}
	}
	for i := range n {
		sum := float32(1e-9)
		for k := range themes {
			v := s.focus[k*n+i]
			v *= v * v
			s.focus[k*n+i] = v
			sum += v
		}
		for k := range themes {
			v := s.focus[k*n+i]
			s.focus[k*n+i] = v / sum
		}
	}
}

// sources marks what a theme is known by: its cues, and the words that speak most for
// it in the model.
func (t *Tagger) sources(s *scratch, a *model.Answer, theme int, f []float32) {
	most := float32(0)
	t.learned.Words(&s.learn, func(at model.Stretch, weights []float32) { most = max(most, at.Weight*weights[theme]) })
	cued := false
	for i := range s.found {
		if x := &s.found[i]; int(x.entry.theme) == theme {
			for j := x.start; j < x.end; j++ {
				f[j] = 1
			}
			cued = true
		}
	}
	if most == 0 && !cued {
		for i := range f {
			f[i] = 0.01
		}
		return
	}
	t.learned.Words(&s.learn, func(at model.Stretch, weights []float32) {
		v := at.Weight * weights[theme] / most
		if v < 0.4 {
			return
		}
		if cued {
			v *= 0.5
		}
		for i := at.Start; i < at.End; i++ {
			f[i] = max(f[i], v)
		}
	})
}

// decay is how much is left of a theme from rune i-1 to rune i.
func (s *scratch) decay(runes []rune) []float32 {
	s.step = append(s.step[:0], make([]float32, len(runes))...)
	for i, r := range runes {
		s.step[i] = 0.98
		if normal.IsHan(r) {
			s.step[i] = 0.94
		}
	}
	for c := 1; c < len(s.clauses); c++ {
		cl := &s.clauses[c]
		x := float32(0.4)
		if cl.sentence != s.clauses[c-1].sentence {
			x = 0.2
		}
		if cl.contrast {
			x *= 0.4
		}
		s.step[cl.start] *= x
	}
	return s.step
}
