// Training: machines for every theme, thresholds and probabilities from held-out
// scores.

package model

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Row is a tagged answer.
type Row struct {
	Answer Answer
	Themes []int

	unsure []float64 // of an answer that nobody judged: what the model said at first
}

// Options of a training.
type Options struct {
	Themes int
	Seed   uint64
	Pool   []Answer // answers that nobody judged: their words count while few are judged
	Raw    bool     // only the order of scores matters: no probabilities, which cost most
}

// folds of the cross-validation.
const folds = 3

// Unjudged answers are put to use from so many of them on, and as long as fewer
// answers than that are judged: by then they add nothing.
const (
	fewUnjudged = 1000
	manyJudged  = 2000
)

// Train learns from tagged answers; there must be some. With unjudged answers it
// learns twice: the second time also from what the first model says of them (self
// training), each counting by how sure that is.
func Train(rows []Row, o Options) *Model {
	if len(o.Pool) < fewUnjudged || len(rows) > manyJudged {
		o.Pool = nil
	}
	s := enrol(rows, o)
	m := &Model{Themes: o.Themes, Dictionary: s.dictionary}
	m.learn(s)
	if len(o.Pool) > 0 {
		s.first = &Model{Themes: m.Themes, Slope: m.Slope, Offset: m.Offset, Stack: m.Stack, Trust: m.Trust}
		m.learn(s)
	}
	return m
}

// learn fits the model to what the school knows.
func (m *Model) learn(s *school) {
	if s.Raw {
		m.Slope, m.Offset, m.Threshold = make([]float64, s.Themes), make([]float64, s.Themes), 0.5
		for t := range m.Slope {
			m.Slope[t] = -1
		}
	} else {
		m.calibrate(s.holdOut(), s.rows[:s.judged])
	}
	m.Weights = s.fitBoth(func(int) bool { return true })
}

// enrol readies answers: their terms are numbered, and they become vectors.
func enrol(rows []Row, o Options) *school {
	s := &school{Options: o, rows: slices.Clone(rows), judged: len(rows)}
	hints := 0
	for _, r := range rows {
		hints = max(hints, len(r.Answer.Hints))
	}
	for _, a := range o.Pool {
		s.rows = append(s.rows, Row{Answer: a})
	}
	answers := make([]Answer, len(s.rows))
	for i, r := range s.rows {
		answers[i] = r.Answer
	}
	s.dictionary = newDictionary(answers, hints)
	s.vectors = s.dictionary.vectors(answers)
	if len(o.Pool) > 0 {
		s.dictionary.Space = newSpace(s.vectors, s.dictionary, o.Seed)
		s.vectors = s.dictionary.vectors(answers)
	}
	s.width = s.dictionary.width()
	return s
}

// vectors turns answers into features.
func (d *dictionary) vectors(answers []Answer) []sparse {
	var b Buffer
	out := make([]sparse, len(answers))
	for i := range answers {
		answers[i].Read(&b)
		v := d.vector(&answers[i], &b)
		out[i] = sparse{at: slices.Clone(v.at), value: slices.Clone(v.value)}
	}
	return out
}

// school is what a training works on.
type school struct {
	Options
	dictionary *dictionary
	rows       []Row // behind judged those that nobody judged
	vectors    []sparse
	judged     int
	first      *Model // how scores became probabilities when only judged rows counted
	taught     bool   // unjudged rows count too
	width      int
}

// fitBoth trains on the judged rows kept, and, once there was a first model, again
// with what those machines say of the unjudged ones. Held-out rows have no part in
// either, or the threshold would be that of an easier task (-1.1 on car comments).
func (s *school) fitBoth(keep func(row int) bool) []float32 {
	s.taught = false
	weights := s.fitAll(keep)
	if s.first == nil {
		return weights
	}
	var b Buffer
	var raw []float32
	for i := s.judged; i < len(s.rows); i++ {
		raw = score(s.vectors[i], weights, s.Themes, raw)
		s.rows[i].unsure = slices.Clone(s.first.probabilities(raw, &s.rows[i].Answer, &b))
	}
	s.taught = true
	return s.fitAll(keep)
}

// fitAll trains a machine for every theme on the rows kept; the weights stand by
// feature, then by theme, so that an answer is scored in one pass.
func (s *school) fitAll(keep func(row int) bool) []float32 {
	var kept []int
	for i := range s.rows {
		if keep(i) && (i < s.judged || s.taught) {
			kept = append(kept, i)
		}
	}
	all := make([]float32, (s.width+1)*s.Themes)
	for theme := range s.Themes {
		for j, v := range s.fit(kept, theme) {
			all[j*s.Themes+theme] = v
		}
	}
	return all
}

// margin is C of an ordinary row: small, for answers are short and their labels
// noisy (0.3 against 1: +1.4 points on patients' answers, -0.3 on car comments).
const margin = 0.3

// rawMargin and rawTelling are those of a model without probabilities, the judge of
// good and bad: its classes are few and its labels noisier still.
const (
	rawMargin  = 0.1
	rawTelling = 0.5
)

// unsureWeight is what an unjudged answer counts beside a judged one, if it is sure.
const unsureWeight = 0.05

// tellingPart is the part of the machine that knows how telling features are.
// Measured, 0.7 serves four sets in two languages best; 0 loses two points with
// 300 answers, 1 loses one with many themes.
const tellingPart = 0.7

// fit trains the machine of one theme: the mean of a plain one and of one that
// knows how telling each feature is. Rare themes weigh more: C times the square
// root of how much rarer they are, three at most.
func (s *school) fit(kept []int, theme int) []float32 {
	p := problem{rows: make([]sparse, len(kept)), sign: make([]int8, len(kept)), cost: make([]float32, len(kept)), width: s.width, seed: s.Seed}
	with, judged := 0, 0
	for k, i := range kept {
		p.rows[k], p.sign[k] = s.vectors[i], -1
		if u := s.rows[i].unsure; u != nil {
			if u[theme] > 0.5 {
				p.sign[k] = 1
			}
			continue
		}
		if slices.Contains(s.rows[i].Themes, theme) {
			p.sign[k] = 1
			with++
		}
		judged++
	}
	if with == 0 {
		w := make([]float32, s.width+1)
		w[s.width] = -1
		return w
	}
	rare := float32(math.Min(3, math.Sqrt(float64(judged-with)/float64(with))))
	if s.Raw {
		rare = 1
	}
	for k := range kept {
		p.cost[k] = margin
		if s.Raw {
			p.cost[k] = rawMargin
		}
		if p.sign[k] > 0 {
			p.cost[k] *= max(rare, 1)
		}
		if u := s.rows[kept[k]].unsure; u != nil {
			p.cost[k] = max(p.cost[k]*unsureWeight*float32(math.Abs(2*u[theme]-1)), 1e-5)
		}
	}
	w := p.solve()
	p.scale = p.telling()
	tp := float32(tellingPart)
	if s.Raw {
		tp = rawTelling
	}
	for j, v := range p.solve() {
		w[j] = (1-tp)*w[j] + tp*v
	}
	return w
}

// tellingWeight is how far features are scaled by what they tell.
const tellingWeight = 0.6

// telling scales features by the squared log-ratio of their shares among answers
// with and without the theme (NB-SVM, Wang and Manning 2012), with mean one.
func (p problem) telling() []float32 {
	with, without := make([]float64, p.width), make([]float64, p.width)
	nWith, nWithout := 2.0, 2.0
	for i, r := range p.rows {
		side, n := without, &nWithout
		if p.sign[i] > 0 {
			side, n = with, &nWith
		}
		*n++
		for _, j := range r.at {
			side[j]++
		}
	}
	scale := make([]float32, p.width)
	sum, count := 0.0, 0.0
	for j := range scale {
		ratio := math.Log((with[j] + 1) / nWith / ((without[j] + 1) / nWithout))
		scale[j] = float32(ratio * ratio)
		sum += ratio * ratio * (with[j] + without[j])
		count += with[j] + without[j]
	}
	if sum == 0 {
		return nil
	}
	mean := float32(sum / count)
	for j := range scale {
		scale[j] = 1 - tellingWeight + tellingWeight*scale[j]/mean
	}
	return scale
}

// holdOut gives every answer scores by machines that did not see it.
func (s *school) holdOut() [][]float32 {
	fold := make([]int, len(s.rows))
	for i := range fold {
		fold[i] = i % folds
		if i >= s.judged {
			fold[i] = -1
		}
	}
	rng := rand.New(rand.NewPCG(s.Seed, 2))
	rng.Shuffle(s.judged, func(i, j int) { fold[i], fold[j] = fold[j], fold[i] })
	scores := make([][]float32, len(s.rows))
	for f := range folds {
		weights := s.fitBoth(func(i int) bool { return fold[i] != f })
		for i := range s.rows {
			if fold[i] == f {
				scores[i] = score(s.vectors[i], weights, s.Themes, nil)
			}
		}
	}
	return scores
}

// score multiplies a vector by the weights of every theme, into out.
func score(v sparse, weights []float32, themes int, out []float32) []float32 {
	out = append(out[:0], weights[len(weights)-themes:]...)
	add(v, weights, themes, out)
	return out
}

func add(v sparse, weights []float32, themes int, out []float32) {
	for k, j := range v.at {
		row := weights[int(j)*themes : (int(j)+1)*themes]
		x := v.value[k]
		for t, w := range row {
			out[t] += x * w
		}
	}
}
