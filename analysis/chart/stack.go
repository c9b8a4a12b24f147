// Bars of one hundred per cent, divided into categories without an order.
package chart

import (
	"fmt"
)

// Stack is one division into categories per row, e.g. channel by region.
type Stack struct {
	Head
	Levels []string    `json:"levels"`
	Items  []StackItem `json:"items"`
}

// StackItem is one row; Shares are in the order of Levels and sum to one. The intervals of
// its shares are said in the table: in a bar of many parts they would hide each other.
type StackItem struct {
	Label      string    `json:"label"`
	Shares     []float64 `json:"shares,omitempty"`
	N          int       `json:"n"`
	Suppressed bool      `json:"suppressed,omitempty"`
}

func (s *Stack) check() error {
	if len(s.Items) > 0 && (len(s.Levels) < 1 || len(s.Levels) > 14) {
		return fmt.Errorf("%d levels, not 1 to 14: %w", len(s.Levels), ErrShape)
	}
	if err := checkRows(len(s.Items)); err != nil {
		return err
	}
	for _, item := range s.Items {
		if item.Suppressed {
			continue
		}
		if err := checkShares(item.Shares, len(s.Levels)); err != nil {
			return fmt.Errorf("row %q: %w", item.Label, err)
		}
	}
	return nil
}

func (s *Stack) empty() bool { return len(s.Items) == 0 }

func (s *Stack) describe(w Words) []string {
	out := make([]string, len(s.Items))
	for i, item := range s.Items {
		out[i] = sayShares(item.Label, s.Levels, shown{item.Shares, item.N, item.Suppressed}, w)
	}
	return out
}

func (s *Stack) layout(p *pen) (int, func(*pen, box)) {
	list := make([]row, len(s.Items))
	for i, item := range s.Items {
		list[i].label = item.Label
		if !item.Suppressed {
			list[i].count = p.words.Count(item.N)
		}
	}
	f := p.frame(list, bar{thickness: likertThickness})
	key := p.legend(s.Levels, p.colours.categorical(len(s.Levels)))
	return key.height + f.height, func(p *pen, area box) {
		key.draw(p, area.left, area.top)
		area.top += key.height
		s.draw(p, area, f)
	}
}

func (s *Stack) draw(p *pen, area box, f rows) {
	from, to := area.left+f.plotLeft, area.left+f.plotRight
	palette := p.colours.categorical(len(s.Levels))
	whole := scale{low: 0, high: 1}
	for i, item := range s.Items {
		y := area.top + f.list[i].middle
		if item.Suppressed {
			p.text(p.words.Suppressed, from, middle(y, textSize), p.faint())
			continue
		}
		cursor := 0.0
		for k, share := range item.Shares {
			x := whole.at(cursor, from, to)
			cursor += share
			p.part(part{from: x, to: whole.at(cursor, from, to), y: y, fill: palette[k], text: p.words.share(share)})
		}
	}
	f.drawTexts(p, area.left, area.top)
}
