// The net promoter score: its three classes as a bar, and under or beside it the score with
// its interval on the scale from -100 to 100.
package chart

import (
	"fmt"

	"github.com/wcharczuk/go-chart/v2/drawing"
)

// NPS is one score per row: the whole, or one per segment.
type NPS struct {
	Head
	// Classes are the names of detractors, passives and promoters.
	Classes [3]string `json:"classes"`
	Items   []NPSItem `json:"items"`
}

// NPSItem is one row. Value and Interval are in points; the classes are counts.
type NPSItem struct {
	Label      string `json:"label"`
	Detractors int    `json:"detractors"`
	Passives   int    `json:"passives"`
	Promoters  int    `json:"promoters"`
	// Weighted are the classes' shares where they are weighted, in the order of
	// Classes; nil where the counts tell them.
	Weighted   []float64 `json:"weighted,omitempty"`
	Value      float64   `json:"value"`
	Interval   *Interval `json:"interval,omitempty"`
	Suppressed bool      `json:"suppressed,omitempty"`
}

// N is the number of answers.
func (i NPSItem) N() int { return i.Detractors + i.Passives + i.Promoters }

// Shares are those of detractors, passives and promoters.
func (i NPSItem) Shares() []float64 {
	if len(i.Weighted) == 3 {
		return i.Weighted
	}
	n := float64(max(i.N(), 1))
	return []float64{float64(i.Detractors) / n, float64(i.Passives) / n, float64(i.Promoters) / n}
}

func (s *NPS) check() error {
	if err := checkRows(len(s.Items)); err != nil {
		return err
	}
	for _, item := range s.Items {
		if err := item.check(); err != nil {
			return fmt.Errorf("row %q: %w", item.Label, err)
		}
	}
	return nil
}

func (i NPSItem) check() error {
	if i.Suppressed {
		return nil
	}
	if i.Detractors < 0 || i.Passives < 0 || i.Promoters < 0 || i.N() == 0 {
		return fmt.Errorf("counts %d, %d, %d: %w", i.Detractors, i.Passives, i.Promoters, ErrShares)
	}
	if err := checkFinite(i.Value); err != nil {
		return err
	}
	return i.Interval.check()
}

func (s *NPS) empty() bool { return len(s.Items) == 0 }

func (s *NPS) describe(w Words) []string {
	out := make([]string, len(s.Items))
	for i, item := range s.Items {
		if item.Suppressed {
			out[i] = clean(item.Label) + ": " + w.Suppressed
			continue
		}
		out[i] = clean(item.Label) + ": " + w.value(item.Value, item.Interval) + ", " + w.Count(item.N())
	}
	return out
}

const scoreThickness = 24 // of the score's own line on a narrow chart

func (s *NPS) layout(p *pen) (int, func(*pen, box)) {
	list := make([]row, len(s.Items))
	for i, item := range s.Items {
		list[i].label = item.Label
		if !item.Suppressed {
			list[i].count = p.words.Count(item.N())
		}
	}
	thickness := likertThickness
	if p.narrow {
		thickness += scoreThickness
	}
	f := p.frame(list, bar{thickness: thickness})
	key := p.legend(s.Classes[:], p.colours.classes())
	return key.height + f.height + axisHeight, func(p *pen, area box) {
		key.draw(p, area.left, area.top)
		area.top += key.height
		s.draw(p, area, f)
	}
}

// classes are the colours of detractors, passives and promoters.
func (p palette) classes() []drawing.Color { return p.diverging(3) }

// place says where the parts of a row stand: the bar of classes, and the score's scale.
type place struct {
	barFrom, barTo int
	score          horizontal
	barUp, scoreUp int // how far above or below the row's middle each runs
}

func (s *NPS) place(p *pen, from, to int) place {
	reserve := p.measure(p.words.Suppressed)
	for _, item := range s.Items {
		if !item.Suppressed {
			reserve = max(reserve, p.measure(p.words.Number(item.Value)))
		}
	}
	reserve += gap
	out := place{barFrom: from, barTo: from + (to-from)*45/100}
	start := out.barTo + 3*gap
	if p.narrow {
		out.barTo, start = to, from
		out.barUp, out.scoreUp = -scoreThickness/2, likertThickness/2
	}
	out.score = horizontal{scale: scale{low: -100, high: 100, ticks: []float64{-100, 0, 100}}, from: start, to: to - reserve}
	for _, t := range out.score.scale.ticks {
		out.score.labels = append(out.score.labels, p.words.tick(t))
	}
	return out
}

func (s *NPS) draw(p *pen, area box, f rows) {
	at := s.place(p, area.left+f.plotLeft, area.left+f.plotRight)
	spans := f.spans(p, area.top)
	if p.narrow {
		for i, r := range f.list {
			y := area.top + r.middle + at.scoreUp
			spans[i] = [2]int{y - scoreThickness/2 + 3, y + scoreThickness/2 - 1}
		}
	}
	at.score.drawGrid(p, box{left: area.left, right: area.right, bottom: area.bottom}, spans)
	at.score.drawRule(p, at.score.x(0), spans, stroke{colour: p.colours.axis, width: 1})
	for i, item := range s.Items {
		s.drawRow(p, at, item, area.top+f.list[i].middle)
	}
	f.drawTexts(p, area.left, area.top)
}

func (s *NPS) drawRow(p *pen, at place, item NPSItem, y int) {
	if item.Suppressed {
		p.backed(p.words.Suppressed, at.barFrom, y+at.barUp, p.faint())
		return
	}
	cursor := 0.0
	whole := scale{low: 0, high: 1}
	for k, share := range item.Shares() {
		x := whole.at(cursor, at.barFrom, at.barTo)
		cursor += share
		p.part(part{
			from: x, to: whole.at(cursor, at.barFrom, at.barTo), y: y + at.barUp,
			fill: p.colours.classes()[k], text: p.words.share(share),
		})
	}
	x, line := at.score.x(item.Value), y+at.scoreUp
	end := x + 6
	if i := item.Interval; i != nil {
		p.whisker(at.score.x(i.Low), at.score.x(i.High), line, p.colours.interval)
		end = max(end, at.score.x(i.High))
	}
	p.dot(x, line, 6, p.colours.bar)
	p.backed(p.words.Number(item.Value), end+gap, line, p.plain())
}
