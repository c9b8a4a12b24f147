package respondweb

// Buttons that change the form without going anywhere: one more row or panel,
// one less, all options at once. Nothing is checked and nothing is kept: the
// screen comes back as it was typed.

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dealervoice/cmd/internal/flat"
	"dealervoice/survey/answer"
	"dealervoice/survey/definition"
)

// place is a question that control fields name by its spot: "12", or inside a
// panel "12.0.3": the number of the question around, the place of the panel,
// the index of the question in it.
type place struct {
	spot  string
	e     *definition.Element
	name  string // its fields'
	index int    // of a row, panel or file in it
}

// locate finds the question of a spot; with a trailing index where one is
// wanted.
func (p *plan) locate(text string) (place, bool) {
	parts := strings.Split(text, ".")
	numbers := make([]int, len(parts))
	for i, s := range parts {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || len(s) > 4 {
			return place{}, false
		}
		numbers[i] = n
	}
	at := place{index: -1}
	for _, q := range p.def.Questions() {
		if p.ids[q] == numbers[0] {
			at.e, at.name = q, q.Name
		}
	}
	for numbers = numbers[1:]; at.e != nil && len(numbers) >= 2; numbers = numbers[2:] {
		inside, row := at.e.Inner(), "["+strconv.Itoa(numbers[0])+"]"
		if at.e.Type == definition.MatrixDropdown {
			if numbers[0] >= len(at.e.Rows) {
				return place{}, false
			}
			row = "." + flat.Text(at.e.Rows[numbers[0]].Value)
		}
		if numbers[1] >= len(inside) {
			return place{}, false
		}
		at.e, at.name = inside[numbers[1]], at.name+row+"."+inside[numbers[1]].Name
	}
	if at.e == nil {
		return place{}, false
	}
	at.spot = text
	if len(numbers) == 1 {
		at.index = numbers[0]
		at.spot = text[:strings.LastIndexByte(text, '.')]
	}
	return at, true
}

// counted reads how many rows and panels were shown (_count), so that an empty
// one stays where it was.
func (v *visit) counted() map[string]int {
	out := map[string]int{}
	for _, text := range v.post["_count"] {
		if at, ok := v.plan.locate(text); ok && at.index >= 0 && growing(at.e) {
			out[at.spot] = min(at.index, flat.MaxItems)
		}
	}
	return out
}

// change does what a button inside a question says, if one was pressed.
func (v *visit) change() bool {
	for name, do := range map[string]func(place){"_more": v.more, "_less": v.less, "_all": v.all} {
		if at, ok := v.plan.locate(v.post.Get(name)); ok {
			do(at)
			return true
		}
	}
	return false
}

// same shows the screen again as it was typed.
func (v *visit) same() error {
	return v.render(http.StatusOK, v.decide(v.data()), look{})
}

// more adds a row or panel with what it is to hold from the start.
func (v *visit) more(at place) {
	n, ok := v.counts[at.spot]
	if !growing(at.e) || !at.e.AllowAdd || !ok || n >= flat.MaxItems || at.e.MaxCount > 0 && n >= at.e.MaxCount {
		return
	}
	v.counts[at.spot] = n + 1
	values := fresh(at.e)
	if at.e.CopyLast && n > 0 {
		if last := v.item(at, n-1); last != nil {
			values = last
		}
	}
	maps.Copy(v.fields, flat.Item(v.plan.def, at.e, at.name+"["+strconv.Itoa(n)+"].", values))
}

// item reads a row or panel as it was typed.
func (v *visit) item(at place, i int) map[string]any {
	list, _ := find(v.data(), v.plan, at.spot).([]any)
	if i >= len(list) {
		return nil
	}
	m, _ := list[i].(map[string]any)
	return m
}

// less takes a row, a panel, a file or a drawing away; what stands behind moves
// up.
func (v *visit) less(at place) {
	if at.index < 0 {
		return
	}
	if !growing(at.e) {
		if list := v.fields[at.name]; at.index < len(list) && (at.e.Type == definition.File || at.e.Type == definition.Signature) {
			v.fields[at.name] = slices.Delete(slices.Clone(list), at.index, at.index+1)
		}
		return
	}
	n, ok := v.counts[at.spot]
	if !ok || !at.e.AllowRemove || at.index >= n || n <= at.e.MinCount {
		return
	}
	v.fields = moved(v.fields, at)
	v.counts = movedCounts(v.counts, at)
	v.counts[at.spot] = n - 1
}

// moved gives the fields without those of a row or panel.
func moved(f flat.Fields, at place) flat.Fields {
	out := make(flat.Fields, len(f))
	for name, values := range f {
		rest, inside := strings.CutPrefix(name, at.name+"[")
		digits, tail, closed := strings.Cut(rest, "]")
		i, err := strconv.Atoi(digits)
		switch {
		case !inside || !closed || err != nil || i < at.index:
			out[name] = values
		case i > at.index:
			out[at.name+"["+strconv.Itoa(i-1)+"]"+tail] = values
		}
	}
	return out
}

// movedCounts gives the counts without those inside a row or panel.
func movedCounts(counts map[string]int, at place) map[string]int {
	out := make(map[string]int, len(counts))
	for spot, n := range counts {
		rest, inside := strings.CutPrefix(spot, at.spot+".")
		digits, tail, _ := strings.Cut(rest, ".")
		i, err := strconv.Atoi(digits)
		switch {
		case !inside || err != nil || i < at.index:
			out[spot] = n
		case i > at.index:
			out[at.spot+"."+strconv.Itoa(i-1)+"."+tail] = n
		}
	}
	return out
}

// all chooses every option but those that stand alone or ask for words.
func (v *visit) all(at place) {
	if at.e.SelectAll == nil || at.name != at.e.Name {
		return
	}
	st := v.decide(v.data()).State(at.e.Name)
	if !st.Visible || st.ReadOnly {
		return
	}
	var list []string
	for i, c := range st.Choices {
		if !c.Exclusive && !c.ShowComment && (st.Disabled == nil || !st.Disabled[i]) {
			list = append(list, flat.Text(c.Value))
		}
	}
	v.fields[at.name] = list
}

// padded is the decision for showing: with rows and panels that are empty and
// were shown. What is wrong stays as it was decided.
func (v *visit) padded(d *answer.Decision) *answer.Decision {
	if len(v.counts) == 0 {
		return d
	}
	data, _ := answer.Gate(v.plan.def, v.data()) // which has no use for what is empty
	for _, spot := range slices.Sorted(maps.Keys(v.counts)) {
		if at, ok := v.plan.locate(spot); ok {
			pad(data, v.plan, at, v.counts[spot])
		}
	}
	p := answer.Decide(v.plan.def, data, v.occasion(v.slip.ID()))
	p.Errors, p.Notes = d.Errors, d.Notes
	return &p
}

// find gives the answer at a spot.
func find(data answer.Data, p *plan, spot string) any {
	m, key := inside(data, p, spot)
	if m == nil {
		return nil
	}
	return m[key]
}

// inside gives the map that holds the answer of a spot, and its key there; nil
// where nothing is.
func inside(data answer.Data, p *plan, spot string) (map[string]any, string) {
	at, ok := p.locate(spot)
	if !ok {
		return nil, ""
	}
	parts := strings.Split(spot, ".")
	if len(parts) < 3 {
		return data, at.e.Key
	}
	around := strings.Join(parts[:len(parts)-2], ".")
	i, err := strconv.Atoi(parts[len(parts)-2])
	if err != nil {
		return nil, ""
	}
	if outer, _ := p.locate(around); outer.e != nil && outer.e.Type == definition.MatrixDropdown {
		return answersIn(data, p, outer, i), at.e.Key
	}
	list, _ := find(data, p, around).([]any)
	if i >= len(list) {
		return nil, ""
	}
	m, _ := list[i].(map[string]any)
	return m, at.e.Key
}

// answersIn gives the answers in a row of a matrix, which are made where there are none
// yet; nil where there is no such row.
func answersIn(data answer.Data, p *plan, at place, i int) map[string]any {
	m, key := inside(data, p, at.spot)
	if m == nil || i >= len(at.e.Rows) {
		return nil
	}
	rows, _ := m[key].(map[string]any)
	if rows == nil {
		rows = map[string]any{}
		m[key] = rows
	}
	name := flat.Text(at.e.Rows[i].Value)
	cells, _ := rows[name].(map[string]any)
	if cells == nil {
		cells = map[string]any{}
		rows[name] = cells
	}
	return cells
}

// pad makes a list of rows or panels as long as it was shown.
func pad(data answer.Data, p *plan, at place, n int) {
	m, key := inside(data, p, at.spot)
	if m == nil {
		return
	}
	list, given := m[key].([]any)
	if len(list) >= n && (given || n > 0) {
		return
	}
	if list == nil {
		list = []any{}
	}
	for len(list) < n {
		list = append(list, map[string]any{})
	}
	m[key] = list
}
