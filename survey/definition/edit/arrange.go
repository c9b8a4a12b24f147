package edit

// Places: up, down, to another page, twice, away.

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// Way is a direction in a list.
type Way int

// The ways.
const (
	Up   Way = -1
	Down Way = 1
)

// Shift moves a page or element one place within its list; false if it stands
// at the end already.
func (d *Document) Shift(path string, way Way) bool {
	l, i, ok := d.around(path)
	j := i + int(way)
	if !ok || j < 0 || j >= len(l.items) {
		return false
	}
	l.items[i], l.items[j] = l.items[j], l.items[i]
	l.changed = true
	return true
}

// MoveTo puts an element behind the others of a page or panel; false if there
// is no such place, or it lies inside the element.
func (d *Document) MoveTo(path, container string) bool {
	l, i, ok := d.around(path)
	to := d.at(container)
	if !ok || to == nil || to.kind != object {
		return false
	}
	e := l.items[i]
	if inside(e, to) {
		return false
	}
	l.items = slices.Delete(l.items, i, i+1)
	l.changed = true
	d.append(to, e)
	return true
}

func inside(n, what *node) bool {
	return n == what || slices.ContainsFunc(n.items, func(x *node) bool { return inside(x, what) }) ||
		slices.ContainsFunc(n.members, func(m member) bool { return inside(m.value, what) })
}

// append puts an element behind the others of a page.
func (d *Document) append(to, e *node) {
	key := listKey(to)
	if key == "" {
		to.put("elements", &node{kind: list, changed: true})
		key = "elements"
	}
	l := to.get(key)
	l.items = append(l.items, e)
	l.changed = true
}

// Duplicate puts a copy behind an element, under names of its own, and gives
// its path. Conditions inside the copy that spoke of the copied speak of the
// copy.
func (d *Document) Duplicate(path string) (string, bool) {
	l, i, ok := d.around(path)
	if !ok {
		return "", false
	}
	c := l.items[i].clone()
	taken := d.Names()
	top := Item{Type: c.get("type").str(), node: c}
	names := []Item{top}
	if top.Type == "panel" {
		names = append(names, elements(c, "", 0)...)
	}
	for _, e := range names {
		old := e.node.get("name").str()
		if old == "" {
			continue
		}
		fresh := Free(old, taken)
		taken = append(taken, fresh)
		e.node.put("name", of(fresh))
		e.node.drop("valueName") // two questions of one key would share their answer
		rename(c, old, fresh)
	}
	l.items = slices.Insert(l.items, i+1, c)
	l.changed = true
	return fmt.Sprintf("%s[%d]", path[:len(path)-len(strconv.Itoa(i))-2], i+1), true
}

// Remove takes a page or element away.
func (d *Document) Remove(path string) bool {
	l, i, ok := d.around(path)
	if !ok {
		return false
	}
	l.items = slices.Delete(l.items, i, i+1)
	l.changed = true
	return true
}

var ending = regexp.MustCompile(`_?\d+$`)

// Free makes a name that is not taken of the one that is wished for.
func Free(wish string, taken []string) string {
	if !slices.Contains(taken, wish) {
		return wish
	}
	base := ending.ReplaceAllString(wish, "")
	if base == "" {
		base = wish
	}
	for n := 2; ; n++ {
		if name := fmt.Sprintf("%s_%d", base, n); !slices.Contains(taken, name) {
			return name
		}
	}
}
