package analysis

// What became of those who answered in the wave before: as if they had been
// asked "did you answer again?", so that the guard protects it as any question.

import (
	"fmt"
	"slices"
	"strconv"

	"dealervoice/analysis/internal/column"
)

// returned counts who of those that answered the wave before came back.
func (t *turnout) returned(before string) (*Return, error) {
	plan, silentAt := t.planReturn(before)
	out := &Return{From: before}
	count := func(groups []group) ([]ReturnGroup, error) {
		plan.groups = groups
		cells, err := disclose(t.ctx, plan, t.guard)
		if err != nil {
			return nil, err
		}
		var list []ReturnGroup
		silent := make([]column.Bits, len(groups))
		for i, g := range groups {
			c := cells[i*len(plan.parts):]
			list = append(list, ReturnGroup{Stayed: c[0], Left: c[1], NotAsked: c[2]})
			g.in.Each(func(row int) {
				if at, ok := silentAt[row]; ok {
					silent[i] = silent[i].Set(at)
				}
			})
		}
		for _, i := range bySize(silent) {
			if g := &list[i]; t.absent != nil && !g.Stayed.Suppressed && !t.maySay(silent[i]) {
				g.Stayed, g.Left, g.NotAsked = hide(g.Stayed, Guarded, 0), hide(g.Left, Guarded, 0), hide(g.NotAsked, Guarded, 0)
			}
		}
		return list, nil
	}
	whole, err := count([]group{{in: plan.has}})
	if err != nil {
		return nil, err
	}
	out.Whole = whole[0]
	for _, dim := range Margins() {
		d, _ := t.dimension(dim)
		var groups []group
		for _, value := range d.values() {
			if in := d.column.Chose(value).And(plan.has); in.Count() > 0 {
				groups = append(groups, group{keys: []Key{{dim, value}}, in: in})
			}
		}
		if len(groups) < 2 {
			continue
		}
		list, err := count(groups)
		if err != nil {
			return nil, err
		}
		for i := range list {
			list[i].Value, list[i].Label = groups[i].keys[0].Value, valueName(dim, groups[i].keys[0].Value).In(t.lang())
		}
		out.Segments = append(out.Segments, ReturnSplit{Dim: dim, Title: dimensionName(dim).In(t.lang()), Groups: list})
	}
	return out, nil
}

// planReturn sorts the answers of the wave before by what their dealer did next,
// and gives the place of each that did not answer among the invited.
func (t *turnout) planReturn(before string) (plan tally, silentAt map[int]int) {
	next, place := map[string]string{}, map[string]int{}
	for i, inv := range t.invited {
		next[inv.Dealer], place[inv.Dealer] = Left, i
		if t.rows[i] >= 0 {
			next[inv.Dealer] = Stayed
		}
	}
	silentAt = map[int]int{}
	var all, stayed, left, none column.Bits
	for _, inv := range t.asked {
		row, ok := t.table.Position(string(inv.Response))
		if fmt.Sprint(inv.Wave) != before || !ok || inv.Response == "" || !t.total.Has(row) {
			continue
		}
		all = all.Set(row)
		switch next[inv.Dealer] {
		case Stayed:
			stayed = stayed.Set(row)
		case Left:
			left = left.Set(row)
			silentAt[row] = place[inv.Dealer]
		default:
			none = none.Set(row)
		}
	}
	sets := []column.Bits{stayed, left, none}
	out := tally{base: "return:" + before + ":" + t.wave, has: all, asked: all}
	out.parts = []part{shareOf(Stayed, stayed), shareOf(Left, left), shareOf(NotAsked, none)}
	out.uniform = func(who column.Bits) bool {
		n := who.Count()
		return n > 0 && slices.ContainsFunc(sets, func(s column.Bits) bool { return column.CountAnd(s, who) == n })
	}
	return out, silentAt
}

// byNumber orders waves.
func byNumber(a, b string) int {
	x, _ := strconv.Atoi(a) // waves are numbers
	y, _ := strconv.Atoi(b)
	return x - y
}
